/** `vigil learn` with real clients: a log service that pages, throttles and refuses, and the table. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDynamoState } from '../../adapters/dynamodb/state';
import { vigil } from '../../cli/vigil';
import type { Recent } from '../../core/baseline/recent';
import { defaultRules } from '../../core/detect/rules';
import { closeOf, minuteOf, slotOf, startOf } from '../../core/state/minute';
import type { Series } from '../../core/state/series';
import { createSweeper } from '../../lambda/sweeper/sweeper';
import { captureTerminal } from '../cli/capture-terminal';
import { startFakeLogs, type FakeEvent, type FakeLogs } from '../cli/learn/fake-logs';
import { goodLogin, report } from '../core/deliveries';
import { calls } from '../core/minutes';
import { chooseDynamo, startDynamo, type DynamoServer } from './dynamodb-server';

jest.setTimeout(60_000);

const CHECKOUT: Series = { kind: 'function', name: 'checkout' };
const LOGIN: Series = { kind: 'login-source', name: '/aws/lambda/login' };
const CHECKOUT_GROUP = '/aws/lambda/checkout';
const HOURS = 8;
const CALLS_A_MINUTE = 2;

const nowMs = Date.now();
const firstMinute = minuteOf(nowMs) - HOURS * 60;
const lastMinute = minuteOf(nowMs) - 10;
const minutes = Array.from({ length: lastMinute - firstMinute + 1 }, (_, index) => firstMinute + index);
const STREAM = '2026/11/20/[$LATEST]0123456789abcdef0123456789abcdef';

const events: FakeEvent[] = minutes.flatMap((minute) => [
  ...Array.from({ length: CALLS_A_MINUTE }, (_, call) => ({
    logGroup: CHECKOUT_GROUP,
    logStream: STREAM,
    timestampMs: startOf(minute) + call * 20_000,
    message: report(minute * CALLS_A_MINUTE + call, 20 + ((minute * 7 + call * 13) % 29)),
  })),
  {
    logGroup: LOGIN.name,
    logStream: STREAM,
    timestampMs: startOf(minute) + 5_000,
    message: goodLogin(`customer-${minute % 40}@example.com`, '198.51.100.4'),
  },
]);

let dynamo: DynamoServer;
let logs: FakeLogs;
let table: string;
let folder: string;

beforeAll(async () => {
  dynamo = await startDynamo(chooseDynamo().product);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'contract',
    AWS_SECRET_ACCESS_KEY: 'contract',
  });
}, 60_000);
afterAll(() => dynamo.stop());

beforeEach(async () => {
  logs = await startFakeLogs(events, 300);
  process.env['AWS_ENDPOINT_URL_CLOUDWATCH_LOGS'] = logs.endpoint;
  table = await dynamo.makeTable();
  folder = mkdtempSync(join(tmpdir(), 'vigil-learn-'));
});
afterEach(async () => {
  await logs.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function learn(...more: string[]) {
  const terminal = captureTerminal();
  const groups = [CHECKOUT_GROUP, LOGIN.name].flatMap((name) => ['--log-group', name]);
  const where = ['--table', table, '--days', '1', '--checkpoint', folder, '--requests-per-second', '25'];
  const code = await vigil(['learn', ...where, ...groups, ...more], terminal);
  return { code, said: [...terminal.outs, ...terminal.errs].join('\n') };
}

const state = () => createDynamoState(dynamo.patientClient, table);
const usual = () => Promise.all([CHECKOUT, LOGIN].map((series) => state().usual.read(series)));

/** What was learned, whenever it was written. */
const known = (recent: Recent | undefined) => recent && { ...recent, rev: 0, foldedDue: 0 };

it('learns from the log what is usual, of functions and logins, and leaves nothing behind', async () => {
  const { code, said } = await learn();
  expect(said).toContain('learned what is usual for 1 function and 1 login source');
  expect(code).toBe(0);
  const [checkout, login] = await usual();
  expect(checkout).toMatchObject({ minutes: minutes.length, calls: minutes.length * CALLS_A_MINUTE });
  expect(login).toMatchObject({ kind: 'login-source', minutes: minutes.length });
  expect(logs.asked.length).toBeLessThan(30);
  expect(await state().usual.readProfile(CHECKOUT)).toMatchObject({ kind: 'function', days: expect.any(Number) });
});

it('goes on where it was stopped, asks for nothing twice, and comes to the same', async () => {
  await learn();
  const whole = await usual();
  const askedAtOnce = logs.asked.length;
  table = await dynamo.makeTable();
  logs.asked.length = 0;

  logs.failAfter(5, 'InvalidParameterException'); // what nobody foresaw, as a kill is
  const stopped = await learn();
  expect(stopped.code).toBe(2);
  expect(await usual()).toEqual([undefined, undefined]);
  logs.failAfter(Infinity, '');
  const resumed = await learn();
  expect(resumed.code).toBe(0);
  expect((await usual()).map(known)).toEqual(whole.map(known));
  // The span under way was read anew, and a minute or two may have passed meanwhile.
  expect(logs.asked.length).toBeLessThanOrEqual(askedAtOnce + 3);
});

it('waits where CloudWatch throttles', async () => {
  logs.fail('ThrottlingException');
  expect((await learn()).code).toBe(0);
  expect((await usual())[0]).toMatchObject({ minutes: minutes.length });
});

it('says which log group it may not read, and learns the others', async () => {
  logs.deny(CHECKOUT_GROUP);
  const { code, said } = await learn('--log-group', '/aws/lambda/gone');
  expect(code).toBe(1);
  expect(said).toContain(`${CHECKOUT_GROUP}: not read: you may not read it; allow logs:FilterLogEvents`);
  expect(said).toContain('/aws/lambda/gone: not read: there is no such log group');
  const [checkout, login] = await usual();
  expect(checkout).toBeUndefined();
  expect(login).toMatchObject({ minutes: minutes.length });
});

it('learned twice is learned once', async () => {
  await learn();
  const once = await usual();
  expect((await learn()).code).toBe(0);
  expect((await usual()).map(known)).toEqual(once.map(known));
});

describe('beside what Vigil has learned while it ran', () => {
  const live = (minutesKnown: number): Recent => ({
    kind: 'function',
    rev: 7,
    foldedDue: lastMinute - 60,
    minutes: minutesKnown,
    decayedTo: lastMinute - 100,
    calls: minutesKnown,
    durations: [[60, minutesKnown]],
  });

  it.each([
    ['replaces what knows less', 90, [], minutes.length],
    ['leaves what knows more', 50_000, [], 50_000],
    ['replaces it all the same where told so', 50_000, ['--replace'], minutes.length],
  ])('%s', async (_, before, options, after) => {
    for (let rev = 1; rev <= 7; rev += 1) await state().usual.write(CHECKOUT, { ...live(before), rev }, rev - 1);
    const { code, said } = await learn(...options);
    expect(code).toBe(0);
    expect(said.includes('checkout: left as it is, for it knows more')).toBe(after === before);
    expect((await usual())[0]).toMatchObject({ minutes: after, rev: after === before ? 7 : 8 });
  });

  it('a sweep afterwards folds only what is new', async () => {
    await learn();
    const stores = state();
    const now = minuteOf(Date.now());
    const count = async (minute: number) => {
      const { counters, sketches } = calls(minute, [30, 31]);
      const parts = [{ guard: '0011223344556677', counters, sketches }];
      await stores.buckets.add({ series: CHECKOUT, minute, shard: 0, parts });
      await stores.dirty.add(CHECKOUT, slotOf(minute), closeOf(minute));
    };
    await count(lastMinute); // in the log, and counted when it came
    await count(now);
    await stores.usual.writeCursor(lastMinute - 5);
    await createSweeper({ ...stores, rules: defaultRules, now: () => startOf(now + 10) })();
    expect((await usual())[0]).toMatchObject({ minutes: minutes.length + 1 });
  });

  it('is not written over a sweeper that is further', async () => {
    const ahead = { ...live(90), rev: 1, foldedDue: minuteOf(Date.now()) + 30 };
    await state().usual.write(CHECKOUT, ahead, 0);
    const { code, said } = await learn();
    expect(code).toBe(1);
    expect(said).toContain('checkout: not written, the sweeper was faster; run it again');
    expect((await usual())[0]).toEqual(ahead);
  });
});

it.each([
  ['a table that is not there', ['--table', 'nowhere'], 'there is no table nowhere in this account and Region'],
  ['a log group that is none', ['--log-group', 'a b'], 'spaces are not legal'],
  ['settings that are none', ['--settings', '/nowhere'], 'cannot be read'],
])('refuses %s', async (_, options, why) => {
  const { code, said } = await learn(...options);
  expect(said).toContain(why);
  expect(code).toBe(2);
});

it('says what to do where the stack watches nothing', async () => {
  const terminal = captureTerminal();
  expect(await vigil(['learn', '--table', table, '--checkpoint', folder], terminal)).toBe(2);
  expect(terminal.errs.join()).toContain('lists no watched log group; name those to read with --log-group');
});
