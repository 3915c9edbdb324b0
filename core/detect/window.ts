/** What a series did in a window of minutes: summed when asked, for most detectors ask for one number. */
import { quantile, valueOf, type Cells } from '../baseline/log-histogram';
import { estimateDistinct } from '../state/distinct';
import { readCells } from '../state/counters';
import { MINUTE_MS, startOf, type Minute } from '../state/minute';
import { sumParts, type Bucket, type Counters } from '../state/bucket';

export interface Window {
  readonly minutes: number;
  readonly last: Minute;
  readonly buckets: readonly Bucket[];
  count(counter: string): number;
  /** Every counter, summed over the window. */
  counters(): Counters;
  distinct(sketch: string): number;
  /** The cells of every minute in turn, so that a cell may come more than once. */
  cells(histogram: 'd' | 'm' | 't'): readonly (readonly [cell: number, count: number])[];
  /** Start of the first and end of the last minute for which `isPart` holds; undefined where none does. */
  span(isPart: (bucket: Bucket) => boolean): { readonly firstSeenMs: number; readonly lastSeenMs: number } | undefined;
}

/** The `minutes` minutes that end with minute `last`, itself included. */
export function windowOf(buckets: readonly Bucket[], last: Minute, minutes: number): Window {
  const inside = buckets.filter((bucket) => bucket.minute > last - minutes && bucket.minute <= last);
  return {
    minutes,
    last,
    buckets: inside,
    count: (counter) => inside.reduce((sum, { counters }) => sum + (counters.get(counter) ?? 0), 0),
    counters: () => sumParts(inside).counters,
    distinct: (sketch) => estimateDistinct(inside.flatMap(({ sketches }) => [...(sketches.get(sketch) ?? [])])),
    cells: (histogram) => inside.flatMap(({ counters }) => readCells(counters, histogram)),
    span(isPart) {
      const part = inside.filter(isPart).map((bucket) => bucket.minute);
      if (part.length === 0) return undefined;
      return { firstSeenMs: startOf(Math.min(...part)), lastSeenMs: startOf(Math.max(...part)) + MINUTE_MS - 1 };
    },
  };
}

/** Slow calls in some cells: how many, and the median of them in ms. */
export function slowCallsIn(durations: Cells, limitMs: number): { readonly count: number; readonly medianMs: number } {
  const slow = [...durations].filter(([cell]) => valueOf(cell) > limitMs);
  return { count: slow.reduce((sum, [, count]) => sum + count, 0), medianMs: quantile(slow, 0.5) ?? 0 };
}
