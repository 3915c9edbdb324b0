/** Tells the other channels of one that refuses something for good, or has not answered for long: who waits for it should know. */
import type { Alert } from '../../core/alert/alert';
import type { Telling } from '../../core/alert/desk/tell-channel';
import type { Notice } from '../../core/alert/notice';
import type { ChannelTroubles } from '../../core/ports';

export interface OthersWorld {
  readonly troubles: ChannelTroubles;
  /** The queues of all other channels. */
  readonly others: readonly { sendNotice(notice: Notice): Promise<void> }[];
  readonly now: () => number;
}

export interface Untold {
  readonly channel: string;
  readonly why: string;
  readonly alert?: Alert | undefined;
  /** Set where it does not answer. */
  readonly downForMs?: number;
}

/** What is refused next is mostly refused for the same reason, so the others hear of each four times a day at most. */
const TOLD_EVERY_MS = 6 * 60 * 60_000;
/** So long a channel may be silent before the others hear of it. */
const DOWN_MS = 15 * 60_000;

export async function tellOfSilence(channel: string, told: Telling, world: OthersWorld): Promise<void> {
  const { end, trouble, downForMs = 0 } = told;
  if (end === 'down' && trouble !== undefined && downForMs >= DOWN_MS)
    await tellOthers({ channel, why: trouble.why, downForMs }, world);
}

export async function tellOthers({ channel, why, alert, downForMs }: Untold, world: OthersWorld): Promise<void> {
  const { troubles, others, now } = world;
  if (others.length === 0) return;
  const atMs = now();
  const trouble = downForMs === undefined ? why : 'down';
  const agoMs = atMs - ((await troubles.lastTold(channel, trouble)) ?? -Infinity);
  if (agoMs >= 0 && agoMs < TOLD_EVERY_MS) return; // else told long ago, or by a clock that was ahead
  const key = alert && { kind: alert.kind, subject: alert.subject };
  const notice = { channel, why, atMs, ...(downForMs !== undefined && { downForMs }), ...(key && { key }) };
  await Promise.all(others.map((other) => other.sendNotice(notice)));
  await troubles.noteTold(channel, trouble, atMs);
}
