/** Shows that what a log group held before its filter is counted within a quarter of an hour, exactly and once. */
import { createHasher } from '../../../adapters/hasher';
import { createMemory } from '../../../adapters/memory';
import { countBatches } from '../../../core/count-batches';
import type { LogBatch } from '../../../core/log/batch';
import { COUNTER } from '../../../core/state/counters';
import { closeOf, MINUTE_MS, minuteOf, slotOf } from '../../../core/state/minute';
import type { Series } from '../../../core/state/series';
import { createSubjectBudget } from '../../../core/subject-budget';
import type { ReadBack } from '../../../core/watch/ports';
import { createBackReader } from '../../../lambda/redriver/back-reader';
import { delivery, failedLogin, report } from '../../core/deliveries';
import { checkout, login } from '../../core/minutes';
import { logOf } from './made-history';

const T0 = Date.parse('2026-11-20T14:00:20Z');
const FIRST = minuteOf(T0);
const STREAM = (name: string) => `2026/11/20/${name}[$LATEST]0123456789abcdef0123456789abcdef`;
const hasher = createHasher('pepper of the tests');

/** One run every five minutes, as the schedule has it. */
function stage(batches: readonly LogBatch[], wish: ReadBack) {
  const memory = createMemory();
  const clock = { ms: T0 };
  const wishes = new Map([[wish.logGroup, wish]]);
  const world = {
    ...memory,
    hasher,
    log: logOf(batches),
    budget: createSubjectBudget(),
    hasTime: () => true,
    now: () => clock.ms,
    readBacks: {
      list: async () => [...wishes.values()],
      note: async (next: ReadBack) => void wishes.set(next.logGroup, next),
      forget: async (logGroup: string) => void wishes.delete(logGroup),
    },
  };
  return {
    memory,
    wishes,
    deliver: (batch: LogBatch) => countBatches([batch], world),
    runAt: (afterMinutes: number) => {
      clock.ms = T0 + afterMinutes * MINUTE_MS;
      return createBackReader(world)();
    },
    of: async (series: Series, name: string = COUNTER.calls) =>
      (await memory.buckets.read(series, FIRST - 60, FIRST + 60)).map(({ minute, counters }) => [
        minute - FIRST,
        counters.get(name) ?? 0,
      ]),
  };
}

const CALLS = delivery('/aws/lambda/checkout', [
  [T0, report(1, 5)],
  [T0 + 30_000, report(2, 5)],
  [T0 + 90_000, report(3, 5)],
]);
const WISH: ReadBack = { logGroup: '/aws/lambda/checkout', from: FIRST, to: FIRST + 2 };

it('counts the first line of a new function within a quarter of an hour, and has the sweeper look at it', async () => {
  const { runAt, of, memory, wishes } = stage([CALLS], WISH);
  await runAt(3); // nothing has closed
  expect(await of(checkout)).toEqual([]);
  await runAt(5);
  await runAt(10);
  expect(await of(checkout)).toEqual([
    [0, 2],
    [1, 1],
  ]);
  expect(wishes.size).toBe(0);
  const dirty = await memory.dirty.list(closeOf(FIRST));
  expect(dirty).toEqual([{ series: checkout, minute: slotOf(FIRST) }]);
});

it('is not counted again by what is delivered of it later, nor when it is read back twice', async () => {
  const { runAt, of, deliver, wishes } = stage([CALLS], WISH);
  await runAt(10);
  const counted = await of(checkout);
  await deliver(CALLS);
  expect(await of(checkout)).toEqual(counted);
  wishes.set(WISH.logGroup, WISH);
  await runAt(15);
  expect(await of(checkout)).toEqual(counted);
});

it('takes in what the filter delivered of the same minute', async () => {
  const { runAt, of, deliver } = stage([CALLS], WISH);
  await deliver({ ...CALLS, events: CALLS.events.slice(1) });
  expect(await of(checkout)).toEqual([
    [0, 1],
    [1, 1],
  ]);
  await runAt(15);
  expect(await of(checkout)).toEqual([
    [0, 2],
    [1, 1],
  ]);
});

it('finds every function of a shared log group, and its logins', async () => {
  const names = Array.from({ length: 21 }, (_, index) => `f${index}`);
  const batches = names.map((name, index) => delivery('/shop/all', [[T0, report(index, 5)]], STREAM(name)));
  const tries = delivery('/shop/all', [[T0, failedLogin('p1', '192.0.2.7')]], STREAM('f0'));
  const { runAt, of } = stage([...batches, tries], { ...WISH, logGroup: '/shop/all' });
  await runAt(10);
  for (const name of names) expect(await of({ kind: 'function', name })).toEqual([[0, 1]]);
  expect(await of({ ...login, name: '/shop/all' }, COUNTER.failures)).toEqual([[0, 1]]);
});

it('writes nothing for minutes without anything to count, and is through with a log group that is gone', async () => {
  const quiet = delivery('/aws/lambda/checkout', [[T0, 'a line of the application']]);
  const { runAt, of, wishes } = stage([quiet], WISH);
  await runAt(10);
  expect([await of(checkout), wishes.size]).toEqual([[], 0]);
  const gone = stage([], WISH);
  expect(await gone.runAt(10)).toMatchObject({ finished: 1, minutes: 0 });
});

it('reads an hour in pieces, and goes on where it stopped', async () => {
  const hour = delivery(
    '/aws/lambda/checkout',
    Array.from({ length: 60 }, (_, index) => [T0 + index * MINUTE_MS, report(index, 5)] as const),
  );
  const { runAt, of, wishes } = stage([hour], { ...WISH, to: FIRST + 59 });
  await runAt(30);
  expect(wishes.get(WISH.logGroup)?.from).toBe(FIRST + 27);
  await runAt(70);
  expect(await of(checkout)).toEqual(Array.from({ length: 60 }, (_, index) => [index, 1]));
  expect(wishes.size).toBe(0);
});
