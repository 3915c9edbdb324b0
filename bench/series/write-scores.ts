/** Writes a scored series as the benchmark reads it: `timestamp,value,anomaly_score`, times and values as they came. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { SeriesRow } from './read-series';

export function writeScores(path: string, rows: readonly SeriesRow[], scores: ArrayLike<number>): void {
  mkdirSync(dirname(path), { recursive: true });
  const lines = rows.map(({ timestamp, valueText }, row) => `${timestamp},${valueText},${scores[row]}\n`);
  writeFileSync(path, `timestamp,value,anomaly_score\n${lines.join('')}`);
}
