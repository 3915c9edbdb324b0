/** What a series did in a window of minutes: summed when asked, for most detectors ask for one number. */
import { quantile, valueOf, type Cells } from '../baseline/log-histogram';
import { estimateDistinct } from '../state/distinct';
import { readHistograms } from '../state/counters';
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
  hasCells(histogram: 'd' | 'm' | 't'): boolean;
  /** How many lie in cells whose value is above the limit, and in all. */
  countAbove(histogram: 'd' | 'm' | 't', limit: number): { readonly above: number; readonly all: number };
  /** Start of the first and end of the last minute for which `isPart` holds; undefined where none does. */
  span(isPart: (bucket: Bucket) => boolean): { readonly firstSeenMs: number; readonly lastSeenMs: number } | undefined;
}

/** The `minutes` minutes that end with minute `last`, itself included. */
export function windowOf(buckets: readonly Bucket[], last: Minute, minutes: number): Window {
  const inside = buckets.filter((bucket) => bucket.minute > last - minutes && bucket.minute <= last);
  const counts = new Map<string, number>();
  return {
    minutes,
    last,
    buckets: inside,
    count(counter) {
      let sum = counts.get(counter);
      if (sum === undefined) {
        sum = 0;
        for (const { counters } of inside) sum += counters.get(counter) ?? 0;
        counts.set(counter, sum);
      }
      return sum;
    },
    counters: () => sumParts(inside).counters,
    distinct: (sketch) => estimateDistinct(inside.flatMap(({ sketches }) => [...(sketches.get(sketch) ?? [])])),
    cells: (histogram) => inside.flatMap((bucket) => cellsOf(bucket, histogram)),
    hasCells: (histogram) => inside.some((bucket) => cellsOf(bucket, histogram).length > 0),
    countAbove(histogram, limit) {
      let [above, all] = [0, 0];
      for (const bucket of inside) {
        for (const [cell, count] of cellsOf(bucket, histogram)) {
          all += count;
          if (valueOf(cell) > limit) above += count;
        }
      }
      return { above, all };
    },
    span(isPart) {
      const part = inside.filter(isPart).map((bucket) => bucket.minute);
      if (part.length === 0) return undefined;
      return { firstSeenMs: startOf(Math.min(...part)), lastSeenMs: startOf(Math.max(...part)) + MINUTE_MS - 1 };
    },
  };
}

/** The last minutes of a window. */
export const lastMinutes = ({ buckets, last, minutes }: Window, count: number): Window =>
  windowOf(buckets, last, Math.min(count, minutes));

type Cell = readonly [cell: number, count: number];
type Histogram = 'd' | 'm' | 't';

/** Several detectors ask for the same cells; a bucket lives no longer than the look at it. */
const read = new WeakMap<Bucket, Readonly<Record<Histogram, readonly Cell[]>>>();

export function cellsOf(bucket: Bucket, histogram: Histogram): readonly Cell[] {
  let known = read.get(bucket);
  if (known === undefined) read.set(bucket, (known = readHistograms(bucket.counters)));
  return known[histogram];
}

/** Slow calls in some cells: how many, and the median of them in ms. */
export function slowCallsIn(durations: Cells, limitMs: number): { readonly count: number; readonly medianMs: number } {
  const slow = [...durations].filter(([cell]) => valueOf(cell) > limitMs);
  return { count: slow.reduce((sum, [, count]) => sum + count, 0), medianMs: quantile(slow, 0.5) ?? 0 };
}
