import { createMemory } from '../../adapters/memory';
import { acceptAndTell } from '../../cli/accept';
import type { Alert } from '../../core/alert/alert';
import { usualCalls } from '../../core/baseline/usual';
import { usualHour } from '../../core/baseline/usual-by-hour';
import { hourOf } from '../../core/baseline/hour';
import type { FunctionRecent } from '../../core/baseline/recent';
import { defaultRules } from '../../core/detect/rules';
import { dueMinute, MINUTE_MS, slotOf, type Minute } from '../../core/state/minute';
import { createSweeper } from '../../lambda/sweeper/sweeper';
import { captureTerminal } from '../cli/capture-terminal';
import { calls, checkout, many } from './minutes';

const START = 29_030_400;
const KNOWN = 300;
const SLOW = 30;

/** Five hours at 250 ms, half an hour at 2.5 s but for the `fast` calls of each four; then the clock stands, and can be turned on. */
async function inTrouble(fast = 0) {
  const memory = createMemory();
  let now = START;
  const world = { ...memory, rules: defaultRules, now: () => now * MINUTE_MS };
  const sweep = createSweeper(world);
  const told: Alert[] = [];
  const run = async (until: Minute, ms: number, extra: Record<string, number> = {}) => {
    for (; now < until; now += 1) {
      const { counters, sketches } = calls(
        now,
        many(4, (call) => (call < fast ? 250 : ms)),
        extra,
      );
      const parts = [{ guard: now.toString(16).padStart(16, '0'), counters, sketches }];
      await memory.buckets.add({ series: checkout, minute: now, shard: 0, parts });
      await memory.dirty.add(checkout, slotOf(now), dueMinute(now, now * MINUTE_MS));
      told.push(...(await sweep()).changes);
    }
  };
  await run(START + KNOWN, 250);
  await run(START + KNOWN + SLOW, 2500);
  return { memory, world, told, run, open: told.find(({ kind }) => kind === 'slow-calls')! };
}

it('takes the new level as usual at once, and the alert resolves and says so, once', async () => {
  const { memory, world, told, run, open } = await inTrouble();
  const terminal = captureTerminal();
  expect(await acceptAndTell(`#${open.id}`, world, terminal)).toBe(0);
  expect(terminal.outs.join('\n')).toMatch(/^checkout: about 2\.[456] s is usual from now on instead of 2[456]0 ms/);
  const recent = (await memory.usual.read(checkout)) as FunctionRecent;
  expect(usualCalls(recent)!.medianMs).toBeGreaterThan(2200);
  const profile = (await memory.usual.readProfile(checkout))!;
  expect(profile.adopted.map(({ why }) => why)).toEqual(['accepted']);
  expect(usualHour(profile, hourOf(START + KNOWN + SLOW)).medianMs!.usual).toBeGreaterThan(2200);
  await run(START + KNOWN + SLOW + 180, 2500);
  const changes = told.filter(({ change }) => change !== 'update').map(({ change, newUsual }) => [change, newUsual]);
  expect(changes).toEqual([
    ['open', undefined],
    ['resolve', 'accepted'],
  ]);
});

it.each([
  ['an id like none', () => 'whatever-it-is', /no alert has the id whatever-it-is; it stands in every message/],
  ['nothing', () => '', /no alert has the id ; it stands in every message/],
  ['an id that is mistyped', (id: string) => id.replace(/-1$/, '-7'), /has the id \S+; did you mean \S+-1\?$/],
])('refuses %s', async (_, wantedOf, said) => {
  const terminal = captureTerminal();
  const { world, open } = await inTrouble();
  expect(await acceptAndTell(wantedOf(open.id), world, terminal)).toBe(1);
  expect(terminal.errs.join('\n')).toMatch(said);
});

it('says of an alert that is over when it ended', async () => {
  const { world, run, open } = await inTrouble();
  await run(START + KNOWN + SLOW + 60, 250);
  const terminal = captureTerminal();
  expect(await acceptAndTell(open.id, world, terminal)).toBe(1);
  expect(terminal.errs[0]).toMatch(/^vigil: #\S+ was over at \S+ \S+ UTC: there is nothing to accept$/);
});

it('says the second time that it was accepted already, and changes nothing', async () => {
  const { memory, world, open } = await inTrouble();
  await acceptAndTell(open.id, world, captureTerminal());
  const known = () => Promise.all([memory.usual.read(checkout), memory.usual.readProfile(checkout)]);
  const before = await known();
  const terminal = captureTerminal();
  expect(await acceptAndTell(open.id, world, terminal)).toBe(0);
  expect(terminal.outs.join('\n')).toMatch(/^checkout: accepted already: about 2\.[456] s is usual; #\S+ resolves/);
  expect(await known()).toEqual(before);
});

it('moves the slowest calls alone where the others are as fast as ever', async () => {
  const { memory, world, told, run } = await inTrouble(3);
  const open = told.find(({ kind }) => kind === 'slow-calls')!;
  const terminal = captureTerminal();
  expect(await acceptAndTell(open.id, world, terminal)).toBe(0);
  expect(terminal.outs.join('\n')).toMatch(
    /^checkout: about 2\.[456] s is usual for the slowest calls \(1 in 20\) from now on instead of 2[4567]0 ms/,
  );
  const hour = usualHour((await memory.usual.readProfile(checkout))!, hourOf(START + KNOWN + SLOW));
  expect(hour.medianMs!.usual).toBeLessThan(300);
  expect(hour.p95Ms!.usual).toBeGreaterThan(2200);
  told.length = 0;
  await run(START + KNOWN + SLOW + 180, 2500);
  expect(told.filter(({ change }) => change !== 'update').map(({ change }) => change)).toEqual(['resolve']);
});

it('says so where the sweeper wrote at the same time', async () => {
  const { memory, world, open } = await inTrouble();
  memory.usual.writeProfile = async () => false;
  const terminal = captureTerminal();
  expect(await acceptAndTell(open.id, { ...world, usual: memory.usual }, terminal)).toBe(1);
  expect(terminal.errs.join('\n')).toContain('at the same time; try again');
});
