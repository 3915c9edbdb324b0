/** How long a message waits for its next try: what the channel asked for, else longer each time, spread so that waiting messages do not come back at once. */

/** No wait grows beyond this, so that a channel that is back is noticed within minutes. */
export const LONGEST_PAUSE_MS = 5 * 60_000;

/** The longest that a queue can hide a message. */
const MOST_MS = 12 * 60 * 60_000;

const LEAST_MS = 1_000;
/** Doubled with each try. */
const FIRST_MS = 2_000;
/** Of what the channel asked for, at most so much is added. */
const EXTRA_SHARE = 0.1;

export interface Tried {
  /** How often the message was received, this time included. */
  readonly receives: number;
  /** What the channel asked for, as by `Retry-After`. */
  readonly afterMs?: number | undefined;
}

/** @param chance from 0 up to 1 */
export function retryPauseMs({ receives, afterMs }: Tried, chance: number): number {
  if (afterMs !== undefined && Number.isFinite(afterMs)) {
    const asked = Math.max(LEAST_MS, afterMs);
    return Math.min(MOST_MS, asked + chance * Math.max(LEAST_MS, asked * EXTRA_SHARE));
  }
  const tries = Math.min(20, Math.max(1, receives));
  const most = Math.min(LONGEST_PAUSE_MS, FIRST_MS * 2 ** (tries - 1));
  return LEAST_MS + chance * (most - LEAST_MS);
}
