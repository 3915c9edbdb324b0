/**
 * When in a window a trouble began and ended: the minutes in a row that lie above its limit by most in all. An honest minute that
 * chance lifts above the limit before it does not count, for the calm ones after it take back what it adds.
 */
import type { Bucket } from '../state/bucket';
import { MINUTE_MS, startOf } from '../state/minute';
import type { Window } from './window';

export interface Stretch {
  readonly firstSeenMs: number;
  /** Its last millisecond. */
  readonly lastSeenMs: number;
}

/**
 * At least the minute that lies highest; undefined where the window is empty.
 * @param excessOf how far a minute lies above the limit, below zero where it lies below
 * @param empty the same of a minute in which nothing came
 */
export function stretchOf(seen: Window, excessOf: (bucket: Bucket) => number, empty: number): Stretch | undefined {
  let [most, first, last] = [-Infinity, 0, 0];
  let [sum, from, before] = [0, 0, 0];
  for (const bucket of seen.buckets.toSorted((one, other) => one.minute - other.minute)) {
    sum += (bucket.minute - before - 1) * empty;
    if (!(sum > 0)) [sum, from] = [0, bucket.minute];
    sum += excessOf(bucket);
    before = bucket.minute;
    if (sum > most) [most, first, last] = [sum, from, bucket.minute];
  }
  return most === -Infinity ? undefined : { firstSeenMs: startOf(first), lastSeenMs: startOf(last) + MINUTE_MS - 1 };
}
