/** How many messages a channel carries: 20 an hour, of which 4 are kept for digests and 5 for critical alerts, and one a second. */
import type { DeskStore, SlotOf } from './desk';

export const SLOTS: Readonly<Record<SlotOf, number>> = { free: 11, reserve: 5, digest: 4 };
export const MOST_AN_HOUR = SLOTS.free + SLOTS.reserve + SLOTS.digest;
export const PAUSE_MS = 1000;
/** Who hears of an opening so long after is told how long, or, where it is over by then, only that there was one. */
export const LATE_MS = 30 * 60_000;

const HOUR_MS = 60 * 60_000;
const QUARTER_MS = HOUR_MS / 4;

/** `2026-11-22T10` */
export const hourOf = (atMs: number): string => new Date(atMs).toISOString().slice(0, 13);

export const quarterOf = (atMs: number): number => Math.floor(atMs / QUARTER_MS);

export interface Slot {
  readonly hour: string;
  readonly of: SlotOf;
}

/** Undefined where the hour's messages are spent. */
export async function takeSlot(
  desk: DeskStore,
  channel: string,
  what: 'critical' | 'other' | 'digest',
  nowMs: number,
): Promise<Slot | undefined> {
  const hour = hourOf(nowMs);
  const kinds: readonly SlotOf[] =
    what === 'digest' ? ['digest'] : what === 'critical' ? ['free', 'reserve'] : ['free'];
  for (const of of kinds) if (await desk.takeSlot(channel, hour, of, SLOTS[of])) return { hour, of };
  return undefined;
}

/** A channel that does not answer is left alone for longer each time. */
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 5 * 60_000;
/** As long as a queue can hide a message: who asks for more is asked again. */
const MOST_ASKED_MS = 12 * 60 * 60_000;

export const pauseAfter = (failures: number, askedMs = 0): number =>
  Math.max(Math.min(askedMs, MOST_ASKED_MS), Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS));
