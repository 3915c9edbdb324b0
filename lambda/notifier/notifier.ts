/** Notes news of changed alerts on the desk of every channel that is to be told, and rings there: no channel waits for another. */
import { audienceOf } from '../../core/alert/audience';
import type { AlertNews, FreshNews } from '../../core/alert/news';
import type { DeskStore } from '../../core/alert/desk/desk';
import type { Routing } from '../../core/alert/route';
import type { TagsOf } from '../../core/alert/route-tags';
import { alertKey } from '../../core/state/keys';

export interface NotifierWorld {
  readonly desks: Pick<DeskStore, 'wait'>;
  /** By channel. */
  readonly queues: Readonly<Record<string, { send(news: AlertNews, delayMs: number): Promise<void> }>>;
  readonly routing: Routing;
  readonly tagsOf: () => Promise<TagsOf>;
}

export interface NotifierTally {
  /** Alerts with something new. */
  readonly alerts: number;
  readonly messages: number;
}

/** What is not critical waits so long for others like it, so that ten that begin together are one message. */
export const GROUP_WAIT_MS = 5_000;

/** Throws, to be repeated, once every other message is on its queue: a sender passes over what its channel was told. */
export const createNotifier =
  ({ desks, queues, routing, tagsOf }: NotifierWorld) =>
  async (news: readonly FreshNews[]): Promise<NotifierTally> => {
    const alerts = latest(news);
    const tags = await tagsOf();
    const jobs = alerts.flatMap((each) => {
      const { key, severity, knownOn = [] } = each;
      return audienceOf({ ...key, severity }, knownOn, tags(key.subject), routing).flatMap((channel) => {
        const queue = queues[channel];
        return queue === undefined ? [] : [{ channel, queue, each }];
      });
    });
    const sent = await Promise.allSettled(
      jobs.map(async ({ channel, queue, each }) => {
        const { key, seq, severity } = each;
        await desks.wait(channel, { key, seq, severity });
        await queue.send(each, each.severity === 'critical' ? 0 : GROUP_WAIT_MS);
      }),
    );
    const failed = jobs.filter((_, index) => sent[index]?.status === 'rejected').map(({ channel }) => channel);
    if (failed.length > 0) {
      const cause = sent.find((each) => each.status === 'rejected')?.reason as unknown;
      throw new Error(`${failed.length} of ${jobs.length} messages found no way into a queue: ${channelsIn(failed)}`, {
        cause,
      });
    }
    return { alerts: alerts.length, messages: jobs.length };
  };

/** Of several changes of an alert the last is enough: senders read the alert as it now is. */
function latest(news: readonly FreshNews[]): FreshNews[] {
  const byAlert = new Map<string, FreshNews>();
  for (const each of news) {
    const { pk } = alertKey(each.key);
    if (each.seq >= (byAlert.get(pk)?.seq ?? 0)) byAlert.set(pk, each);
  }
  return [...byAlert.values()];
}

const channelsIn = (names: readonly string[]): string => [...new Set(names)].join(', ');
