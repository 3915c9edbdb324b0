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
  await tellOthers({ channel, why, alert }, world);
  await world.deadLetters.send(body, why);
}

/** For what needs no dead letter, too: what a digest would have counted stays for the next. */
export async function tellOthers(
  { channel, why, alert }: Omit<GivenUp, 'body'>,
  { troubles, others, now }: Omit<GiveUpWorld, 'deadLetters'>,
): Promise<void> {
  const atMs = now();
  if (others.length === 0 || atMs - ((await troubles.lastTold(channel)) ?? -Infinity) < TOLD_EVERY_MS) return;
  const key = alert && { kind: alert.kind, subject: alert.subject };
  await Promise.all(others.map((other) => other.sendNotice({ channel, why, atMs, ...(key && { key }) })));
  await troubles.noteTold(channel, atMs);
}
