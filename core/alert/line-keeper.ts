/** Keeps some lines of failed calls, redacted, where a stack's settings ask for them; never those of logins, which are about people. */
import type { LogBatch } from '../log/batch';
import { functionOf } from '../log/identity';
import { parseMessage } from '../log/parse';
import type { SourceOf } from '../observe';
import { seriesKey, type Series } from '../state/series';
import { redactLine } from './redact';
import type { LineSample, LineSampleStore } from './sample-lines';

const MOST_LINES = 3;
/** A function's lines are kept at most so often. */
const EVERY_MS = 60_000;
const LOOKED_AT = 4_000;

const FAILED =
  /Task timed out|Runtime exited|Runtime\.\w+|"?error(?:Type|Message)"?\s{0,4}[:=]|"level"\s{0,4}:\s{0,4}"(?:error|fatal|critical)"|\b(?:ERROR|FATAL|CRITICAL)\b|Unhandled|Traceback|Exception\b/i;
/** Of functions alone, and of none whose group is a login source; `isDue` says of which lines are wanted now. */
export function gatherLines(
  batches: readonly LogBatch[],
  sourceOf: SourceOf,
  isDue: (series: Series) => boolean = () => true,
): readonly LineSample[] {
  const samples = new Map<string, LineSample>();
  for (const { logGroup, logStream, events } of batches) {
    const watched = functionOf(logGroup, logStream);
    if (watched === undefined || sourceOf(logGroup) !== undefined) continue;
    const series: Series = { kind: 'function', name: watched.name };
    if (!isDue(series)) continue;
    for (const { message, timestampMs } of events) {
      const { lines = [], atMs = 0 } = samples.get(seriesKey(series)) ?? {};
      if (lines.length >= MOST_LINES) break;
      if (!FAILED.test(message.slice(0, LOOKED_AT)) || parseMessage(message).kind === 'login') continue;
      const line = redactLine(message);
      if (line !== '' && !lines.includes(line))
        samples.set(seriesKey(series), { series, atMs: Math.max(atMs, timestampMs), lines: [...lines, line] });
    }
  }
  return [...samples.values()];
}

/** Keeps what a container sees of each function, at most once a minute. */
export function createLineKeeper(store: Pick<LineSampleStore, 'put'>, sourceOf: SourceOf, now: () => number) {
  const keptMs = new Map<string, number>();
  const isDue = (series: Series): boolean => now() - (keptMs.get(seriesKey(series)) ?? -Infinity) >= EVERY_MS;
  return async (batches: readonly LogBatch[]): Promise<void> => {
    for (const sample of gatherLines(batches, sourceOf, isDue)) {
      keptMs.set(seriesKey(sample.series), now());
      await store.put(sample);
    }
  };
}
