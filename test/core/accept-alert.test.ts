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
import { calls, checkout } from './minutes';

const START = 29_030_400;
const KNOWN = 300;
const SLOW = 30;

/** Five hours at 250 ms, half an hour at 2.5 s; then the clock stands, and can be turned on. */
async function inTrouble() {
  const memory = createMemory();
  let now = START;
  const world = { ...memory, rules: defaultRules, now: () => now * MINUTE_MS };
  const sweep = createSweeper(world);
  const told: Alert[] = [];
  const run = async (until: Minute, ms: number, extra: Record<string, number> = {}) => {
    for (; now < until; now += 1) {
      const { counters, sketches } = calls(now, [ms, ms, ms, ms], extra);
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
  ['an id that no open alert has', 'ffffff-9', 'no open alert has the id ffffff-9'],
  ['nothing', '', 'no open alert has the id'],
])('refuses %s', async (_, id, said) => {
  const terminal = captureTerminal();
  const { world } = await inTrouble();
  expect(await acceptAndTell(id, world, terminal)).toBe(1);
  expect(terminal.errs.join('\n')).toContain(said);
});

it('refuses what is never usual, and changes nothing', async () => {
  const { memory, world, told, run } = await inTrouble();
  await run(START + KNOWN + SLOW + 1, 2500, { to: 1 });
  const timeouts = told.find(({ kind }) => kind === 'timeouts')!;
  const before = await memory.usual.read(checkout);
  const terminal = captureTerminal();
  expect(await acceptAndTell(timeouts.id, world, terminal)).toBe(1);
  expect(terminal.errs.join('\n')).toContain('is timeouts: that is never taken as usual');
  expect(await memory.usual.read(checkout)).toEqual(before);
});

it('says so where the sweeper wrote at the same time', async () => {
  const { memory, world, open } = await inTrouble();
  memory.usual.writeProfile = async () => false;
  const terminal = captureTerminal();
  expect(await acceptAndTell(open.id, { ...world, usual: memory.usual }, terminal)).toBe(1);
  expect(terminal.errs.join('\n')).toContain('at the same time; try again');
});
