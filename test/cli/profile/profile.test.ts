/** `vigil profile` over saved logs, with the demo's shop: what a person sees, and what scripts get. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FIRST_DAY_MS, makeDays } from '../../../cli/demo/make-days';
import { vigil } from '../../../cli/vigil';
import { captureTerminal } from '../capture-terminal';

jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), 'vigil-profile-'));
const shop = join(folder, 'shop.ndjson');
const empty = join(folder, 'empty.ndjson');

beforeAll(() => {
  const until = (hours: number) => FIRST_DAY_MS + hours * 60 * 60_000;
  const rows = makeDays({ seed: 3, honest: true }).filter(
    ({ logGroup, timestampMs }) =>
      (logGroup === '/aws/lambda/checkout' && timestampMs < until(36)) ||
      (logGroup === '/aws/lambda/login' && timestampMs < until(2)),
  );
  const lines = rows.map(({ logGroup, logStream, timestampMs, message }) =>
    JSON.stringify({ logGroup, logStream, timestamp: timestampMs, message }),
  );
  writeFileSync(shop, `${lines.join('\n')}\n`);
  writeFileSync(empty, `${JSON.stringify({ logGroup: '/x', logStream: 's', timestamp: 1, message: 'hello' })}\n`);
});
afterAll(() => rmSync(folder, { recursive: true }));

async function profile(...args: string[]) {
  const terminal = captureTerminal();
  const code = await vigil(['profile', ...args], terminal);
  return { code, out: terminal.outs.join('\n'), err: terminal.errs.join('\n') };
}

it('lists every function and login source with what matters most', async () => {
  const { code, out } = await profile(shop);
  expect(code).toBe(0);
  expect(out).toContain('2 functions, 1 login source');
  expect(out).toMatch(/checkout +\d+ +2\d0 ms +3\d0 ms +\$0\.\d+ +learning 2 of 7 days/);
  expect(out.split('\n').every((line) => line.length <= 80)).toBe(true);
});

it('shows of one function what is usual at this hour, what it costs, and what that rests on', async () => {
  const { out } = await profile('checkout', shop, '--region', 'eu-south-1', '--architecture', 'arm64');
  expect(out).toContain('function checkout, Wednesday 11:00 to 12:00 UTC · learning 2 of 7 days');
  for (const figure of [
    'calls an hour',
    'failures an hour',
    'cold starts an hour',
    'duration p50',
    'p99',
    'init',
    'memory used',
    'billed',
    'cost, 1,000 calls',
    'cost, a month',
    'rests on',
  ])
    expect(out).toContain(figure);
  expect(out).toMatch(/duration p50 +2\d0 ms +2\d0 ms to 2\d0 ms +(all hours|hour of day)/);
  expect(out.replaceAll(/\s+/g, ' ')).toContain('list prices of eu-south-1, 2026-09, without free tier');
  expect(out).not.toContain('x86_64');
  expect(out.split('\n').every((line) => line.length <= 80)).toBe(true);
});

it('gives scripts one object with the whole week', async () => {
  const { out } = await profile('checkout', shop, '--json');
  const told: { week: Record<string, (number | null)[]>; cost: { usdPerThousandCalls: number } } = JSON.parse(out);
  expect(told).toMatchObject({ kind: 'function', name: 'checkout', learning: 'learning 2 of 7 days', days: 2 });
  expect(Object.keys(told.week)).toContain('p95Ms');
  expect(told.cost.usdPerThousandCalls).toBeGreaterThan(0.0002); // what requests alone cost
  for (const hours of Object.values(told.week)) expect(hours).toHaveLength(168);
});

it('draws the week', async () => {
  const { out } = await profile('checkout', shop, '--chart');
  expect(out).toContain('calls an hour, hour of week in UTC');
  expect(out).toContain('██');
});

it.each<[string, string[], string]>([
  ['a name that is mistyped', ['chekout', shop], 'nothing is known of "chekout"; did you mean checkout?'],
  ['a name like nothing', ['zebra', shop], 'nothing is known of "zebra"; known are checkout, login'],
  ['no file and no table', [], "profile needs saved logs, or --table with the name of a stack's table"],
  ['a file that is not there', [join(folder, 'nowhere')], 'no such file'],
  ['a log without functions', [empty], 'no Lambda function and no login was seen'],
  ['one file twice', [shop, shop], 'given twice'],
  ['two functions of a table', ['a', 'b', '--table', 'T'], 'with --table give at most one function'],
  ['a chart of what is not drawn', ['checkout', shop, '--chart', 'mood'], 'Allowed choices are calls, p95'],
])('refuses %s', async (_, args, why) => {
  const { code, err } = await profile(...args);
  expect(err).toContain(why);
  expect(code).toBe(2);
});
