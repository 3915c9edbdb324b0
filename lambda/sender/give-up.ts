/** What becomes of a message that its channel will never take: told on the other channels, and kept among the dead letters. */
import type { Alert } from '../../core/alert/alert';
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
}

/** What is refused next is mostly refused for the same reason, so the others hear of a channel four times a day at most. */
const TOLD_EVERY_MS = 6 * 60 * 60_000;

/** Throws, to be repeated, before the message is out of its queue: it may be told twice, never be lost. */
export async function giveUp({ channel, body, why, alert }: GivenUp, world: GiveUpWorld): Promise<void> {
  const { troubles, deadLetters, others } = world;
  const nowMs = world.now();
  if (others.length > 0 && nowMs - ((await troubles.lastTold(channel)) ?? -Infinity) >= TOLD_EVERY_MS) {
    const key = alert && { kind: alert.kind, subject: alert.subject };
    await Promise.all(others.map((other) => other.sendNotice({ channel, why, atMs: nowMs, ...(key && { key }) })));
    await troubles.noteTold(channel, nowMs);
  }
  await deadLetters.send(body, why);
}
