/** What Vigil itself cost is asked of CloudWatch four times a day, summed up and noted. */
import { createOwnUse } from '../../../adapters/own-use';
import type { OwnCost } from '../../../core/alert/day-facts';
import { createCostTeller } from '../../../lambda/redriver/cost-teller';

const HOUR = 3_600_000;
const T0 = Date.parse('2026-11-22T08:20:00Z');

function stage(values: Readonly<Record<string, readonly number[]>>) {
  const asked: {
    readonly StartTime: number;
    readonly EndTime: number;
    readonly MetricDataQueries: readonly unknown[];
  }[] = [];
  const ask = async (_: string, input: object) => {
    asked.push(input as never);
    return {
      MetricDataResults: Object.entries(values).map(([Id, list]) => ({
        Id,
        Label: Id,
        Timestamps: list.map((__, at) => (T0 - at * HOUR) / 1000),
        Values: list,
      })),
    };
  };
  const world = { nowMs: T0, cost: undefined as OwnCost | undefined };
  const functions = [
    { name: 'analyzer', memoryMb: 512 },
    { name: 'sweeper', memoryMb: 1024 },
  ];
  const tell = createCostTeller({
    ownUse: createOwnUse(ask, { functions, table: 'table' }),
    readCost: async () => world.cost,
    putCost: async (cost) => void (world.cost = cost),
    now: () => world.nowMs,
  });
  return { asked, world, tell };
}

it('sums functions and table of the last 24 whole hours, at list prices', async () => {
  const { asked, world, tell } = stage({
    ms0: [2_000_000, 2_000_000],
    ms1: [1_000_000],
    calls0: [600_000],
    calls1: [400_000],
    writes: [1_000_000],
    reads: [2_000_000],
  });
  await tell();
  // 2,000 + 1,000 GB-seconds, a million requests, a million writes, two million reads
  const usd = 3_000 * 0.0000133334 + 0.2 + 0.625 + 2 * 0.125;
  expect(world.cost).toEqual({ atMs: T0, hours: 2, usd: expect.closeTo(usd, 9) });
  expect(asked[0]?.EndTime).toBe(Date.parse('2026-11-22T08:00:00Z') / 1000);
  expect(asked[0]!.EndTime - asked[0]!.StartTime).toBe(24 * 3600);
  expect(asked[0]?.MetricDataQueries).toHaveLength(6);
});

it('asks four times a day', async () => {
  const { asked, world, tell } = stage({ writes: [1] });
  for (let minutes = 0; minutes < 24 * 60; minutes += 5) {
    world.nowMs = T0 + minutes * 60_000;
    await tell();
  }
  expect(asked).toHaveLength(4);
});

it('notes nothing where CloudWatch knows nothing', async () => {
  const { world, tell } = stage({});
  expect(await tell()).toBeUndefined();
  expect(world.cost).toBeUndefined();
});

it('says in its tally that CloudWatch gave no answer, and keeps what it knew', async () => {
  const known = { atMs: T0 - 7 * HOUR, hours: 24, usd: 1 };
  const puts: OwnCost[] = [];
  const tell = createCostTeller({
    ownUse: async () => {
      throw new TypeError('https://secret.example');
    },
    readCost: async () => known,
    putCost: async (cost) => void puts.push(cost),
    now: () => T0,
  });
  expect(await tell()).toEqual({ trouble: 'TypeError' });
  expect(puts).toEqual([]);
});
