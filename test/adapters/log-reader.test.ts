import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { mockClient } from 'aws-sdk-client-mock';
import { createPageReader } from '../../adapters/log-events';
import { createLogReader } from '../../adapters/log-reader';

const logs = mockClient(CloudWatchLogsClient);
const pauses: number[] = [];
const reader = createLogReader({
  readPage: createPageReader(new CloudWatchLogsClient({ region: 'eu-central-1' })),
  pause: async (durationMs) => void pauses.push(durationMs),
});
const event = (eventId: string, timestamp: number, logStreamName = 's', message = 'm') => ({
  eventId,
  timestamp,
  logStreamName,
  message,
});

beforeEach(() => {
  logs.reset();
  pauses.length = 0;
});

it('reads page after page, slowly, and gives each stream in the order of time', async () => {
  logs
    .on(FilterLogEventsCommand)
    .resolvesOnce({ events: [event('2', 20), event('9', 15, 'other')], nextToken: 'more' })
    .resolvesOnce({ events: [], nextToken: 'yet more' }) // an empty page is not the last
    .resolves({ events: [event('3', 20), event('1', 10), { eventId: 'no time' }] });
  expect(await reader.read('/aws/lambda/checkout', 0, 60_000)).toEqual({
    kind: 'read',
    streams: [
      { logStream: 's', events: ['1', '2', '3'].map((id) => expect.objectContaining({ id })) },
      { logStream: 'other', events: [{ id: '9', timestampMs: 15, message: 'm' }] },
    ],
  });
  expect(logs.commandCalls(FilterLogEventsCommand).map(({ args }) => args[0].input)).toMatchObject([
    { logGroupName: '/aws/lambda/checkout', startTime: 0, endTime: 59_999 },
    { nextToken: 'more' },
    { nextToken: 'yet more' },
  ]);
  expect(pauses).toEqual([400, 400]);
});

it.each(['ResourceNotFoundException', 'AccessDeniedException'])('takes a group for not there on %s', async (name) => {
  logs.on(FilterLogEventsCommand).rejects(Object.assign(new Error('words'), { name }));
  expect(await reader.read('/aws/lambda/checkout', 0, 1)).toEqual({ kind: 'not-there' });
});

it('tells a refusal by its name alone', async () => {
  const error = Object.assign(new Error('words of a request'), { name: 'ThrottlingException' });
  logs.on(FilterLogEventsCommand).rejects(error);
  await expect(reader.read('g', 0, 1)).rejects.toThrow(/^could not read a log group back: ThrottlingException/);
});

it.each([
  ['endless pages', { events: [], nextToken: 'more' }],
  ['endless text', { events: [event('1', 1, 's', 'x'.repeat(40_000_000))], nextToken: 'more' }],
])('gives up on %s', async (_, page) => {
  logs.on(FilterLogEventsCommand).resolves(page);
  expect(await reader.read('g', 0, 1)).toEqual({ kind: 'too-much' });
  expect(pauses.length).toBeLessThanOrEqual(60);
});
