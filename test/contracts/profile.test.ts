/** `vigil profile --table` with the real client: what a stack has learned, with prices by each function's configuration. */
import { createDynamoFunctions } from '../../adapters/dynamodb/function-store';
import { createDynamoState } from '../../adapters/dynamodb/state';
import { createDynamoWatch } from '../../adapters/dynamodb/watch-store';
import { createMemory } from '../../adapters/memory';
import { createCountFolder } from '../../cli/learn/fold-counts';
import { writeUsual } from '../../cli/learn/write-usual';
import { vigil } from '../../cli/vigil';
import { hourOf } from '../../core/baseline/hour';
import { defaultRules } from '../../core/detect/rules';
import { minuteOf } from '../../core/state/minute';
import { captureTerminal } from '../cli/capture-terminal';
import { calls, checkout } from '../core/minutes';
import { chooseDynamo, startDynamo, type DynamoServer } from './dynamodb-server';

jest.setTimeout(60_000);

let server: DynamoServer;
let table: string;
let empty: string;

beforeAll(async () => {
  server = await startDynamo(chooseDynamo().product);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: server.endpoint,
    AWS_REGION: 'eu-south-1',
    AWS_ACCESS_KEY_ID: 'contract',
    AWS_SECRET_ACCESS_KEY: 'contract',
  });
  [table, empty] = [await server.makeTable(), await server.makeTable()];
  const memory = createMemory();
  const folder = createCountFolder(memory, defaultRules);
  // From the hour's begin on: a function that begins within an hour shows less of it.
  const now = 60 * hourOf(minuteOf(Date.now()));
  // 100 ms and 512 MB billed a call: what it costs can be worked out by hand.
  const minutes = Array.from({ length: 10 * 60 }, (_, index) => now - 15 * 60 + index);
  const additions = minutes.map((minute) => {
    const { counters, sketches } = calls(minute, [100], { bm: 100, gm: 100 * 512 });
    return { series: checkout, minute, parts: [{ guard: 'a', counters, sketches }] };
  });
  await folder.take([
    (async function* () {
      yield* additions;
    })(),
  ]);
  await folder.runTo(now);
  const state = createDynamoState(server.patientClient, table);
  expect(await writeUsual(checkout, memory.usual, state, now - 1, false)).toMatchObject({ kind: 'written' });
  const where = { client: server.patientClient, name: table };
  await createDynamoWatch(where).put({ logGroup: '/aws/lambda/checkout', state: 'watched', atMs: 0 });
  await createDynamoFunctions(where).put({
    name: 'checkout',
    configuration: { architecture: 'arm64', memoryMb: 512, ephemeralMb: 512, onManagedInstances: false },
    atMs: 0,
  });
}, 120_000);
afterAll(() => server.stop());

async function profile(...args: string[]) {
  const terminal = captureTerminal();
  const code = await vigil(['profile', ...args], terminal);
  return { code, out: terminal.outs.join('\n'), err: terminal.errs.join('\n') };
}

it('keeps how a function is configured, until it is forgotten', async () => {
  const functions = createDynamoFunctions({ client: server.patientClient, name: empty });
  const known = { name: 'a', configuration: { architecture: 'arm64', memoryMb: 128 }, atMs: 7 } as const;
  await functions.put({ ...known, configuration: {} });
  await functions.put(known);
  expect(await functions.list()).toEqual([known]);
  await functions.forget('a');
  expect(await functions.list()).toEqual([]);
});

it('lists what the stack knows', async () => {
  const { code, out } = await profile('--table', table);
  expect(out).toMatch(/1 function, 0 login sources/);
  expect(out).toMatch(/checkout +60 +100 ms/);
  expect(code).toBe(0);
});

it("prices a function by its configuration and the table's Region", async () => {
  const { out } = await profile('checkout', '--table', table, '--json');
  const { cost }: { cost: { usdPerThousandCalls: number; assumed: string[] } } = JSON.parse(out);
  // A thousand calls: 0.23 / 1000 of requests, and 1000 × 0.1 s × 0.5 GB at Milan's price of arm64. Levels are within 5 %.
  const worked = 0.00023 + 50 * 0.0000156138;
  expect(cost.usdPerThousandCalls / worked).toBeGreaterThan(0.93);
  expect(cost.usdPerThousandCalls / worked).toBeLessThan(1.07);
  expect(cost.assumed[0]).toBe('list prices of eu-south-1, 2026-09, without free tier');
  expect(cost.assumed.join()).not.toContain('x86_64');
});

it.each([
  ['a name that is mistyped', ['chekcout', '--table'], 'nothing is known of "chekcout"; did you mean checkout?'],
])('helps with %s', async (_, args, said) => {
  const { code, err } = await profile(...args, table);
  expect(err).toContain(said);
  expect(code).toBe(2);
});

it.each([
  ['an empty table', () => empty, 'knows nothing yet'],
  ['a table that is not there', () => 'nowhere', 'there is no table nowhere in this account and Region'],
])('says what to do with %s', async (_, name, said) => {
  const { code, err } = await profile('--table', name());
  expect(err).toContain(said);
  expect(code).toBe(2);
});
