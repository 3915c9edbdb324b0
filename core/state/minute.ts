/** Event time in whole minutes since 1970: the grain of all counting. */
export type Minute = number;

export const MINUTE_MS = 60_000;

export const minuteOf = (atMs: number): Minute => Math.floor(atMs / MINUTE_MS);

export const startOf = (minute: Minute): number => minute * MINUTE_MS;

/** A minute closes this long after its end at the earliest: most late events have come by then. */
export const CLOSES_AFTER_MINUTES = 3;

/** Minutes that close together, so that five are noted and folded in one write. */
export const SLOT_MINUTES = 5;

/** The first minute of the five that close together. */
export const slotOf = (minute: Minute): Minute => minute - (minute % SLOT_MINUTES);

/** The minute at which whatever was counted in time is folded. */
export const closeOf = (minute: Minute): Minute => slotOf(minute) + SLOT_MINUTES + CLOSES_AFTER_MINUTES;

const HOURLY_AFTER_MINUTES = 24 * 60;
const BY_FIVE_AFTER_MINUTES = 3 * 60;

/**
 * The minute at which what is counted now is folded: with its slot, or, where that has closed, in the next minute. What is
 * many hours late waits for others that are, so that no bucket keeps more than some hundred late additions apart.
 */
export function dueMinute(minute: Minute, nowMs: number): Minute {
  const next = minuteOf(nowMs) + 1;
  const close = closeOf(minute);
  if (next <= close) return close;
  const late = next - close;
  const step = late > HOURLY_AFTER_MINUTES ? 60 : late > BY_FIVE_AFTER_MINUTES ? SLOT_MINUTES : 1;
  return Math.ceil(next / step) * step;
}
