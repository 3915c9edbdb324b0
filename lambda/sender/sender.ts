/** Tells one channel of alerts as they now are, each change once. */
import { readNews } from '../../core/alert/news';
import type { AlertStore, Channel } from '../../core/ports';

export interface SenderWorld {
  readonly alerts: Pick<AlertStore, 'read' | 'markTold'>;
  readonly channel: Channel;
  readonly now: () => number;
}

export interface QueueMessage {
  readonly id: string;
  readonly body: string;
}

export interface Outcome {
  readonly id: string;
  /** All but the first two go back to the queue, which gives them up after a few times. */
  readonly kind: 'sent' | 'nothing-new' | 'try-again' | 'give-up';
  readonly why?: string;
}

/** After so long nothing more is begun: the function ends after 30 s, and a channel may take 10 s for one. */
const BEGINS_FOR_MS = 15_000;

/** One after the other, in the order of the queue; a channel that is busy or down is not asked again for the rest. */
export const createSender =
  (world: SenderWorld) =>
  async (messages: readonly QueueMessage[]): Promise<readonly Outcome[]> => {
    const startedMs = world.now();
    const outcomes: Outcome[] = [];
    let waitsFor: string | undefined;
    for (const message of messages) {
      if (world.now() - startedMs > BEGINS_FOR_MS) waitsFor ??= 'no time was left';
      if (waitsFor !== undefined) {
        outcomes.push({ id: message.id, kind: 'try-again', why: waitsFor });
        continue;
      }
      const outcome = await tell(message, world);
      if (outcome.kind === 'try-again') waitsFor = outcome.why;
      outcomes.push(outcome);
    }
    return outcomes;
  };

async function tell({ id, body }: QueueMessage, { alerts, channel }: SenderWorld): Promise<Outcome> {
  const news = readNews(body);
  if (news === undefined) return { id, kind: 'give-up', why: 'the message names no alert' };
  try {
    const alert = await alerts.read(news.key);
    if (alert === undefined || (alert.told[channel.name] ?? 0) >= alert.seq) return { id, kind: 'nothing-new' };
    const delivery = await channel.send(alert);
    if (delivery.kind !== 'sent') return { id, kind: delivery.kind, why: delivery.why };
    await alerts.markTold(news.key, channel.name, alert.seq);
    return { id, kind: 'sent' };
  } catch (error) {
    return { id, kind: 'try-again', why: error instanceof Error ? error.name : 'unknown error' };
  }
}
