/** What a series did in a window of minutes, summed, with the minutes kept apart where a detector asks since when. */
import { quantile, weightAbove, type Cells } from '../baseline/log-histogram';
import { estimateDistinct } from '../state/distinct';
import { readCells } from '../state/counters';
import { MINUTE_MS, startOf, type Minute } from '../state/minute';
import { sumParts, type Bucket } from '../state/bucket';

export interface Window {
  readonly minutes: number;
  count(counter: string): number;
  distinct(sketch: string): number;
  readonly durations: Cells;
  /** Start of the first and end of the last minute for which `isPart` holds; undefined where none does. */
  span(isPart: (bucket: Bucket) => boolean): { readonly firstSeenMs: number; readonly lastSeenMs: number } | undefined;
}

/** The `minutes` minutes that end with minute `last`, itself included. */
export function windowOf(buckets: readonly Bucket[], last: Minute, minutes: number): Window {
  const inside = buckets.filter((bucket) => bucket.minute > last - minutes && bucket.minute <= last);
  const { counters, sketches } = sumParts(inside);
  return {
    minutes,
    count: (counter) => counters.get(counter) ?? 0,
    distinct: (sketch) => estimateDistinct(sketches.get(sketch) ?? []),
    durations: readCells(counters, 'd'),
    span(isPart) {
      const part = inside.filter(isPart).map((bucket) => bucket.minute);
      if (part.length === 0) return undefined;
      return { firstSeenMs: startOf(Math.min(...part)), lastSeenMs: startOf(Math.max(...part)) + MINUTE_MS - 1 };
    },
  };
}

/** Slow calls in some cells: how many, and the median of them in ms. */
export function slowCallsIn(durations: Cells, limitMs: number): { readonly count: number; readonly medianMs: number } {
  const slow = [...durations].filter(([cell]) => weightAbove([[cell, 1]], limitMs) > 0);
  return { count: slow.reduce((sum, [, count]) => sum + count, 0), medianMs: quantile(slow, 0.5) ?? 0 };
}
