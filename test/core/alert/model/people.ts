/** The people at the other end of a channel: all that reaches them, whether the channel answers or not. */
import type { Alert, Thread } from '../../../../core/alert/alert';
import type { Summary } from '../../../../core/alert/summary';
import type { Delivery } from '../../../../core/ports';

export interface Receipt {
  readonly atMs: number;
  readonly told: Alert | Summary;
  /** A message of its own: no edit, no answer in a thread. */
  readonly isOwn: boolean;
}

export interface People {
  readonly channel: string;
  readonly receipts: Receipt[];
  state: 'up' | 'down' | 'unsure';
  tell(told: Alert | Summary, thread: Thread | undefined): Promise<Delivery>;
}

/** @param hasThreads as Slack has with a bot's token */
export function createPeople(channel: string, hasThreads: boolean, now: () => number): People {
  let messages = 0;
  const people: People = {
    channel,
    receipts: [],
    state: 'up',
    async tell(told, thread) {
      if (people.state === 'down') return { kind: 'try-again', why: 'down' };
      people.receipts.push({ atMs: now(), told, isOwn: thread === undefined });
      if (people.state === 'unsure') return { kind: 'try-again', why: 'no answer in time', isUnsure: true };
      messages += 1;
      const begun = thread ?? { incident: told.id, place: channel, message: String(messages) };
      return { kind: 'sent', ...(hasThreads && { thread: begun }) };
    },
  };
  return people;
}
