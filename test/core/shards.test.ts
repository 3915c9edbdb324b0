import fc from 'fast-check';
import { createSubjectBudget } from '../../core/subject-budget';
import { createHasher } from '../../adapters/hasher';
import { createMemory } from '../../adapters/memory';
import { createMemoryShards } from '../../adapters/memory/shards';
import { countBatches } from '../../core/count-batches';
import { createShards } from '../../core/shards';
import { COUNTER } from '../../core/state/counters';
import { MINUTE_MS, minuteOf } from '../../core/state/minute';
import { emptyPlan, MOST_SHARDS, planRaise, shardOf, shardsAt, type ShardPlan } from '../../core/state/shard';
import { delivery, report } from './deliveries';
import { checkout, many } from './minutes';

const T0 = Date.parse('2026-11-20T14:00:00Z');
const NOW = minuteOf(T0);
const hasher = createHasher('pepper of the tests');
const planOf = (...steps: (readonly [from: number, shards: number])[]): ShardPlan => ({
  ...emptyPlan(checkout),
  steps: steps.map(([from, shards]) => ({ from, shards })),
});

describe('the number of shards', () => {
  it.each([
    ['is one without a plan', [], 5, 1],
    ['is one before the first step', [[10, 2]], 9, 1],
    ['steps up at the minute of a step', [[10, 2]], 10, 2],
    [
      'stays until the next step',
      [
        [10, 2],
        [20, 8],
      ],
      19,
      2,
    ],
    [
      'is the last for ever',
      [
        [10, 2],
        [20, 8],
      ],
      9_999,
      8,
    ],
  ] as const)('%s', (_, steps, minute, shards) => {
    expect(shardsAt(planOf(...steps), minute)).toBe(shards);
  });

  it.each([
    ['is left alone while the bucket has room', planOf(), 200, undefined],
    ['doubles beyond two hundred deliveries', planOf(), 201, [[NOW + 15, 2]]],
    ['grows by as many powers of two as it takes', planOf(), 1700, [[NOW + 15, 16]]],
    [
      'doubles where the table calls it hot',
      planOf([1, 4]),
      Infinity,
      [
        [1, 4],
        [NOW + 15, 8],
      ],
    ],
    ['is not raised twice for one need', planOf([NOW + 9, 2]), 300, undefined],
    [
      'is raised again after a step that is not enough',
      planOf([NOW + 20, 2]),
      700,
      [
        [NOW + 20, 2],
        [NOW + 21, 4],
      ],
    ],
    ['never passes its bound', planOf([1, MOST_SHARDS]), 9_999, undefined],
    ['begins after what was counted ahead', { ...planOf(), settled: NOW + 90 }, 201, [[NOW + 91, 2]]],
  ] as const)('%s', (_, plan, guards, steps) => {
    expect(planRaise(plan, NOW, guards, NOW)?.steps.map(({ from, shards }) => [from, shards])).toEqual(steps);
  });

  it('spreads deliveries evenly', () => {
    const counts = many(8, () => 0);
    for (const index of many(4000, (i) => i)) counts[shardOf(hasher.guard(String(index)), 8)]! += 1;
    expect(Math.min(...counts)).toBeGreaterThan(400);
  });
});

describe('writers side by side', () => {
  /** Several containers, each with plans of its own age, over one store and one clock. */
  function stage(containers: number) {
    const clock = { ms: T0 };
    const store = createMemoryShards();
    const memory = createMemory();
    const worlds = many(containers, () => ({
      ...memory,
      hasher,
      now: () => clock.ms,
      shards: createShards(store, () => clock.ms),
      budget: createSubjectBudget(),
    }));
    return { clock, store, memory, worlds };
  }

  it('reads the plans once in four minutes, however many deliveries come', async () => {
    const { clock, store } = stage(0);
    let reads = 0;
    const shards = createShards({ ...store, list: () => ((reads += 1), store.list()) }, () => clock.ms);
    for (let i = 0; i < 600; i += 1) {
      clock.ms = T0 + i * 1000;
      await shards.toWrite(checkout, minuteOf(clock.ms));
    }
    expect(reads).toBe(3);
  });

  it('raises a busy function by itself, and counts every delivery once', async () => {
    const { clock, store, memory, worlds } = stage(3);
    for (let minute = 0; minute < 20; minute += 1) {
      clock.ms = T0 + minute * MINUTE_MS;
      for (let i = 0; i < 260; i += 1) {
        const batch = delivery('/aws/lambda/checkout', [[clock.ms, report(i, 10)]]);
        for (const world of worlds.slice(0, i % 10 === 0 ? 3 : 1)) await countBatches([batch], world);
      }
    }
    expect((await store.list())[0]?.steps).toEqual([{ from: NOW + 15, shards: 2 }]);
    const buckets = await memory.buckets.read(checkout, NOW, NOW + 19);
    expect(buckets.map(({ counters }) => counters.get(COUNTER.calls))).toEqual(many(20, () => 260));
  });

  it('notes a minute as due once in time and once for all that came late, though they fall on shards of their own', async () => {
    const { clock, store, memory, worlds } = stage(1);
    await store.write({ ...emptyPlan(checkout), rev: 1, steps: [{ from: NOW, shards: 64 }] }, 0);
    const at = (ms: number, n: number) =>
      countBatches([delivery('/aws/lambda/checkout', [[T0, report(n, 10)]])], { ...worlds[0]!, now: () => ms });
    await at(T0, 1);
    clock.ms = T0 + 60 * MINUTE_MS;
    for (const n of many(10, (i) => i + 2)) await at(clock.ms, n);
    const due = await Promise.all(many(70, (i) => memory.dirty.list(NOW + i)));
    expect(due.flat()).toHaveLength(2);
    const [bucket] = await memory.buckets.read(checkout, NOW, NOW);
    expect(bucket?.counters.get(COUNTER.calls)).toBe(11);
  });

  it('counts the same whatever steps are decided between a delivery and its repeats, also far ahead of the clock', async () => {
    const moment = fc.record({
      ahead: fc.integer({ min: -60, max: 119 }),
      waits: fc.integer({ min: 0, max: 6 }),
      container: fc.nat(2),
      raise: fc.boolean(),
      again: fc.nat(3),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(moment, { minLength: 2, maxLength: 40 }), async (moments) => {
        const { clock, memory, worlds } = stage(3);
        const batches = moments.map(({ ahead }, index) => {
          const atMs = T0 + (index + ahead) * MINUTE_MS;
          return { atMs, batch: delivery('/aws/lambda/checkout', [[atMs, report(index, 10)]]) };
        });
        for (const [index, { waits, container, raise, again }] of moments.entries()) {
          clock.ms += waits * MINUTE_MS;
          const world = worlds[container]!;
          const { atMs, batch } = batches[index]!;
          if (raise) await world.shards.wrote(checkout, minuteOf(clock.ms), Infinity);
          if (atMs > clock.ms + 2 * 60 * MINUTE_MS) continue;
          await countBatches([batch], world);
          const earlier = batches[Math.floor(index / (again + 1))]!;
          for (const other of worlds) await countBatches([batch, earlier.batch], other);
        }
        clock.ms += 3 * 60 * MINUTE_MS;
        for (const { batch } of batches) await countBatches([batch], worlds[0]!);
        const counted = await memory.buckets.read(checkout, NOW - 99, NOW + 999);
        const calls = counted.reduce((sum, { counters }) => sum + (counters.get(COUNTER.calls) ?? 0), 0);
        expect(calls).toBe(batches.length);
      }),
      { seed: 20261122, numRuns: 150 },
    );
  });
});
