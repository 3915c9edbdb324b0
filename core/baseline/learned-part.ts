/**
 * Says which part of a bucket was counted by when, so that each part of it is learned once, whenever it came: what came in
 * time when the minute closes, what came later when it came.
 */
import type { Bucket, Counters } from '../state/bucket';
import { closeOf, type Minute } from '../state/minute';

export interface LearnedPart {
  readonly minute: Minute;
  readonly counters: Counters;
  /** Nothing of this minute was learned before. @default true */
  readonly isFirst?: boolean;
}

/** What was counted and is due by this minute; undefined where that is nothing. */
export function countedUntil({ minute, counters, late }: Bucket, due: Minute): LearnedPart | undefined {
  if (due < closeOf(minute)) return undefined;
  if (late === undefined) return partOf(minute, counters);
  const later = [...late].filter(([each]) => each > due);
  return partOf(
    minute,
    later.reduce<Counters>((left, [, counts]) => without(left, counts), counters),
  );
}

/** What is due at this very minute: all that came in time, or what came late and is folded then. */
export function dueAt(bucket: Bucket, due: Minute): LearnedPart | undefined {
  if (due === closeOf(bucket.minute)) return countedUntil(bucket, due);
  const part = partOf(bucket.minute, bucket.late?.get(due) ?? new Map<string, number>());
  return part && { ...part, isFirst: countedUntil(bucket, due - 1) === undefined };
}

const partOf = (minute: Minute, counters: Counters): LearnedPart | undefined =>
  counters.size === 0 ? undefined : { minute, counters };

function without(counters: Counters, less: Counters): Counters {
  const left = new Map(counters);
  for (const [name, count] of less) {
    const rest = (left.get(name) ?? 0) - count;
    if (rest > 0) left.set(name, rest);
    else left.delete(name);
  }
  return left;
}
