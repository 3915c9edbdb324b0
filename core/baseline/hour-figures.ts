/** What one hour of a series showed, from its minute buckets: what the profile learns from. */
import { COUNTER, readCells, readVersionCalls } from '../state/counters';
import type { Series } from '../state/series';
import { learnedWeights } from './learned-weights';
import { smoothQuantiles } from './log-histogram';
import type { HourFigures } from './figures';
import type { LearnedPart } from './learned-part';

/** A minute weighs at most so many deliveries, so that a flood of a minute is a minute. */
export const HEAVIEST_MINUTE = 10;

/** Less of an hour than this says too little of it. */
const LEAST_MINUTES = 15;

/**
 * Undefined where nothing was called, or nobody logged in, and where most of the hour is passed over.
 * @param minutes of the hour that are learned, however many had calls: sums are scaled up to the whole hour
 */
export function hourFigures(
  kind: Series['kind'],
  buckets: readonly LearnedPart[],
  minutes = 60,
): HourFigures | undefined {
  if (minutes < LEAST_MINUTES) return undefined;
  const share = 60 / minutes;
  const sum = (counter: string): number =>
    buckets.reduce((all, { counters }) => all + (counters.get(counter) ?? 0), 0) * share;
  return kind === 'function' ? callFigures(buckets, sum, share) : loginFigures(sum);
}

function callFigures(
  buckets: readonly LearnedPart[],
  sum: (counter: string) => number,
  share: number,
): HourFigures | undefined {
  const calls = sum(COUNTER.calls);
  const failures = sum(COUNTER.errors) + sum(COUNTER.timeouts) + sum(COUNTER.outOfMemory);
  if (calls + failures === 0) return undefined;
  const levels = smoothQuantiles(hourDurations(buckets), [0.5, 0.95, 0.99]);
  const coldStarts = sum(COUNTER.coldStarts);
  const initUs = sum(COUNTER.initUs);
  const memory = smoothQuantiles(
    buckets.flatMap(({ counters }) => readCells(counters, 'm')),
    [0.95],
  )?.[0];
  const hasBilled = buckets.some(({ counters }) => counters.has(COUNTER.billedMs));
  return {
    calls,
    failures,
    coldStarts,
    ...(levels && { medianMs: levels[0]!, p95Ms: levels[1]!, p99Ms: levels[2]! }),
    ...(coldStarts > 0 && initUs > 0 && { initMs: initUs / 1000 / coldStarts }),
    ...(memory !== undefined && { memoryMb: memory }),
    activeMinutes: activeMinutes(buckets) * share,
    ...(hasBilled && { billedMs: sum(COUNTER.billedMs), billedMbMs: sum(COUNTER.billedMbMs) }),
  };
}

/** Minutes with calls; what came late may stand in a part of its own. */
const activeMinutes = (buckets: readonly LearnedPart[]): number =>
  new Set(buckets.flatMap(({ minute, counters }) => (counters.has(COUNTER.calls) ? [minute] : []))).size;

/** The durations of an hour with what each weighs: no delivery and no minute more than its share. */
export function hourDurations(buckets: readonly LearnedPart[]): [cell: number, weight: number][] {
  const all = new Map<number, number>();
  for (const { counters } of buckets) {
    const weights = learnedWeights(counters);
    const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
    const scale = Math.min(total, HEAVIEST_MINUTE) / total;
    for (const [cell, weight] of weights) all.set(cell, (all.get(cell) ?? 0) + weight * scale);
  }
  return [...all].toSorted(([one], [other]) => one - other);
}

function loginFigures(sum: (counter: string) => number): HourFigures | undefined {
  const attempts = sum(COUNTER.attempts);
  if (attempts === 0) return undefined;
  const failedLogins = sum(COUNTER.failures);
  return {
    attempts,
    failedLogins,
    ...(failedLogins > 0 && { unknownAccountShare: sum(COUNTER.unknownAccounts) / failedLogins }),
  };
}

/** The published version with the most calls; undefined where none was seen. */
export function versionOf(buckets: readonly LearnedPart[]): string | undefined {
  const calls = new Map<string, number>();
  for (const [version, count] of buckets.flatMap(({ counters }) => readVersionCalls(counters)))
    calls.set(version, (calls.get(version) ?? 0) + count);
  return [...calls].toSorted((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1))[0]?.[0];
}
