/** Tells one channel of alerts as they now are, each change once; what the channel refuses for good is told on the others. */
import type { Alert, Thread } from '../../core/alert/alert';
import { messageOfAlert } from '../../core/alert/alert-message';
import type { Place } from '../../core/alert/links';
import { readNews } from '../../core/alert/news';
import { readNotice, type Notice } from '../../core/alert/notice';
import { messageOfNotice } from '../../core/alert/notice-message';
import { retryPauseMs } from '../../core/alert/retry-pause';
import type { AlertStore, Channel, ChannelTroubles, Delivery } from '../../core/ports';
import { giveUp, type GiveUpWorld } from './give-up';

export interface SenderWorld extends GiveUpWorld {
  readonly alerts: Pick<AlertStore, 'read' | 'markTold'>;
  readonly troubles: ChannelTroubles;
  readonly channel: Channel;
  readonly place: Place;
  readonly now: () => number;
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
  readonly kind: 'sent' | 'nothing-new' | 'try-again' | 'gave-up';
  readonly why?: string;
  /** When to try again, in ms from now. */
  readonly pauseMs?: number;
}

/** After so long nothing more is begun: the function ends after 30 s, and a channel may take 15 s for one. */
const BEGINS_FOR_MS = 12_000;

/** One after the other, in the order of the queue; a channel that is busy or down is not asked again for the rest. */
export const createSender =
  (world: SenderWorld) =>
  async (messages: readonly QueueMessage[]): Promise<readonly Outcome[]> => {
    const startedMs = world.now();
    const outcomes: Outcome[] = [];
    let waits: Waits | undefined;
    for (const { id, ...message } of messages) {
      if (world.now() - startedMs > BEGINS_FOR_MS) waits ??= { kind: 'waits', why: 'no time was left', afterMs: 0 };
      const told = waits ?? (await tell(message, world));
      if (told.kind === 'waits') {
        waits = told;
        const pauseMs = retryPauseMs({ receives: message.receives, afterMs: told.afterMs }, world.chance());
        outcomes.push({ id, kind: 'try-again', why: told.why, pauseMs });
      } else outcomes.push({ id, ...told });
    }
    return outcomes;
  };

/** A channel that wants a pause. */
interface Waits {
  readonly kind: 'waits';
  readonly why: string;
  readonly afterMs?: number | undefined;
}

type Told = Pick<Outcome, 'why'> & { readonly kind: 'sent' | 'nothing-new' | 'gave-up' };

async function tell({ body }: Pick<QueueMessage, 'body'>, world: SenderWorld): Promise<Told | Waits> {
  try {
    const notice = readNotice(body);
    return notice === undefined ? await tellAlert(body, world) : await tellNotice(body, notice, world);
  } catch (error) {
    return { kind: 'waits', why: error instanceof Error ? error.name : 'unknown error' };
  }
}

async function tellAlert(body: string, world: SenderWorld): Promise<Told | Waits> {
  const { alerts, channel, place } = world;
  const news = readNews(body);
  if (news === undefined) return refuse(body, 'the message names no alert', undefined, world);
  const alert = await alerts.read(news.key);
  if (alert === undefined || (alert.told[channel.name] ?? 0) >= alert.seq) return { kind: 'nothing-new' };
  const delivery = await channel.tell(messageOfAlert(alert, place), threadOf(alert, channel.name));
  if (delivery.kind === 'try-again') return waitsAsAsked(delivery);
  if (delivery.kind === 'give-up') return refuse(body, delivery.why, alert, world);
  await alerts.markTold(news.key, channel.name, alert.seq, delivery.thread);
  return { kind: 'sent' };
}

/** Not refused on to others: two channels that both refuse would tell each other for ever. */
async function tellNotice(body: string, notice: Notice, world: SenderWorld): Promise<Told | Waits> {
  const { alerts, channel, deadLetters, place } = world;
  const alert = notice.key && (await alerts.read(notice.key));
  const delivery = await channel.tell(messageOfNotice(notice, alert, place), undefined);
  if (delivery.kind === 'sent') return { kind: 'sent' };
  if (delivery.kind === 'try-again') return waitsAsAsked(delivery);
  await deadLetters.send(body, delivery.why);
  return { kind: 'gave-up', why: delivery.why };
}

/** Another episode is another incident. */
function threadOf({ id, threads }: Alert, channel: string): Thread | undefined {
  const thread = threads?.[channel];
  return thread?.incident === id ? thread : undefined;
}

const waitsAsAsked = ({ why, afterMs }: Extract<Delivery, { readonly kind: 'try-again' }>): Waits => ({
  kind: 'waits',
  why,
  afterMs,
});

async function refuse(body: string, why: string, alert: Alert | undefined, world: SenderWorld): Promise<Told> {
  await giveUp({ channel: world.channel.name, body, why, alert }, world);
  return { kind: 'gave-up', why };
}
