/** That a sender asks of the table what its role allows, through a day with everything in it: own messages, a group, digests. */
import { createDynamoAlerts } from '../../adapters/dynamodb/alerts';
import { createDynamoTroubles } from '../../adapters/dynamodb/channel-troubles';
import { createDynamoCoverage } from '../../adapters/dynamodb/coverage-store';
import { createDynamoDesks } from '../../adapters/dynamodb/desks';
import { readDynamoSilences } from '../../adapters/dynamodb/silences';
import type { Alert } from '../../core/alert/alert';
import { readDayFacts } from '../../core/alert/day-facts';
import { BELL } from '../../core/alert/news';
import { MINUTE_MS } from '../../core/state/minute';
import { createSender } from '../../lambda/sender/sender';
import { many } from '../core/minutes';
import { synthFull } from '../lib/made-stack';
import { chooseDynamo, startDynamo, type DynamoServer } from './dynamodb-server';
import { madeAlert } from './made-alert';
import { listening, tableRights } from './table-rights';

jest.setTimeout(60_000);

const T0 = Date.parse('2026-11-20T14:00:00Z');
const REFUSED = { kind: 'give-up', why: 'no' } as const;

let server: DynamoServer;
beforeAll(async () => {
  server = await startDynamo(chooseDynamo().product);
}, 60_000);
afterAll(() => server.stop());

it('a sender asks of the table what its role allows', async () => {
  const name = await server.makeTable();
  const { client, asked } = listening(server.endpoint);
  const table = { client, name };
  let nowMs = T0;
  const now = () => nowMs;
  const [alerts, desks, coverage] = [
    createDynamoAlerts(table),
    createDynamoDesks(table, now),
    createDynamoCoverage(table),
  ];
  const { client: analyzer } = listening(server.endpoint);
  const written = createDynamoAlerts({ client: analyzer, name });
  const noted: string[] = [];
  const send = createSender({
    alerts,
    desks,
    troubles: createDynamoTroubles(table),
    channel: { name: 'email', tell: async ({ id }) => (noted.push(id), id === 'bad' ? REFUSED : { kind: 'sent' }) },
    settings: {},
    facts: (atMs) =>
      readDayFacts(atMs, {
        alerts,
        channel: 'email',
        coverage,
        silences: readDynamoSilences(table).list,
        settings: {},
        clock: now,
      }),
    place: {},
    deadLetters: { send: async () => undefined },
    others: [{ sendNotice: async () => undefined }],
    now,
    wait: async () => undefined,
    chance: () => 0,
  });
  const ring = async (id: string, waiting: readonly Alert[] = []) => {
    for (const alert of waiting) {
      await written.write(alert, 0);
      const { kind, subject, seq, severity } = alert;
      await desks.wait('email', { key: { kind, subject }, seq, severity });
    }
    await send([{ id, body: BELL, receives: 1 }]);
  };
  const alertOf = (at: number, more: Partial<Alert> = {}) =>
    madeAlert({ id: `a${at}-1`, subject: { kind: 'login-source', name: `${at}` }, ...more });
  await ring('small', [alertOf(0, { severity: 'info' }), alertOf(1, { id: 'bad' })]);
  await ring(
    'group',
    many(6, (at) => alertOf(10 + at, { severity: 'warning' })),
  );
  await ring(
    'many',
    many(30, (at) => alertOf(100 + at)),
  );
  nowMs += 20 * MINUTE_MS;
  await ring('digest');
  nowMs += 24 * 60 * MINUTE_MS;
  await ring('daily');
  client.destroy();
  analyzer.destroy();
  expect(noted.filter((id) => !id.startsWith('a'))).toEqual(['bad', 'ga10-1', 'd1', 'day-2026-11-21']);
  const full = synthFull();
  for (const role of ['EmailRole', 'SlackRole', 'WebhookRole', 'AmazonQRole', 'OcsfRole']) {
    const allowed = tableRights(role, full);
    expect([...asked].filter((request) => !allowed.has(request))).toEqual([]);
  }
  expect([...asked]).toEqual(
    expect.arrayContaining(['UpdateItem C', 'PutItem T', 'DeleteItem T', 'Query J', 'GetItem G', 'Query N']),
  );
});
