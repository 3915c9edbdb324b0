/** Event time in whole minutes since 1970: the grain of all counting. */
export type Minute = number;

export const MINUTE_MS = 60_000;

export const minuteOf = (atMs: number): Minute => Math.floor(atMs / MINUTE_MS);

export const startOf = (minute: Minute): number => minute * MINUTE_MS;

/** A minute closes this long after its end: most late events have come by then. */
export const CLOSES_AFTER_MINUTES = 3;

/** The first minute at which a bucket created at `createdMs` may be folded into what is usual. */
export function dueMinute(bucket: Minute, createdMs: number): Minute {
  return Math.max(bucket + 1 + CLOSES_AFTER_MINUTES, minuteOf(createdMs) + 1);
}
