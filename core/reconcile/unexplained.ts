/**
 * Says in which minutes fewer or more calls were counted than Lambda made. Lambda counts a call when it begins, its report
 * tells when it ended: what begins in one minute and ends in a later one explains itself. Blind to a loss as small as what is
 * under way at any moment of a busy function.
 */
import { COUNTER } from '../state/counters';
import type { Bucket } from '../state/bucket';
import type { Minute } from '../state/minute';

export interface Unexplained {
  readonly minute: Minute;
  /** Calls that were made and not counted; below zero where more were counted than made. */
  readonly calls: number;
}

/** No call takes longer (2026-11); one more for the clock. */
export const LONGEST_CALL_MINUTES = 16;

/**
 * @param buckets and `invoked` also of the LONGEST_CALL_MINUTES before `first` and after `last`, for calls that cross them
 */
export function findUnexplained(
  first: Minute,
  last: Minute,
  buckets: readonly Bucket[],
  invoked: ReadonlyMap<Minute, number>,
): readonly Unexplained[] {
  const counted = new Map(buckets.map(({ minute, counters }) => [minute, counters.get(COUNTER.calls) ?? 0]));
  const { meanMinutes, underWay } = durationsOf(buckets, last - first + 1 + 2 * LONGEST_CALL_MINUTES);
  const reach = Math.min(LONGEST_CALL_MINUTES, 1 + Math.ceil(2 * meanMinutes));
  const slack = Math.floor(3 * underWay);
  /** Begun and not yet reported, the oldest first. */
  const begun: { readonly minute: Minute; calls: number }[] = [];
  const found = new Map<Minute, number>();
  const note = (minute: Minute, calls: number): void => {
    if (minute >= first && minute <= last && Math.abs(calls) > slack)
      found.set(minute, (found.get(minute) ?? 0) + calls);
  };
  for (let minute = first - LONGEST_CALL_MINUTES; minute <= last + reach; minute += 1) {
    while (begun[0] !== undefined && begun[0].minute < minute - reach) note(begun[0].minute, begun.shift()!.calls);
    let surplus = (invoked.get(minute) ?? 0) - (counted.get(minute) ?? 0);
    if (surplus > 0) begun.push({ minute, calls: surplus });
    while (surplus < 0 && begun[0] !== undefined) {
      const matched = Math.min(-surplus, begun[0].calls);
      surplus += matched;
      begun[0].calls -= matched;
      if (begun[0].calls === 0) begun.shift();
    }
    if (surplus < 0) note(minute, surplus);
  }
  // Younger ones may still be under way.
  for (const { minute, calls } of begun) if (minute <= last) note(minute, calls);
  return [...found].map(([minute, calls]) => ({ minute, calls })).toSorted((one, other) => one.minute - other.minute);
}

/**
 * Those minutes and the ones around them: what is lost in one may be hidden by a call that crosses into it, and what began
 * there may have ended `reach` minutes later.
 */
export function minutesToRead(unexplained: readonly Unexplained[], first: Minute, reach: number): readonly Minute[] {
  const minutes = new Set(
    unexplained.flatMap(({ minute }) => Array.from({ length: reach + 2 }, (_, index) => minute - 1 + index)),
  );
  return [...minutes].filter((minute) => minute >= first).toSorted((one, other) => one - other);
}

function durationsOf(buckets: readonly Bucket[], minutes: number) {
  const sum = (name: string): number => buckets.reduce((total, { counters }) => total + (counters.get(name) ?? 0), 0);
  const inMinutes = sum(COUNTER.durationUs) / 60_000_000;
  return { meanMinutes: inMinutes / Math.max(1, sum(COUNTER.calls)), underWay: inMinutes / minutes };
}
