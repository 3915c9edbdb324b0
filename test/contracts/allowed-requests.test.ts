/** No table here knows of roles: so that what each function asks of it is allowed in AWS is held against the template. */
import { gzipSync } from 'node:zlib';
import { createDynamoState } from '../../adapters/dynamodb/state';
import { createHasher } from '../../adapters/hasher';
import { inflate } from '../../adapters/inflate';
import { hourOf } from '../../core/baseline/hour';
import { hourDue } from '../../core/baseline/pending-hours';
import { defaultRules } from '../../core/detect/rules';
import type { LogBatch } from '../../core/log/batch';
import { MINUTE_MS, minuteOf } from '../../core/state/minute';
import { createSubjectBudget } from '../../core/subject-budget';
import { createAnalyzer } from '../../lambda/analyzer/analyzer';
import { createRecounter } from '../../lambda/redriver/recounter';
import { createRedriver } from '../../lambda/redriver/redriver';
import { createSweeper } from '../../lambda/sweeper/sweeper';
import { ACCOUNT, delivery, envelope, failedLogin, goodLogin, report } from '../core/deliveries';
import { checkout, login, many } from '../core/minutes';
import { synthFull } from '../lib/made-stack';
import { chooseDynamo, startDynamo, type DynamoServer } from './dynamodb-server';
import { listening, tableRights } from './table-rights';

jest.setTimeout(60_000);

const T0 = Date.parse('2026-11-20T14:00:00Z');
const FIRST = minuteOf(T0);
const ROLES = ['AnalyzerRole', 'SweeperRole', 'RedriverRole'] as const;
type Role = (typeof ROLES)[number];

let server: DynamoServer;
beforeAll(async () => {
  server = await startDynamo(chooseDynamo().product);
}, 60_000);
afterAll(() => server.stop());

it('the analyzer, the sweeper and the redriver ask of the table what their roles allow', async () => {
  const asked = await playDay();
  const full = synthFull();
  const denied = ROLES.map((role) => {
    const allowed = tableRights(role, full);
    return [...asked[role]].filter((request) => !allowed.has(request));
  });
  expect(denied).toEqual([[], [], []]);
  // Kinds of request that only a day with everything in it shows.
  expect([...asked.AnalyzerRole]).toEqual(
    expect.arrayContaining(['UpdateItem A', 'UpdateItem K', 'PutItem R', 'UpdateItem R', 'PutItem Q', 'PutItem U']),
  );
  expect([...asked.SweeperRole]).toEqual(
    expect.arrayContaining(['PutItem D', 'PutItem U', 'PutItem W', 'UpdateItem A', 'DeleteItem O']),
  );
  for (const role of ROLES) expect([...asked[role]]).toContain('BatchWriteItem D');
  for (const role of ['AnalyzerRole', 'SweeperRole'] as const) expect([...asked[role]]).toContain('BatchGetItem U');
  expect([...asked.RedriverRole]).toEqual(expect.arrayContaining(['UpdateItem F', 'PutItem F', 'DeleteItem R']));
});

/** `PutItem D`: an action, and the letter with which the key of what it touches begins. */
async function playDay(): Promise<Record<Role, ReadonlySet<string>>> {
  const table = await server.makeTable();
  let nowMs = T0;
  const now = () => nowMs;
  const clients = ROLES.map(() => listening(server.endpoint));
  const [analyzerState, sweeperState, redriverState] = clients.map(({ client }) =>
    createDynamoState(client, table, now),
  );
  const hasher = createHasher('pepper');
  const reads = { inflate, ownLogGroups: new Set<string>(), account: ACCOUNT, sourceOf: () => undefined };
  const analyze = createAnalyzer({ ...analyzerState!, ...reads, hasher, rules: defaultRules, now });
  const sweep = createSweeper({ ...sweeperState!, rules: defaultRules, now });
  const sweepAt = async (minute: number) => {
    nowMs = minute * MINUTE_MS;
    await sweep();
  };

  await sweepAt(FIRST);
  nowMs = T0 + 30_000;
  for (const batch of [
    FIRST_CALLS,
    logins(),
    calls(90 * MINUTE_MS),
    calls(-40 * 24 * 60 * MINUTE_MS),
    calls(-9 * 60 * MINUTE_MS),
  ])
    await analyze(payload(batch));
  await analyze({ awslogs: { data: 'no gzip' } });
  await analyze(payload({ ...FIRST_CALLS, events: FIRST_CALLS.events.slice(1) })); // overlaps
  for (const minute of [1, 2, 9]) await sweepAt(FIRST + minute);
  // The alerts grow calm, and the hour is learned.
  for (let minute = 40; minute < 60; minute += 4) await sweepAt(FIRST + minute);
  const due = Math.max(...[checkout, login].map((series) => hourDue(series, hourOf(FIRST))));
  await sweepAt(due + 1);

  // What goes together where it is asked for at the same time, which here is chance.
  for (const { dirty } of [analyzerState!, sweeperState!, redriverState!])
    await Promise.all(many(3, (i) => dirty.add(checkout, FIRST + i, due + 60)));
  for (const { usual } of [analyzerState!, sweeperState!])
    await Promise.all(many(3, (i) => usual.read({ kind: 'function', name: `${i}` })));

  const failed = JSON.stringify({ requestPayload: payload(LATER_CALLS) });
  const redriven = { ...redriverState!, ...reads, hasher, now, hasTime: () => true, budget: createSubjectBudget() };
  const failures = { list: async () => [{ key: 'one', storedAtMs: T0 }], read: async () => failed };
  const deadLetters = { send: async () => undefined };
  const bucket = { ...failures, remove: async () => undefined, setAside: async (key: string) => key };
  expect(await createRedriver({ ...redriven, failed: bucket, deadLetters })()).toMatchObject({ applied: 1 });
  const read = async () => ({ kind: 'read', streams: [FIRST_CALLS, LATER_CALLS] }) as const;
  expect(await createRecounter({ ...redriven, log: { read } })()).toMatchObject({ mended: 1, whys: [] });

  const [analyzer, sweeper, redriver] = clients.map(({ asked, client }) => {
    client.destroy();
    return asked;
  });
  return { AnalyzerRole: analyzer!, SweeperRole: sweeper!, RedriverRole: redriver! };
}

const payload = (batch: LogBatch) => ({ awslogs: { data: gzipSync(envelope(batch)).toString('base64') } });

const calls = (afterMs: number): LogBatch =>
  delivery(
    '/aws/lambda/checkout',
    many(5, (i) => [T0 + afterMs + i, report(afterMs + i, 20 + i, 'Status: timeout')] as const),
    `stream ${afterMs}`,
  );

const FIRST_CALLS = calls(0);
const LATER_CALLS = calls(5000);

const logins = (): LogBatch =>
  delivery('/aws/lambda/login', [
    ...many(40, (i) => [T0 + i * 10, failedLogin(`p${i}`, '192.0.2.7')] as const),
    [T0 + 20_000, goodLogin('p7', '192.0.2.7')],
  ]);
