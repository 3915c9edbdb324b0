/** What becomes of a message that its channel will never take: told on the other channels, and kept among the dead letters. */
import type { Alert } from '../../core/alert/alert';
import type { Telling } from '../../core/alert/desk/tell-channel';
import type { Notice } from '../../core/alert/notice';
import type { ChannelTroubles } from '../../core/ports';

export interface GiveUpWorld {
  readonly troubles: ChannelTroubles;
  readonly deadLetters: { send(body: string, why: string): Promise<void> };
  /** The queues of all other channels. */
  readonly others: readonly { sendNotice(notice: Notice): Promise<void> }[];
  readonly now: () => number;
}

export interface GivenUp {
  readonly channel: string;
  readonly body: string;
  readonly why: string;
  readonly alert?: Alert | undefined;
  /** Set where it does not answer. */
  readonly downForMs?: number;
}

/** What is refused next is mostly refused for the same reason, so the others hear of each four times a day at most. */
const TOLD_EVERY_MS = 6 * 60 * 60_000;

/** Throws, to be repeated, before the message is out of its queue: it may be told twice, never be lost. */
export async function giveUp({ channel, body, why, alert }: GivenUp, world: GiveUpWorld): Promise<void> {
  await tellOthers({ channel, why, alert }, world);
  await world.deadLetters.send(body, why);
}

/** So long a channel may be silent before the others hear of it. */
const DOWN_MS = 15 * 60_000;

/** A channel that does not answer loses nothing, but whoever waits for it should know. */
export async function tellOfSilence(channel: string, told: Telling, world: Omit<GiveUpWorld, 'deadLetters'>) {
  const { end, trouble, downForMs = 0 } = told;
  if (end === 'down' && trouble !== undefined && downForMs >= DOWN_MS)
    await tellOthers({ channel, why: trouble.why, downForMs }, world);
}

/** For what needs no dead letter, too: what a digest would have counted stays for the next. */
export async function tellOthers(
  { channel, why, alert, downForMs }: Omit<GivenUp, 'body'>,
  { troubles, others, now }: Omit<GiveUpWorld, 'deadLetters'>,
): Promise<void> {
  const atMs = now();
  if (others.length === 0) return;
  const trouble = downForMs === undefined ? why : 'down';
  const agoMs = atMs - ((await troubles.lastTold(channel, trouble)) ?? -Infinity);
  if (agoMs >= 0 && agoMs < TOLD_EVERY_MS) return; // else told long ago, or by a clock that was ahead
  const key = alert && { kind: alert.kind, subject: alert.subject };
  const notice = { channel, why, atMs, ...(downForMs !== undefined && { downForMs }), ...(key && { key }) };
  await Promise.all(others.map((other) => other.sendNotice(notice)));
  await troubles.noteTold(channel, trouble, atMs);
}
