/** What a series did in a window of minutes: summed when asked, for most detectors ask for one number. */
import { quantile, valueOf, type Cells } from '../baseline/log-histogram';
import { estimateDistinct } from '../state/distinct';
import { readHistograms } from '../state/counters';
import { MINUTE_MS, startOf, type Minute } from '../state/minute';
import { sumParts, type Bucket, type Counters } from '../state/bucket';

type Cell = readonly [cell: number, count: number];
type Histogram = 'd' | 'm' | 't';

export interface Window {
  readonly minutes: number;
  readonly last: Minute;
  readonly buckets: readonly Bucket[];
  count(counter: string): number;
  /** Every counter, summed over the window. */
  counters(): Counters;
  distinct(sketch: string): number;
  /** The cells of every minute in turn, so that a cell may come more than once. */
  cells(histogram: Histogram): readonly Cell[];
  hasCells(histogram: Histogram): boolean;
  /** How many lie in cells whose value is above the limit, and in all. */
  countAbove(histogram: Histogram, limit: number): { readonly above: number; readonly all: number };
  /** Start of the first and end of the last minute for which `isPart` holds; undefined where none does. */
  span(isPart: (bucket: Bucket) => boolean): { readonly firstSeenMs: number; readonly lastSeenMs: number } | undefined;
}

/** The `minutes` minutes that end with minute `last`, itself included. */
export const windowOf = (buckets: readonly Bucket[], last: Minute, minutes: number): Window =>
  new MinutesWindow(buckets, last, minutes);

/** A class, for several are made of every series each minute: objects of closures took longer to make than to ask. */
class MinutesWindow implements Window {
  readonly buckets: readonly Bucket[];
  private counts: Map<string, number> | undefined;

  constructor(
    buckets: readonly Bucket[],
    readonly last: Minute,
    readonly minutes: number,
  ) {
    this.buckets = buckets.filter(({ minute }) => minute > last - minutes && minute <= last);
  }

  count(counter: string): number {
    this.counts ??= new Map();
    let sum = this.counts.get(counter);
    if (sum !== undefined) return sum;
    sum = 0;
    for (const { counters } of this.buckets) sum += counters.get(counter) ?? 0;
    this.counts.set(counter, sum);
    return sum;
  }

  counters(): Counters {
    return sumParts(this.buckets).counters;
  }

  distinct(sketch: string): number {
    return estimateDistinct(this.buckets.flatMap(({ sketches }) => [...(sketches.get(sketch) ?? [])]));
  }

  cells(histogram: Histogram): readonly Cell[] {
    return this.buckets.flatMap((bucket) => cellsOf(bucket, histogram));
  }

  hasCells(histogram: Histogram): boolean {
    return this.buckets.some((bucket) => cellsOf(bucket, histogram).length > 0);
  }

  countAbove(histogram: Histogram, limit: number): { readonly above: number; readonly all: number } {
    let [above, all] = [0, 0];
    for (const bucket of this.buckets) {
      for (const [cell, count] of cellsOf(bucket, histogram)) {
        all += count;
        if (valueOf(cell) > limit) above += count;
      }
    }
    return { above, all };
  }

  span(isPart: (bucket: Bucket) => boolean): { readonly firstSeenMs: number; readonly lastSeenMs: number } | undefined {
    let [first, last] = [Infinity, -Infinity];
    for (const bucket of this.buckets) {
      if (!isPart(bucket)) continue;
      first = Math.min(first, bucket.minute);
      last = Math.max(last, bucket.minute);
    }
    return first > last ? undefined : { firstSeenMs: startOf(first), lastSeenMs: startOf(last) + MINUTE_MS - 1 };
  }
}

/** The last minutes of a window. */
export const lastMinutes = ({ buckets, last, minutes }: Window, count: number): Window =>
  windowOf(buckets, last, Math.min(count, minutes));

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
