/** Shows that every channel's queue hears of every changed alert, whatever becomes of the others. */
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { createQueue } from '../../../adapters/sqs';
import { createMemory } from '../../../adapters/memory';
import { readNews, type FreshNews } from '../../../core/alert/news';
import { routeAll } from '../../../core/alert/route';
import { createNotifier } from '../../../lambda/notifier/notifier';

const sqs = mockClient(SQSClient);
beforeEach(() => sqs.reset());

const newsOf = (name: string, seq: number, severity: FreshNews['severity'] = 'warning'): FreshNews => ({
  key: { kind: 'timeouts', subject: { kind: 'function', name } },
  seq,
  severity,
});
const plain = ({ key, seq }: FreshNews) => ({ key, seq });
const { desks } = createMemory();
const client = new SQSClient({});
const notify = createNotifier({
  desks,
  tagsOf: async () => () => ({}),
  routing: routeAll(['email', 'slack']),
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
      ['email', plain(news)],
      ['slack', plain(news)],
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
    ).toEqual([newsOf('a', 3), newsOf('b', 7)].map(plain));
  });

  it('notes what is to be told where it is told, whatever becomes of the message', async () => {
    sqs.on(SendMessageCommand).rejects(new Error('gone'));
    const routing = { choose: 'first', routes: [{ match: { severity: 'critical' }, channels: ['slack'] }] } as const;
    const memory = createMemory();
    const world = {
      desks: memory.desks,
      tagsOf: async () => () => ({}),
      routing,
      queues: { slack: createQueue(client, 'q') },
    };
    await expect(createNotifier(world)([newsOf('a', 1, 'critical'), newsOf('b', 1)])).rejects.toThrow('1 of 1');
    expect(await memory.desks.listWaiting('slack', 9)).toEqual([newsOf('a', 1, 'critical')]);
    expect(await memory.desks.listWaiting('email', 9)).toEqual([]);
  });

  it('tells also where the episode was told before it grew worse, and on no channel that is gone', async () => {
    sqs.on(SendMessageCommand).resolves({});
    const worse = { match: { severity: 'critical' }, channels: ['email'] } as const;
    const routing = { choose: 'first', routes: [worse, { match: {}, channels: ['slack'] }] } as const;
    const queues = { email: createQueue(client, 'https://sqs/email'), slack: createQueue(client, 'https://sqs/slack') };
    const run = createNotifier({ desks: createMemory().desks, tagsOf: async () => () => ({}), routing, queues });
    await run([{ ...newsOf('a', 2, 'critical'), knownOn: ['slack', 'gone'] }, newsOf('b', 1, 'critical')]);
    expect(sent().map(([channel, news]) => [channel, news])).toEqual([
      ['email', plain(newsOf('a', 2))],
      ['slack', plain(newsOf('a', 2))],
      ['email', plain(newsOf('b', 1))],
    ]);
  });

  it('lets what is not critical wait a moment for others like it', async () => {
    sqs.on(SendMessageCommand).resolves({});
    await notify([newsOf('a', 1, 'critical'), newsOf('b', 1)]);
    const delays = sqs.commandCalls(SendMessageCommand).map(({ args: [{ input }] }) => input.DelaySeconds);
    expect(delays).toEqual([undefined, undefined, 5, 5]);
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
