/** That notifier, hand-over and senders may do what they do in AWS; what a sender asks of the table stands in sender-requests.test.ts. */
import { createDynamoAlerts } from '../../adapters/dynamodb/alerts';
import { createDynamoDesks } from '../../adapters/dynamodb/desks';
import { createDynamoLineSamples } from '../../adapters/dynamodb/line-samples';
import { createDynamoRouteTags } from '../../adapters/dynamodb/route-tags';
import { readDynamoSilences } from '../../adapters/dynamodb/silences';
import type { Alert } from '../../core/alert/alert';
import { handOver } from '../../core/alert/hand-over';
import { routeAll, type Routing } from '../../core/alert/route';
import { createRouteTags } from '../../core/alert/route-tags';
import { createNotifier } from '../../lambda/notifier/notifier';
import { ofType, PLAIN, synth, synthFull } from '../lib/made-stack';
import { chooseDynamo, startDynamo, type DynamoServer } from './dynamodb-server';
import { madeAlert } from './made-alert';
import { resourceRights } from './resource-rights';
import { listening, tableRights } from './table-rights';

jest.setTimeout(60_000);

const T0 = Date.parse('2026-11-20T14:00:00Z');
const HOUR_MS = 60 * 60_000;
const SENDERS = ['Email', 'Slack', 'Webhook', 'AmazonQ', 'Ocsf'] as const;
const full = synthFull();

let server: DynamoServer;
beforeAll(async () => {
  server = await startDynamo(chooseDynamo().product);
}, 60_000);
afterAll(() => server.stop());

const beyond = (asked: ReadonlySet<string>, role: string): string[] => {
  const allowed = tableRights(role, full);
  return [...asked].filter((request) => !allowed.has(request));
};
const alertOf = (name: string, changes: Partial<Alert> = {}): Alert =>
  madeAlert({ id: `${name}-1`, subject: { kind: 'function', name }, openedAtMs: T0, changedAtMs: T0, ...changes });

it('the notifier asks of the table, and of the queues, what its role allows', async () => {
  const { client, asked } = listening(server.endpoint);
  const table = { client, name: await server.makeTable() };
  const routing: Routing = {
    choose: 'first',
    routes: [
      { match: { tags: { team: 'shop' } }, channels: ['a'] },
      { match: {}, channels: ['slack'] },
    ],
  };
  const queue = { send: async () => undefined };
  const notify = createNotifier({
    desks: createDynamoDesks(table, () => T0),
    queues: { slack: queue, a: queue },
    routing,
    tagsOf: createRouteTags(routing, createDynamoRouteTags(table), () => T0),
  });
  const { kind, subject, seq, severity } = alertOf('one');
  expect(await notify([{ key: { kind, subject }, seq, severity }])).toEqual({ alerts: 1, messages: 1 });
  client.destroy();
  expect([...asked].toSorted((one, other) => (one < other ? -1 : 1))).toEqual(['GetItem G', 'UpdateItem T']);
  expect(beyond(asked, 'NotifierRole')).toEqual([]);
});

it('lines of failed calls may be kept and read where the settings ask for them, and not elsewhere', async () => {
  const [analyzer, sender] = [listening(server.endpoint), listening(server.endpoint)];
  const name = await server.makeTable();
  const sample = { series: { kind: 'function', name: 'a' }, atMs: T0, lines: ['ERROR one'] } as const;
  await createDynamoLineSamples({ client: analyzer.client, name }).put(sample);
  expect(await createDynamoLineSamples({ client: sender.client, name }).read(sample.series)).toEqual(sample);
  for (const { client } of [analyzer, sender]) client.destroy();
  const asking = synth(() => ({ ...PLAIN, alerts: { emails: ['ann@shop.test'], sampleLines: true } }));
  expect([...analyzer.asked].filter((each) => !tableRights('AnalyzerRole', asking).has(each))).toEqual([]);
  expect([...sender.asked].filter((each) => !tableRights('EmailRole', asking).has(each))).toEqual([]);
  expect([...sender.asked].filter((each) => tableRights('EmailRole', full).has(each))).toEqual([]);
});

it('the analyzer and the sweeper may read silences, and the sweeper may hand over what was not heard', async () => {
  const { client, asked } = listening(server.endpoint);
  const table = { client, name: await server.makeTable() };
  const alerts = createDynamoAlerts(table);
  const missed = alertOf('missed');
  const over = alertOf('over', { state: 'resolved', seq: 0 });
  const theirs = { ...table, client: server.client };
  for (const each of [missed, over]) await createDynamoAlerts(theirs).write(each, 0);
  const routing = routeAll(['slack']);
  const rung: string[] = [];
  await handOver([missed, over], {
    alerts,
    desks: createDynamoDesks(table, () => T0),
    routing,
    settings: { digest: false },
    tagsOf: () => ({}),
    ring: async (channel) => void rung.push(channel),
    now: () => T0 + HOUR_MS,
  });
  await createDynamoRouteTags(table).read();
  const listed = listening(server.endpoint);
  await readDynamoSilences({ ...table, client: listed.client }).list();
  for (const each of [client, listed.client]) each.destroy();
  expect(rung).toEqual(['slack']);
  expect([...asked]).toEqual(expect.arrayContaining(['UpdateItem T', 'GetItem T', 'Query T', 'DeleteItem O']));
  expect(beyond(new Set([...asked, ...listed.asked]), 'SweeperRole')).toEqual([]);
  expect([...listed.asked]).toEqual(['Query N']);
  expect(beyond(listed.asked, 'AnalyzerRole')).toEqual([]);
});

describe('queues, topics and secrets', () => {
  const arnOf = (id: string): string => `arn:aws:sqs:eu-central-1:1:${id}`;
  const ids = SENDERS.flatMap((sender) => [`${sender}Queue`, `${sender}DeadLetters`]);
  const arns = Object.fromEntries(ids.map((id) => [id, arnOf(id)]));

  it.each(['Notifier', 'Sweeper'])('the %s may put a message on every channel’s queue, and read none', (role) => {
    const rights = resourceRights(`${role}Role`, full, arns);
    for (const sender of SENDERS) {
      expect(rights.allows('sqs:SendMessage', arnOf(`${sender}Queue`))).toBe(true);
      expect(rights.allows('sqs:ReceiveMessage', arnOf(`${sender}Queue`))).toBe(false);
    }
  });

  it.each(SENDERS)('the sender of %s may work off its own queue, and tell the others’ of its troubles', (sender) => {
    const rights = resourceRights(`${sender}Role`, full, arns);
    const own = arnOf(`${sender}Queue`);
    for (const act of ['ReceiveMessage', 'DeleteMessage', 'ChangeMessageVisibility', 'GetQueueAttributes'])
      expect(rights.allows(`sqs:${act}`, own)).toBe(true);
    expect(rights.allows('sqs:SendMessage', arnOf(`${sender}DeadLetters`))).toBe(true);
    for (const other of SENDERS.filter((each) => each !== sender)) {
      expect(rights.allows('sqs:SendMessage', arnOf(`${other}Queue`))).toBe(true);
      expect(rights.allows('sqs:ReceiveMessage', arnOf(`${other}Queue`))).toBe(false);
      expect(rights.allows('sqs:SendMessage', arnOf(`${other}DeadLetters`))).toBe(false);
    }
  });

  it.each([
    ['Slack', 'vigil/slack'],
    ['Webhook', 'vigil/webhook'],
  ])('the sender of %s may read its own secret, and no other', (sender, name) => {
    const rights = resourceRights(`${sender}Role`, full, arns);
    const secret = (of: string) => `arn:aws:secretsmanager:eu-central-1:1:secret:${of}-AbCdEf`;
    const allowed = ['vigil/slack', 'vigil/webhook', 'vigil/pepper'].filter((each) =>
      rights.allows('secretsmanager:GetSecretValue', secret(each).replace(/-AbCdEf$/, '-??????')),
    );
    expect(allowed).toEqual([name]);
  });

  it.each([
    ['AmazonQ', 'AmazonQTopic'],
    ['Ocsf', 'OcsfTopic'],
  ])('the sender of %s may publish to its own topic alone', (sender, topic) => {
    const rights = resourceRights(`${sender}Role`, full, arns);
    const ids = ofType('AWS::SNS::Topic', full).map(([id]) => id);
    expect(ids.length).toBeGreaterThan(1);
    const own = ids.filter((id) => rights.allows('sns:Publish', `<${id}>`));
    expect(own.map((id) => id.slice(0, -8))).toEqual([topic]);
  });
});
