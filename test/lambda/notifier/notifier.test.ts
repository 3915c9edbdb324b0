/** Shows that every channel's queue hears of every changed alert, whatever becomes of the others. */
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { createQueue } from '../../../adapters/sqs';
import { readNews, type AlertNews } from '../../../core/alert/news';
import { createNotifier } from '../../../lambda/notifier/notifier';

const sqs = mockClient(SQSClient);
beforeEach(() => sqs.reset());

const newsOf = (name: string, seq: number): AlertNews => ({
  key: { kind: 'timeouts', subject: { kind: 'function', name } },
  seq,
});
const client = new SQSClient({});
const notify = createNotifier({
  queues: { email: createQueue(client, 'https://sqs/email'), slack: createQueue(client, 'https://sqs/slack') },
});
const sent = () =>
  sqs
    .commandCalls(SendMessageCommand)
    .map(({ args: [{ input }] }) => [input.QueueUrl?.split('/').at(-1), readNews(input.MessageBody ?? '')]);

describe('notifier', () => {
  it('puts one message on each queue', async () => {
    sqs.on(SendMessageCommand).resolves({});
    const news = newsOf('check#out', 4);
    expect(await notify([news])).toEqual({ alerts: 1, messages: 2 });
    expect(sent()).toEqual([
      ['email', news],
      ['slack', news],
    ]);
  });

  it('tells the last of several changes of an alert', async () => {
    sqs.on(SendMessageCommand).resolves({});
    expect(await notify([newsOf('a', 1), newsOf('b', 7), newsOf('a', 3), newsOf('a', 2)])).toEqual({
      alerts: 2,
      messages: 4,
    });
    expect(
      sent()
        .filter(([channel]) => channel === 'slack')
        .map(([, news]) => news),
    ).toEqual([newsOf('a', 3), newsOf('b', 7)]);
  });

  it('reaches the other queues when one is gone, and asks to be repeated', async () => {
    sqs.on(SendMessageCommand).resolves({});
    sqs.on(SendMessageCommand, { QueueUrl: 'https://sqs/email' }).rejects(new Error('gone'));
    await expect(notify([newsOf('a', 1), newsOf('b', 1)])).rejects.toThrow(
      '2 of 4 messages found no way into a queue: email',
    );
    expect(sent().filter(([channel]) => channel === 'slack')).toHaveLength(2);
  });

  it('does nothing for nothing', async () => {
    expect(await notify([])).toEqual({ alerts: 0, messages: 0 });
    expect(sqs.calls()).toHaveLength(0);
  });
});
