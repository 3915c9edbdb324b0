import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHasher } from '../../../adapters/hasher';
import type { ReadPage } from '../../../adapters/log-events';
import { createMemory } from '../../../adapters/memory';
import { openCheckpoint } from '../../../cli/learn/checkpoint';
import { learnFromLogs } from '../../../cli/learn/learn-from-logs';
import { defaultRules } from '../../../core/detect/rules';
import { closeOf, MINUTE_MS, minuteOf, slotOf, startOf, type Minute } from '../../../core/state/minute';
import { createSweeper } from '../../../lambda/sweeper/sweeper';
import { report } from '../../core/deliveries';
import { calls, checkout } from '../../core/minutes';

jest.setTimeout(30_000);

const FIRST = 29_400_000; // a minute of 2025
const BEGUN = FIRST + 8 * 60; // when the command is given
const folder = mkdtempSync(join(tmpdir(), 'vigil-learn-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A call in every minute, in the log as in the table: reading the log takes `minutes`. */
async function learn(minutes: number) {
  const clock = { ms: startOf(BEGUN) + 30_000, isRead: false };
  const table = createMemory();
  await count(table, BEGUN - 60, BEGUN + 600);
  const asked: Minute[] = [];
  const readPage: ReadPage = async ({ fromMs, toMs }) => {
    asked.push(minuteOf(toMs));
    const starts = Array.from({ length: (toMs - fromMs) / MINUTE_MS }, (_, at) => fromMs + at * MINUTE_MS);
    const events = starts.map((atMs) => ({
      logStream: 's',
      timestampMs: atMs + 100,
      message: report(minuteOf(atMs), 200),
      id: String(atMs),
    }));
    return { kind: 'page', events, next: undefined };
  };
  const plan = { table: 'T', days: 2, fromMs: startOf(FIRST) };
  const { outcomes } = await learnFromLogs(['/aws/lambda/checkout'], {
    readPage,
    pace: { requestsPerSecond: 1e6, pause: async () => undefined, nowMs: () => clock.ms },
    checkpoint: await openCheckpoint(mkdtempSync(join(folder, 'run-')), plan),
    onProgress({ isDone }) {
      if (isDone) clock.ms += minutes * MINUTE_MS;
    },
    hasher: createHasher('test'),
    sourceOf: () => undefined,
    memory: createMemory(),
    rules: defaultRules,
    ...table,
    nowMs: () => clock.ms,
    replaces: false,
  });
  return { outcomes, table, asked, nowMs: clock.ms };
}

/** As the analyzer would have. */
async function count({ buckets, dirty }: ReturnType<typeof createMemory>, from: Minute, to: Minute): Promise<void> {
  for (let minute = from; minute <= to; minute += 1) {
    const { counters, sketches } = calls(minute, [200]);
    await buckets.add({ series: checkout, minute, shard: 0, parts: [{ guard: 'a', counters, sketches }] });
    await dirty.add(checkout, slotOf(minute), closeOf(minute));
  }
}

/** The first minute that a sweep now leaves for later. */
const openAt = (nowMs: number): Minute => slotOf(minuteOf(nowMs) - 4);

it.each([0, 1, 4, 5, 33, 240])(
  'learns every closed minute once, and the sweeper all after it, where the reading takes %i minutes',
  async (minutes) => {
    const { outcomes, table, asked, nowMs } = await learn(minutes);
    expect(outcomes).toEqual([{ series: checkout, written: { kind: 'written', minutes: openAt(nowMs) - FIRST } }]);
    expect(Math.max(...asked)).toBe(openAt(startOf(BEGUN)));
    expect(await table.usual.read(checkout)).toMatchObject({ rev: 1, foldedDue: minuteOf(nowMs) - 1 });

    await table.usual.writeCursor(BEGUN - 60); // as if it had not swept for an hour before
    const later = minuteOf(nowMs) + 100;
    await createSweeper({ ...table, rules: defaultRules, now: () => startOf(later) })();
    expect(await table.usual.read(checkout)).toMatchObject({ minutes: openAt(startOf(later)) - FIRST });
  },
);

it('leaves the hours that are not due yet to the sweeper', async () => {
  const { table, nowMs } = await learn(0);
  const before = await table.usual.readProfile(checkout);
  expect(before?.hours).toBeGreaterThan(4);
  await table.usual.writeCursor(minuteOf(nowMs) - 1);
  await createSweeper({ ...table, rules: defaultRules, now: () => startOf(minuteOf(nowMs) + 300) })();
  const after = await table.usual.readProfile(checkout);
  expect(after?.hours).toBe(Math.floor((minuteOf(nowMs) + 300 - FIRST - 123) / 60));
});
