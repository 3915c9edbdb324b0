/** Shows that what never reached us is found by Lambda's own count, mended to the exact one, and mended once. */
import * as fc from 'fast-check';
import { createHasher } from '../../../adapters/hasher';
import { createMemory } from '../../../adapters/memory';
import { countBatches } from '../../../core/count-batches';
import type { LogBatch } from '../../../core/log/batch';
import type { LogReader } from '../../../core/recount/ports';
import { COUNTER } from '../../../core/state/counters';
import { MINUTE_MS, minuteOf, startOf } from '../../../core/state/minute';
import { createSubjectBudget } from '../../../core/subject-budget';
import type { KnownFunction } from '../../../core/watch/functions';
import type { Gaps } from '../../../core/watch/gaps';
import type { WatchedGroup } from '../../../core/watch/ports';
import { createReconciler } from '../../../lambda/redriver/reconciler';
import { checkout } from '../../core/minutes';
import { anyCalls, atMs, makeHistory, type History } from './made-history';

const HOUR_MS = 60 * MINUTE_MS;
const T0 = Date.parse('2026-11-20T12:00:00Z');
const HOURS = 6;
const hasher = createHasher('pepper of the tests');
const CHECKOUT: KnownFunction = { name: 'checkout', configuration: {}, atMs: 0 };
const WATCHED: WatchedGroup = { logGroup: '/aws/lambda/checkout', state: 'watched', atMs: 0 };

interface Stage {
  readonly known?: readonly KnownFunction[];
  readonly groups?: readonly WatchedGroup[];
  readonly log?: LogReader;
}

function stage(history: History, { known = [CHECKOUT], groups = [WATCHED], log = history.log }: Stage = {}) {
  const memory = createMemory();
  const clock = { ms: T0 };
  let gaps: Gaps | undefined = { atMs: 0, throughMs: T0, calls: [], deliveries: [] };
  const asked: string[][] = [];
  const reads: string[] = [];
  const world = {
    ...memory,
    hasher,
    log: {
      read: async (logGroup: string, fromMs: number, toMs: number) => {
        reads.push(logGroup);
        return log.read(logGroup, fromMs, toMs);
      },
    },
    budget: createSubjectBudget(),
    now: () => clock.ms,
    hasTime: () => true,
    functions: { list: async () => known },
    watched: { list: async () => groups },
    invocations: {
      read: async (names: readonly string[]) => {
        asked.push([...names]);
        return new Map(names.map((name) => [name, name === 'checkout' ? atMs(history.invoked) : new Map()]));
      },
      readDeliveryErrors: async () => [],
    },
    readGaps: async () => gaps,
    putGaps: async (next: Gaps) => void (gaps = next),
  };
  return {
    memory,
    asked,
    reads,
    gaps: () => gaps,
    count: async (batches: readonly LogBatch[]) => {
      for (const batch of batches) {
        clock.ms = batch.events.at(-1)!.timestampMs + 5_000;
        await countBatches([batch], world);
      }
    },
    reconcile: (hours: number) => {
      clock.ms = T0 + hours * HOUR_MS;
      return createReconciler(world)();
    },
    again: () => void (gaps = { atMs: 0, throughMs: T0, calls: [], deliveries: [] }),
    stored: async () =>
      (await memory.buckets.read(checkout, minuteOf(T0) - 60, minuteOf(T0) + 10 * 60)).map((bucket) => ({ ...bucket })),
    callsBy: async () =>
      new Map(
        (await memory.buckets.read(checkout, minuteOf(T0) - 60, minuteOf(T0) + 10 * 60)).flatMap(
          ({ minute, counters }) => {
            const calls = counters.get(COUNTER.calls) ?? 0;
            return calls > 0 ? [[minute, calls] as const] : [];
          },
        ),
      ),
  };
}

const within = (counts: ReadonlyMap<number, number>) =>
  new Map(
    [...counts].filter(([minute]) => startOf(minute) < T0 + HOURS * HOUR_MS).toSorted(([one], [other]) => one - other),
  );

it('mends random gaps to the exact counts, and changes nothing when it is done again', async () => {
  await fc.assert(
    fc.asyncProperty(anyCalls(HOURS * 60, 400), fc.infiniteStream(fc.nat(9)), async (calls, chance) => {
      const history = makeHistory(T0, calls);
      const { count, reconcile, callsBy, stored, again, gaps } = stage(history);
      await count(history.deliveries.filter(() => chance.next().value! > 2)); // three in ten never come
      await reconcile(8);
      expect(within(await callsBy())).toEqual(within(history.reported));
      expect(gaps()?.calls.filter(({ lost }) => lost !== 0)).toEqual([]);
      const mended = await stored();
      again();
      await reconcile(8);
      expect(await stored()).toEqual(mended);
    }),
    { seed: 11, numRuns: 60 },
  );
});

it('reads no log where nothing is missing, though calls cross minutes and hours', async () => {
  const calls = Array.from({ length: 600 }, (_, index) => ({
    afterMs: index * 31_000,
    durationMs: 1_900,
    stream: index % 3,
  }));
  const history = makeHistory(T0, calls);
  const { count, reconcile, reads, gaps } = stage(history);
  await count(history.deliveries);
  expect(await reconcile(8)).toEqual({ hours: 6, functions: 1, gaps: 0 });
  expect(reads).toEqual([]);
  expect(gaps()).toMatchObject({ throughMs: T0 + 6 * HOUR_MS, calls: [] });
});

it('tells what was mended, and what no line of the log tells either', async () => {
  const calls = Array.from({ length: 100 }, (_, index) => ({ afterMs: index * 30_000, durationMs: 100, stream: 0 }));
  const history = makeHistory(T0, calls);
  const missing = history.deliveries.slice(20, 40);
  const { count, reconcile, gaps } = stage(history);
  await count(history.deliveries.filter((batch) => !missing.includes(batch)));
  await reconcile(8);
  expect(gaps()?.calls).toEqual([{ functionName: 'checkout', fromMs: T0, counted: 80, countedAfter: 100, lost: 0 }]);

  const gone = stage(history, { log: makeHistory(T0, calls.slice(0, 90)).log });
  await gone.count(history.deliveries.slice(0, 90));
  await gone.reconcile(8);
  expect(gone.gaps()?.calls).toEqual([
    { functionName: 'checkout', fromMs: T0, counted: 90, countedAfter: 90, lost: 10 },
  ]);
});

it('puts right what was counted too often', async () => {
  const calls = Array.from({ length: 20 }, (_, index) => ({ afterMs: index * 1_000, durationMs: 10, stream: 0 }));
  const history = makeHistory(T0, calls);
  const { count, reconcile, callsBy } = stage(history);
  const [first] = history.deliveries;
  await count([...history.deliveries, { ...first!, events: first!.events.slice(1, -1) }]); // cut otherwise
  expect((await callsBy()).get(minuteOf(T0))).toBeGreaterThan(20);
  await reconcile(8);
  expect((await callsBy()).get(minuteOf(T0))).toBe(20);
});

it.each<[string, Stage]>([
  ['whose log level hides reports', { known: [{ ...CHECKOUT, hidesReports: true }] }],
  ['whose log group is not watched', { groups: [{ ...WATCHED, state: 'full' }] }],
  ['whose log group is watched since', { groups: [{ ...WATCHED, atMs: T0 + 6 * HOUR_MS }] }],
])('leaves out a function %s', async (_, of) => {
  const history = makeHistory(T0, [{ afterMs: 5, durationMs: 5, stream: 0 }]);
  const { reconcile, reads, gaps } = stage(history, of);
  await reconcile(8);
  expect([reads, gaps()?.calls]).toEqual([[], []]);
});

it('waits two hours, compares six at once, and begins with none of the hours before it was there', async () => {
  const history = makeHistory(T0, [{ afterMs: 5, durationMs: 5, stream: 0 }]);
  const { reconcile, asked, gaps } = stage(history);
  expect(await reconcile(7.9)).toBeUndefined();
  expect(asked).toEqual([]);
  expect(await reconcile(8)).toMatchObject({ hours: 6 });
  expect(await reconcile(9)).toBeUndefined();
  expect(await reconcile(80)).toMatchObject({ hours: 6 });
  expect(gaps()?.throughMs).toBe(T0 + (80 - 2 - 48 + 6) * HOUR_MS);
});
