/** Keeps some lines of failed calls, redacted, where a stack's settings ask for them: for whoever is woken to read at once. */
import type { LogBatch } from '../log/batch';
import { functionOf } from '../log/identity';
import { seriesKey, type Series } from '../state/series';
import type { Alert } from './alert';
import { redactLine } from './redact';

/** The latest of a function. */
export interface LineSample {
  readonly series: Series;
  readonly atMs: number;
  readonly lines: readonly string[];
}

export interface LineSampleStore {
  put(sample: LineSample): Promise<void>;
  read(series: Series): Promise<LineSample | undefined>;
}

const MOST_LINES = 3;
/** A function's lines are kept at most so often. */
const EVERY_MS = 60_000;
const LOOKED_AT = 4_000;
const NEAR_MS = 2 * 60_000;

const FAILED =
  /Task timed out|Runtime exited|Runtime\.\w+|"?error(?:Type|Message)"?\s{0,4}[:=]|"level"\s{0,4}:\s{0,4}"(?:error|fatal|critical)"|\b(?:ERROR|FATAL|CRITICAL)\b|Unhandled|Traceback|Exception\b/i;
/** Kinds that a line of a failed call explains. */
const EXPLAINED: readonly Alert['kind'][] = [
  'timeouts',
  'out-of-memory',
  'error-burst',
  'only-failures',
  'retries-exhausted',
];

/** Of functions alone: the lines of a login source are about people. */
export function gatherLines(batches: readonly LogBatch[]): readonly LineSample[] {
  const samples = new Map<string, LineSample>();
  for (const { logGroup, logStream, events } of batches) {
    const watched = functionOf(logGroup, logStream);
    if (watched === undefined) continue;
    const series: Series = { kind: 'function', name: watched.name };
    for (const { message, timestampMs } of events) {
      const { lines = [], atMs = 0 } = samples.get(seriesKey(series)) ?? {};
      if (lines.length >= MOST_LINES) break;
      if (!FAILED.test(message.slice(0, LOOKED_AT))) continue;
      const line = redactLine(message);
      if (line !== '' && !lines.includes(line))
        samples.set(seriesKey(series), { series, atMs: Math.max(atMs, timestampMs), lines: [...lines, line] });
    }
  }
  return [...samples.values()];
}

/** Keeps what a container sees of each function, at most once a minute. */
export function createLineKeeper(store: Pick<LineSampleStore, 'put'>, now: () => number) {
  const keptMs = new Map<string, number>();
  return async (batches: readonly LogBatch[]): Promise<void> => {
    for (const sample of gatherLines(batches)) {
      const key = seriesKey(sample.series);
      if (now() - (keptMs.get(key) ?? -Infinity) < EVERY_MS) continue;
      keptMs.set(key, now());
      await store.put(sample);
    }
  };
}

/** Those that were written while the alert's trouble was there. */
export async function linesFor(alert: Alert, store: Pick<LineSampleStore, 'read'>): Promise<readonly string[]> {
  if (alert.change === 'resolve' || alert.isTest || !EXPLAINED.includes(alert.kind)) return [];
  const sample = await store.read(alert.subject);
  if (sample === undefined || sample.atMs < alert.firstSeenMs - NEAR_MS) return [];
  return sample.lines;
}
