import { createHasher } from '../../../adapters/hasher';
import { createMemory, type Memory } from '../../../adapters/memory';
import { countBatches } from '../../../core/count-batches';
import type { LogBatch } from '../../../core/log/batch';
import type { LogRead, LogReader } from '../../../core/recount/ports';
import { COUNTER } from '../../../core/state/counters';
import { MINUTE_MS, minuteOf } from '../../../core/state/minute';
import { createSubjectBudget } from '../../../core/subject-budget';
import { createRecounter } from '../../../lambda/redriver/recounter';
import { delivery, failedLogin, report } from '../../core/deliveries';
import { checkout, login, many } from '../../core/minutes';

const T0 = Date.parse('2026-11-20T14:00:00Z');
const MINUTE = minuteOf(T0);
const hasher = createHasher('pepper of the tests');

/** What stands in the logs, as one delivery each. */
function logOf(...batches: readonly LogBatch[]): LogReader {
  return {
    async read(logGroup, fromMs, toMs): Promise<LogRead> {
      const streams = batches
        .filter((batch) => batch.logGroup === logGroup)
        .map(({ logStream, events }) => ({
          logStream,
          events: events.filter(({ timestampMs }) => timestampMs >= fromMs && timestampMs < toMs),
        }));
      return streams.length === 0 ? { kind: 'not-there' } : { kind: 'read', streams };
    },
  };
}

function stage(log: LogReader, { hasTime = (): boolean => true } = {}) {
  const memory = createMemory();
  const clock = { ms: T0 + 2 * MINUTE_MS };
  const world = { ...memory, hasher, log, hasTime, now: () => clock.ms, budget: createSubjectBudget() };
  const count = async (...batches: LogBatch[]) => (await countBatches(batches, world)).tally;
  const recount = (laterMs: number) => {
    clock.ms = T0 + laterMs;
    return createRecounter(world)();
  };
  return { memory, count, recount };
}

const cut = (batch: LogBatch, from: number, to?: number): LogBatch => ({
  ...batch,
  events: batch.events.slice(from, to),
});
const callsOf = async ({ buckets }: Memory, series = checkout, name: string = COUNTER.calls) =>
  (await buckets.read(series, MINUTE, MINUTE))[0]?.counters.get(name);

const CALLS = delivery(
  '/aws/lambda/checkout',
  many(4, (i) => [T0 + i, report(i, 100 * (i + 1))] as const),
);
const TRIES = delivery(
  '/aws/lambda/login',
  many(4, (i) => [T0 + i, failedLogin(`p${i}`, '192.0.2.7')] as const),
);
const ENDLESS: LogReader = { read: async () => ({ kind: 'too-much' }) };
const HOUR = 60 * MINUTE_MS;

describe('the recounter', () => {
  it('puts right what was counted in two deliveries that overlap, and says so', async () => {
    const { memory, count, recount } = stage(logOf(CALLS, TRIES));
    expect(await count(CALLS, TRIES)).toMatchObject({ counted: 2, overlapping: 0 });
    expect(await count(cut(CALLS, 1), cut(TRIES, 0, 3))).toMatchObject({ counted: 2, overlapping: 2 });
    expect([await callsOf(memory), await callsOf(memory, login, COUNTER.failures)]).toEqual([7, 7]);
    expect(await recount(HOUR)).toMatchObject({ found: 2, mended: 2, left: 0 });
    expect([await callsOf(memory), await callsOf(memory, login, COUNTER.failures)]).toEqual([4, 4]);
    expect(await recount(2 * HOUR)).toMatchObject({ found: 0 });
  });

  it('gives what one exact count gives, and gives it again', async () => {
    const once = createMemory();
    await countBatches([CALLS], { ...once, hasher, now: () => T0, budget: createSubjectBudget() });
    const { memory, count, recount } = stage(logOf(CALLS));
    for (let times = 1; times <= 2; times += 1) {
      await count(cut(CALLS, 0, 2), CALLS);
      await memory.recounts.note({ series: checkout, minute: MINUTE, guards: [], from: [], noticedAtMs: T0 });
      expect(await recount(times * HOUR)).toMatchObject({ mended: 1 });
      const [counted] = await once.buckets.read(checkout, MINUTE, MINUTE);
      expect(await memory.buckets.read(checkout, MINUTE, MINUTE)).toEqual([{ ...counted, isRecounted: true }]);
    }
  });

  it('takes a repeat for counted afterwards, and recounts for a delivery that it has not seen', async () => {
    const late = delivery('/aws/lambda/checkout', [[T0 + 9, report(9, 900)]], '2026/11/20/[$LATEST]'.padEnd(52, 'a'));
    let streams = [CALLS];
    const log: LogReader = { read: (...asked) => logOf(...streams).read(...asked) };
    const { memory, count, recount } = stage(log);
    await count(CALLS, cut(CALLS, 1));
    await recount(HOUR);
    expect(await count(CALLS)).toMatchObject({ counted: 0, repeated: 1, afterRecount: 0 });
    expect(await count(late)).toMatchObject({ counted: 0, afterRecount: 1 });
    expect(await recount(2 * HOUR)).toMatchObject({ mended: 0, left: 1 }); // the log does not show it yet
    expect(await callsOf(memory)).toBe(4);
    streams = [CALLS, late];
    expect(await recount(3 * HOUR)).toMatchObject({ mended: 1 });
    expect(await callsOf(memory)).toBe(5);
    expect(await count(late)).toMatchObject({ counted: 0, repeated: 1, afterRecount: 0 });
  });

  it('sees a call whole whose lines lie in two minutes', async () => {
    const failing = delivery('/aws/lambda/checkout', [
      [T0 - 5, `START RequestId: 00000000-0000-4000-8000-000000000001 Version: $LATEST\n`],
      [T0 - 1, `2026-11-20T13:59:59.999Z 00000000-0000-4000-8000-000000000001 Task timed out after 3.00 seconds\n\n`],
      [T0, report(1, 3000)],
      [T0 + 1, report(2, 10)],
    ]);
    const { memory, count, recount } = stage(logOf(failing));
    await count(failing, cut(failing, 3));
    await recount(HOUR);
    expect([await callsOf(memory), await callsOf(memory, checkout, COUNTER.timeouts)]).toEqual([2, 1]);
  });

  it('reads every log group from which the minute was counted', async () => {
    const stream = `2026/11/20/checkout[$LATEST]${'b'.repeat(32)}`;
    const elsewhere = delivery('/apps/all', [[T0 + 7, report(7, 70)]], stream);
    const { memory, count, recount } = stage(logOf(CALLS, elsewhere));
    await count(CALLS, elsewhere, cut(CALLS, 2));
    expect(await recount(HOUR)).toMatchObject({ mended: 1 });
    expect(await callsOf(memory)).toBe(5);
  });

  it.each([
    ['the log is gone', logOf(), 'its log does not hold all that was counted'],
    ['a part of it is gone', logOf(cut(CALLS, 1)), 'its log does not hold all that was counted'],
    ['it is too long', ENDLESS, 'its log is too long to be read back'],
  ])('changes nothing where %s, and tells it in the end', async (_, log, why) => {
    const { memory, count, recount } = stage(log);
    await count(CALLS, cut(CALLS, 1));
    expect(await recount(HOUR)).toEqual({ found: 1, mended: 0, left: 1, givenUp: 0, whys: [why] });
    expect(await recount(7 * HOUR)).toMatchObject({ left: 0, givenUp: 1 });
    expect(await callsOf(memory)).toBe(7);
    expect(memory.quarantined.map((entry) => entry.why)).toEqual([expect.stringContaining(why)]);
    expect(await recount(8 * HOUR)).toMatchObject({ found: 0 });
  });

  it('gives nothing up because the log cannot be asked, or for want of time', async () => {
    const broken: LogReader = { read: () => Promise.reject(new Error('ThrottlingException')) };
    const { count, recount } = stage(broken);
    await count(CALLS, cut(CALLS, 1));
    expect(await recount(30 * HOUR)).toMatchObject({ left: 1, givenUp: 0, whys: ['ThrottlingException'] });
    const idle = stage(logOf(CALLS), { hasTime: () => false });
    await idle.count(CALLS, cut(CALLS, 1));
    expect(await idle.recount(30 * HOUR)).toMatchObject({ left: 1, givenUp: 0 });
  });

  it('waits until a minute has come to rest', async () => {
    const { count, recount } = stage(logOf(CALLS));
    await count(CALLS, cut(CALLS, 1));
    expect(await recount(8 * MINUTE_MS)).toMatchObject({ left: 1 });
    expect(await recount(9 * MINUTE_MS)).toMatchObject({ mended: 1 });
  });

  it('leaves alone what is counted between reading and setting, and comes back', async () => {
    const { memory, count } = stage(logOf(CALLS));
    await count(cut(CALLS, 0, 2), cut(CALLS, 0, 1));
    const log: LogReader = {
      async read(...asked) {
        await count(cut(CALLS, 2));
        return logOf(CALLS).read(...asked);
      },
    };
    const world = { ...memory, hasher, log, hasTime: () => true, now: () => T0 + HOUR };
    expect(await createRecounter(world)()).toMatchObject({ left: 1, whys: ['a delivery was counted meanwhile'] });
    expect(await callsOf(memory)).toBe(5);
    expect(await createRecounter({ ...world, log: logOf(CALLS) })()).toMatchObject({ mended: 1 });
    expect(await callsOf(memory)).toBe(4);
  });
});
