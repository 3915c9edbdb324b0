import { createMemory } from '../../../adapters/memory';
import type { Alert } from '../../../core/alert/alert';
import { usualCalls } from '../../../core/baseline/usual';
import type { FunctionRecent } from '../../../core/baseline/recent';
import type { Kind } from '../../../core/detect/finding';
import { defaultRules } from '../../../core/detect/rules';
import type { Bucket } from '../../../core/state/bucket';
import { closeOf, dueMinute, MINUTE_MS, slotOf } from '../../../core/state/minute';
import type { Series } from '../../../core/state/series';
import { createSweeper } from '../../../lambda/sweeper/sweeper';
import { calls, checkout, many } from '../../core/minutes';

const START = 29_000_000;

/** A sweeper over memory whose clock the test turns. */
function world() {
  const memory = createMemory();
  let now = START * MINUTE_MS;
  let guard = 0;
  let rules = defaultRules;
  let sweep = createSweeper({ ...memory, rules, now: () => now });
  return {
    memory,
    /** Counts a bucket as the analyzer would at this moment. */
    async count(series: Series, bucket: Bucket): Promise<void> {
      guard += 1;
      const parts = [
        { guard: guard.toString(16).padStart(16, '0'), counters: bucket.counters, sketches: bucket.sketches },
      ];
      const { minute } = bucket;
      const due = dueMinute(minute, now);
      const isLate = due > closeOf(minute);
      await memory.dirty.add(series, isLate ? minute : slotOf(minute), due);
      await memory.buckets.add({ series, minute, shard: 0, parts, ...(isLate && { lateDue: due }) });
    },
    async sweepAt(minute: number) {
      now = minute * MINUTE_MS;
      return sweep();
    },
    switchOff(kind: Kind) {
      rules = { ...rules, [kind]: { ...rules[kind], enabled: false } };
      sweep = createSweeper({ ...memory, rules, now: () => now });
    },
    at(minute: number) {
      now = minute * MINUTE_MS;
    },
  };
}

/** Plays minutes of calls through counting and sweeping, and gathers what people are told. */
async function play(minutes: readonly (readonly number[])[], extra: Record<number, Record<string, number>> = {}) {
  const stage = world();
  const told: Alert[] = [];
  for (const [offset, durations] of minutes.entries()) {
    stage.at(START + offset);
    if (durations.length > 0 || extra[offset]) {
      await stage.count(checkout, calls(START + offset, durations, extra[offset]));
    }
    told.push(...(await stage.sweepAt(START + offset)).changes);
  }
  return { told, usual: (await stage.memory.usual.read(checkout)) as FunctionRecent | undefined, memory: stage.memory };
}

const usual = [240, 250, 260, 250];
const slow = [2400, 2500, 2600, 2500];

describe('the sweeper', () => {
  it('learns closed minutes, each once', async () => {
    const { usual: learned } = await play(many(100, () => usual));
    // The last minutes are not due yet: one closes four minutes after it began, and a minute's grace is left.
    expect(learned?.minutes).toBe(95);
    expect(learned?.calls).toBe(95 * 4);
  });

  it('opens an alert when calls turn slow, once, and resolves it when they are usual again', async () => {
    const { told } = await play([...many(120, () => usual), ...many(60, () => slow), ...many(60, () => usual)]);
    expect(told.filter((alert) => alert.change !== 'update').map((alert) => alert.change)).toEqual(['open', 'resolve']);
    expect(told[0]!.openedAtMs - (START + 120) * MINUTE_MS).toBeLessThanOrEqual(5 * MINUTE_MS);
    expect(told[0]!.firstSeenMs).toBe((START + 120) * MINUTE_MS);
  });

  it('does not learn a trouble while it lasts', async () => {
    const before = await play(many(120, () => usual));
    const after = await play([...many(120, () => usual), ...many(200, () => slow)]);
    expect(after.usual!.minutes - before.usual!.minutes).toBeLessThan(8);
  });

  it('says nothing of a function it does not know yet', async () => {
    const { told } = await play([...many(30, () => usual), ...many(60, () => slow)]);
    expect(told).toEqual([]);
  });

  it('tells of a time-out at the next sweep, and resolves it when the window has passed', async () => {
    const { told } = await play([...many(10, () => usual), ...many(40, () => usual)], { 12: { to: 1 } });
    expect(told.map((alert) => [alert.kind, alert.change])).toEqual([
      ['timeouts', 'open'],
      ['timeouts', 'resolve'],
    ]);
  });

  it('resolves an alert of a function that is not called any more', async () => {
    const { told, memory } = await play([...many(10, () => usual), ...many(40, () => [])], { 9: { om: 2 } });
    expect(told.map((alert) => alert.change)).toEqual(['open', 'resolve']);
    expect(await memory.alerts.listOpen()).toEqual([]);
  });

  it('catches up after it did not run, and folds no minute twice', async () => {
    const stage = world();
    await stage.sweepAt(START);
    for (const offset of many(60, (i) => i)) {
      stage.at(START + offset);
      await stage.count(checkout, calls(START + offset, usual));
    }
    await stage.sweepAt(START + 70);
    await stage.sweepAt(START + 71);
    expect((await stage.memory.usual.read(checkout))?.minutes).toBe(60);
  });

  it('repeats nothing when it crashed before it noted how far it came', async () => {
    const stage = world();
    await stage.sweepAt(START);
    for (const offset of many(20, (i) => i)) {
      stage.at(START + offset);
      await stage.count(checkout, calls(START + offset, usual));
    }
    stage.memory.usual.writeCursor = () => Promise.reject(new Error('crashed'));
    await expect(stage.sweepAt(START + 30)).rejects.toThrow('crashed');
    await expect(stage.sweepAt(START + 31)).rejects.toThrow('crashed');
    expect((await stage.memory.usual.read(checkout))?.minutes).toBe(20);
  });

  it('goes on with the others where one series cannot be read', async () => {
    const stage = world();
    await stage.sweepAt(START);
    const other: Series = { kind: 'function', name: 'zebra' };
    for (const offset of many(10, (i) => i)) {
      stage.at(START + offset);
      await stage.count(checkout, calls(START + offset, usual));
      await stage.count(other, calls(START + offset, usual));
    }
    const read = stage.memory.usual.read.bind(stage.memory.usual);
    stage.memory.usual.read = (series) =>
      series.name === 'checkout' ? Promise.reject(new Error('unreadable')) : read(series);
    expect(await stage.sweepAt(START + 20)).toMatchObject({ folded: 10, failed: 2 });
    expect((await read(other))?.minutes).toBe(10);
  });

  it('looks back a day at most after a long pause, for no dirty entry is older', async () => {
    const stage = world();
    await stage.sweepAt(START);
    let lists = 0;
    const list = stage.memory.dirty.list.bind(stage.memory.dirty);
    stage.memory.dirty.list = (due) => {
      lists += 1;
      return list(due);
    };
    await stage.sweepAt(START + 7 * 24 * 60);
    expect(lists).toBeLessThanOrEqual(24 * 60 + 10);
  });

  it('lets an alert resolve whose detector was switched off since', async () => {
    const stage = world();
    await stage.count(checkout, calls(START, [100], { to: 1 }));
    expect((await stage.sweepAt(START)).changes.map(({ change }) => change)).toEqual(['open']);
    stage.switchOff('timeouts');
    await stage.sweepAt(START + 1);
    expect((await stage.sweepAt(START + 5)).changes.map(({ change }) => change)).toEqual(['resolve']);
  });

  it('adopts a level that lasts, once, when its alert has been open for three days, and tells so once', async () => {
    const stage = world();
    const told: Alert[] = [];
    for (let offset = 0; offset < (14 + 76) * 60; offset += 5) {
      const durations = offset < 14 * 60 ? usual : slow;
      for (const minute of [offset, offset + 2]) {
        stage.at(START + minute);
        await stage.count(checkout, calls(START + minute, durations));
      }
      told.push(...(await stage.sweepAt(START + offset + 4)).changes);
    }
    const changes = told.filter(({ change }) => change !== 'update').map(({ change, newUsual }) => [change, newUsual]);
    expect(changes).toEqual([
      ['open', undefined],
      ['resolve', 'lasted'],
    ]);
    const [open, resolve] = [told[0]!, told.at(-1)!];
    const lastedHours = (resolve.changedAtMs - open.openedAtMs) / (60 * MINUTE_MS);
    expect(lastedHours).toBeGreaterThan(72);
    expect(lastedHours).toBeLessThan(76);
    const profile = (await stage.memory.usual.readProfile(checkout))!;
    expect(profile.adopted).toEqual([expect.objectContaining({ why: 'held' })]);
    expect(usualCalls((await stage.memory.usual.read(checkout)) as FunctionRecent)!.medianMs).toBeGreaterThan(2000);
  });

  it('tells of time-outs that come hours late, once and as past', async () => {
    const stage = world();
    stage.at(START + 300);
    for (const minute of [START, START + 1, START + 7])
      await stage.count(checkout, calls(minute, [20], { to: 2, n: 3 }));
    const told: Alert[] = [];
    for (let minute = START + 300; minute < START + 320; minute += 1)
      told.push(...(await stage.sweepAt(minute)).changes);
    expect(told.map(({ change, isLate }) => [change, isLate])).toEqual([
      ['open', true],
      ['resolve', true],
    ]);
    expect(told[0]).toMatchObject({ kind: 'timeouts', firstSeenMs: START * MINUTE_MS });
    expect(told[1]).toMatchObject({ lastSeenMs: (START + 8) * MINUTE_MS - 1, evidence: { timeouts: 6 } });
  });

  it('folds a minute that came late a minute after it came', async () => {
    const stage = world();
    await stage.sweepAt(START);
    stage.at(START);
    await stage.count(checkout, calls(START - 100, usual));
    await stage.sweepAt(START + 2);
    expect((await stage.memory.usual.read(checkout))?.minutes).toBe(1);
  });
});
