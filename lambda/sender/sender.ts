/** Wakes a channel's desk: what waits there is told, each change once; what the channel refuses for good is told on the others. */
import type { Alert, Thread } from '../../core/alert/alert';
import { messageOfAlert } from '../../core/alert/alert-message';
import type { AlertSettings } from '../../core/alert/alert-settings';
import type { DeskStore, Waiting } from '../../core/alert/desk/desk';
import { tellChannel, type Telling } from '../../core/alert/desk/tell-channel';
import type { Place } from '../../core/alert/links';
import { isAgain, isBell, readNews, renderNews } from '../../core/alert/news';
import { readNotice, type Notice } from '../../core/alert/notice';
import { messageOfNotice } from '../../core/alert/notice-message';
import { retryPauseMs } from '../../core/alert/retry-pause';
import type { DayFacts, Summary } from '../../core/alert/summary';
import { messageOfSummary } from '../../core/alert/summary-message';
import type { AlertStore, Channel, ChannelTroubles, Delivery } from '../../core/ports';
import { giveUp, type GiveUpWorld } from './give-up';
import { tellOfSilence, tellOthers } from './tell-others';

export interface SenderWorld extends GiveUpWorld {
  readonly alerts: AlertStore;
  readonly desks: DeskStore;
  readonly troubles: ChannelTroubles;
  readonly channel: Channel;
  readonly settings: AlertSettings;
  /** What else the daily digest says. */
  readonly facts?: (nowMs: number) => Promise<DayFacts>;
  /** Lines of failed calls, where the settings ask for them. */
  readonly linesOf?: ((alert: Alert) => Promise<readonly string[]>) | undefined;
  readonly place: Place;
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
  /** From 0 up to 1, so that messages that wait do not come back at once. */
  readonly chance: () => number;
}

export interface QueueMessage {
  readonly id: string;
  readonly body: string;
  /** How often it was received, this time included. */
  readonly receives: number;
}

export interface Outcome {
  readonly id: string;
  /** Only `try-again` goes back to the queue; what was given up lies among the dead letters. */
  readonly kind: 'heard' | 'try-again' | 'gave-up';
  readonly why?: string;
  /** When to try again, in ms from now. */
  readonly pauseMs?: number;
}

export interface Sent extends Pick<Telling, 'end' | 'sent' | 'refused'> {
  readonly outcomes: readonly Outcome[];
}

/** A message of the queue is a bell: what is to be told stands in the table, and is lost with no message. */
export const createSender =
  (world: SenderWorld) =>
  async (messages: readonly QueueMessage[]): Promise<Sent> => {
    const outcomes: Outcome[] = [];
    for (const message of messages) outcomes.push(await hear(message, world));
    const bell = messages.find((_, index) => outcomes[index]?.kind === 'heard');
    if (bell === undefined) return { outcomes, end: 'done', sent: 0, refused: [] };
    const { end, sent, refused, why, afterMs } = await tell(bell, world);
    if (end !== 'down' && end !== 'later') return { outcomes, end, sent, refused };
    // One bell is enough to be woken by.
    const pauseMs =
      end === 'later' ? 0 : retryPauseMs({ receives: bell.receives, ...(afterMs && { afterMs }) }, world.chance());
    const again = { id: bell.id, kind: 'try-again', why: why ?? 'no time was left', pauseMs } as const;
    return { outcomes: outcomes.map((each) => (each.id === bell.id ? again : each)), end, sent, refused };
  };

async function tell(bell: QueueMessage, world: SenderWorld) {
  const { channel, desks, place, settings, now, wait } = world;
  try {
    const telling = await tellChannel({
      desk: desks,
      alerts: world.alerts,
      channel: channel.name,
      tell: async (what: Alert | Summary, thread: Thread | undefined) =>
        'form' in what
          ? tellSummary(what, thread, world)
          : channel.tell(messageOfAlert(what, place, await linesOf(what, world)), thread),
      onRefused: (why: string, { key, seq }: Waiting, alert: Alert) =>
        giveUp({ channel: channel.name, body: renderNews({ key, seq }), why, alert }, world),
      settings,
      ...(world.facts && { facts: world.facts }),
      now,
      wait,
      holder: `${bell.id} ${bell.receives} ${world.chance()}`,
    });
    await tellOfSilence(channel.name, telling, world);
    const { trouble, end, sent, refused } = telling;
    return { end, sent, refused, ...trouble };
  } catch (error) {
    return { end: 'down' as const, sent: 0, refused: [], why: nameOf(error), afterMs: undefined };
  }
}

/** What a digest counts stays for the next; that the channel refuses it is for the others to tell, as each alert of a group is. */
async function tellSummary(what: Summary, thread: Thread | undefined, world: SenderWorld): Promise<Delivery> {
  const { channel, place } = world;
  const delivery = await channel.tell(messageOfSummary(what, place), thread);
  if (delivery.kind === 'give-up' && what.form !== 'group')
    await tellOthers({ channel: channel.name, why: delivery.why }, world);
  return delivery;
}

/** An ornament: nobody waits for an alert because its lines could not be read. */
const linesOf = async (alert: Alert, world: SenderWorld): Promise<readonly string[]> =>
  (await world.linesOf?.(alert).catch(() => [])) ?? [];

/** Notes what the message names, where the notifier has not; a notice is told at once. */
async function hear({ id, body, receives }: QueueMessage, world: SenderWorld): Promise<Outcome> {
  try {
    const notice = readNotice(body);
    if (notice !== undefined) return { id, ...(await tellNotice({ body, receives }, notice, world)) };
    if (isBell(body)) return { id, kind: 'heard' };
    const news = readNews(body);
    if (news === undefined) {
      await giveUp({ channel: world.channel.name, body, why: NO_NEWS }, world);
      return { id, kind: 'gave-up', why: NO_NEWS };
    }
    const alert = await world.alerts.read(news.key);
    if (alert !== undefined && (alert.told[world.channel.name] ?? 0) < alert.seq) {
      const waiting = { key: news.key, seq: alert.seq, severity: alert.severity };
      if (isAgain(body)) await world.desks.done(world.channel.name, waiting); // and with it, that it was refused
      await world.desks.wait(world.channel.name, waiting);
    }
    return { id, kind: 'heard' };
  } catch (error) {
    return { id, kind: 'try-again', why: nameOf(error), pauseMs: retryPauseMs({ receives }, world.chance()) };
  }
}

const NO_NEWS = 'the message names no alert';

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown error');

/** Not refused on to others: two channels that both refuse would tell each other for ever. */
async function tellNotice(
  { body, receives }: Pick<QueueMessage, 'body' | 'receives'>,
  notice: Notice,
  { alerts, channel, deadLetters, place, chance }: SenderWorld,
): Promise<Omit<Outcome, 'id'>> {
  const alert = notice.key && (await alerts.read(notice.key));
  const delivery: Delivery = await channel.tell(messageOfNotice(notice, alert, place), undefined);
  if (delivery.kind === 'sent') return { kind: 'heard' };
  if (delivery.kind === 'try-again') {
    const { why, afterMs } = delivery;
    return { kind: 'try-again', why, pauseMs: retryPauseMs({ receives, afterMs }, chance()) };
  }
  await deadLetters.send(body, delivery.why);
  return { kind: 'gave-up', why: delivery.why };
}
