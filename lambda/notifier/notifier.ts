/** Puts news of changed alerts on every channel's queue, so that no channel waits for another. */
import type { AlertNews } from '../../core/alert/news';
import { alertKey } from '../../core/state/keys';

export interface NotifierWorld {
  /** By channel. */
  readonly queues: Readonly<Record<string, { send(news: AlertNews): Promise<void> }>>;
}

export interface NotifierTally {
  /** Alerts with something new. */
  readonly alerts: number;
  readonly messages: number;
}

/** Throws, to be repeated, once every other message is on its queue: a sender passes over what its channel was told. */
export const createNotifier =
  ({ queues }: NotifierWorld) =>
  async (news: readonly AlertNews[]): Promise<NotifierTally> => {
    const alerts = latest(news);
    const jobs = Object.entries(queues).flatMap(([channel, queue]) => alerts.map((each) => ({ channel, queue, each })));
    const sent = await Promise.allSettled(jobs.map(async ({ queue, each }) => queue.send(each)));
    const failed = jobs.filter((_, index) => sent[index]?.status === 'rejected').map(({ channel }) => channel);
    if (failed.length > 0) {
      const cause = sent.find((each) => each.status === 'rejected')?.reason as unknown;
      throw new Error(`${failed.length} of ${jobs.length} messages found no way into a queue: ${channelsOf(failed)}`, {
        cause,
      });
    }
    return { alerts: alerts.length, messages: jobs.length };
  };

/** Of several changes of an alert the last is enough: senders read the alert as it now is. */
function latest(news: readonly AlertNews[]): AlertNews[] {
  const byAlert = new Map<string, AlertNews>();
  for (const each of news) {
    const { pk } = alertKey(each.key);
    if (each.seq >= (byAlert.get(pk)?.seq ?? 0)) byAlert.set(pk, each);
  }
  return [...byAlert.values()];
}

const channelsOf = (names: readonly string[]): string => [...new Set(names)].join(', ');
