/** Troubles that need to know the hour of the week, from counting to the alert: a function gone silent, and one grown dear. */
import { createMemory } from '../../../adapters/memory';
import type { HourFigures } from '../../../core/baseline/figures';
import { learnHour } from '../../../core/baseline/learn-hour';
import { emptyProfile } from '../../../core/baseline/profile';
import { hourOf } from '../../../core/baseline/hour';
import { createFunctionPrices } from '../../../core/function-prices';
import { defaultRules } from '../../../core/detect/rules';
import { closeOf, MINUTE_MS, slotOf } from '../../../core/state/minute';
import { createSweeper } from '../../../lambda/sweeper/sweeper';
import { calls, checkout, many } from '../../core/minutes';

/** Five minutes past some hour. */
const START = 29_000_045;
const DAYS = 8;

const anHour: HourFigures = {
  calls: 600,
  failures: 0,
  coldStarts: 1,
  medianMs: 100,
  p95Ms: 200,
  billedMs: 60_000,
  billedMbMs: 60_000 * 1024,
  activeMinutes: 60,
};

/** Plays minute after minute (calls of 100 ms in each) and gathers `minute kind change`, counted from the start. */
async function play(perMinute: readonly number[], usual: HourFigures = anHour, memoryMb = 1024, days = DAYS) {
  const memory = createMemory();
  let now = START;
  let profile = emptyProfile('function', hourOf(START) - days * 24 - 1);
  for (let hour = hourOf(START) - days * 24; hour < hourOf(START); hour += 1)
    profile = learnHour(profile, { hour, figures: usual, medianMs: 100, version: undefined, trouble: 'none' });
  await memory.usual.writeProfile(checkout, { ...profile, rev: 1 }, 0);
  const clock = () => now * MINUTE_MS;
  const functions = {
    list: async () => [{ name: 'checkout', configuration: { architecture: 'arm64' as const }, atMs: 0 }],
  };
  const pricedBy = createFunctionPrices({ functions, costs: undefined, region: 'eu-central-1', now: clock });
  const sweep = createSweeper({ ...memory, rules: defaultRules, pricedBy, now: clock });
  const told: string[] = [];
  for (const [offset, count] of perMinute.entries()) {
    const minute = START + offset;
    now = minute;
    if (count > 0) {
      const billed = { bm: count * 100, gm: count * 100 * memoryMb };
      const { counters, sketches } = calls(
        minute,
        many(count, () => 100),
        billed,
      );
      await memory.dirty.add(checkout, slotOf(minute), closeOf(minute));
      const guard = offset.toString(16).padStart(16, '0');
      await memory.buckets.add({ series: checkout, minute, shard: 0, parts: [{ guard, counters, sketches }] });
    }
    for (const alert of (await sweep()).changes) told.push(`${offset} ${alert.kind} ${alert.change}`);
  }
  return { told, memory };
}

const minutes = (...stretches: readonly (readonly [length: number, calls: number])[]): number[] =>
  stretches.flatMap(([length, count]) => many(length, () => count));

describe('a function that always ran', () => {
  it('is told of when it goes silent, when that has lasted four times as long, and when it is called again', async () => {
    const { told } = await play(minutes([10, 10], [30, 0], [10, 10]));
    expect(told).toEqual(['15 gone-silent open', '30 gone-silent update', '43 gone-silent resolve']);
  });

  it('is left alone while it is called', async () => {
    expect((await play(minutes([60, 10]))).told).toEqual([]);
  });

  it('is left alone where it is called only now and then', async () => {
    expect((await play(minutes([10, 10], [30, 0]), { ...anHour, activeMinutes: 12 })).told).toEqual([]);
  });
});

describe('a function grown dear', () => {
  const dear: HourFigures = { ...anHour, calls: 60_000, billedMs: 6_000_000, billedMbMs: 6_000_000 * 1024 };

  it('is told of with its own architecture and Region', async () => {
    const { told, memory } = await play(minutes([20, 1000], [20, 5000]), dear);
    expect(told).toEqual([expect.stringMatching(/^2\d cost-spike open$/)]);
    const alert = await memory.alerts.read({ kind: 'cost-spike', subject: checkout });
    expect(alert?.evidence).toMatchObject({
      longerCalls: expect.closeTo(1, 1),
      assumed: expect.arrayContaining([expect.stringContaining('eu-central-1')]),
    });
    expect(JSON.stringify(alert?.evidence)).not.toContain('x86_64');
  });

  it('is told of while nothing is known of it, and until that is usual', async () => {
    // Each call bills what a thousand of the largest do: fewer of them are to be played.
    const { told } = await play(minutes([240, 100]), anHour, 1000 * 10_240, 0);
    expect(told[0]).toMatch(/^\d cost-spike open$/);
    expect(told.at(-1)).toMatch(/^2\d\d cost-spike resolve$/);
    expect(told.filter((each) => each.endsWith('open'))).toHaveLength(1);
  });

  it('is left alone at its usual cost', async () => {
    expect((await play(minutes([60, 1000]), dear)).told).toEqual([]);
  });
});
