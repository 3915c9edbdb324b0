import fc from 'fast-check';
import { createMemory } from '../../adapters/memory';
import { emptyRecent } from '../../core/baseline/fold';
import { hourOf } from '../../core/baseline/hour';
import { hourDue } from '../../core/baseline/pending-hours';
import type { FunctionRecent } from '../../core/baseline/recent';
import { foldMinutes } from '../../core/fold-minutes';
import { defaultRules, type Rules } from '../../core/detect/rules';
import { closeOf, dueMinute, MINUTE_MS, slotOf, type Minute } from '../../core/state/minute';
import { createSweeper } from '../../lambda/sweeper/sweeper';
import { calls, checkout, login, logins, many } from './minutes';

const START = 29_030_400; // a full hour
const HOURS = 8;

interface Counted {
  readonly minute: Minute;
  readonly countedAt: Minute;
  readonly ms: number;
}

const QUIET = Object.fromEntries(
  Object.entries(defaultRules).map(([kind, rule]) => [kind, { ...rule, enabled: false }]),
) as unknown as Rules;

/** Counts and sweeps as the clock goes, and gives what is usual in the end. */
async function play(counted: readonly Counted[], isSweptAt: (minute: Minute) => boolean) {
  const memory = createMemory();
  let now = START;
  const sweep = createSweeper({ ...memory, rules: QUIET, now: () => now * MINUTE_MS });
  let writes = 0;
  const write = memory.usual.writeProfile.bind(memory.usual);
  memory.usual.writeProfile = (...args) => {
    writes += 1;
    return write(...args);
  };
  let guard = 0;
  const end = START + (HOURS + 3) * 60;
  for (now = START; now <= end; now += 1) {
    for (const { minute, ms } of counted.filter(({ countedAt }) => countedAt === now)) {
      for (const [series, { counters, sketches }] of [
        [checkout, calls(minute, [ms, ms, ms * 2])],
        [login, logins(minute, 5, ms % 5)],
      ] as const) {
        guard += 1;
        const due = dueMinute(minute, now * MINUTE_MS);
        const isLate = due > closeOf(minute);
        await memory.dirty.add(series, isLate ? minute : slotOf(minute), due);
        const parts = [{ guard: guard.toString(16).padStart(16, '0'), counters, sketches }];
        await memory.buckets.add({ series, minute, shard: 0, parts, ...(isLate && { lateDue: due }) });
      }
    }
    if (now === START || now === end || isSweptAt(now)) await sweep();
  }
  const of = async (series: typeof checkout) => {
    // How often it was written, and how far the sweeper came, are of the sweeps.
    const recent = { ...(await memory.usual.read(series))!, rev: 0, foldedDue: 0, hourly: undefined };
    return { recent, profile: { ...(await memory.usual.readProfile(series))!, rev: 0 } };
  };
  return { usual: [await of(checkout), await of(login)], writes };
}

const counted = fc.array(
  fc.record({
    at: fc.nat(HOURS * 60 - 1),
    // Mostly in time, some in the hour after, some much later.
    after: fc.oneof({ weight: 6, arbitrary: fc.nat(2) }, fc.nat(90), fc.integer({ min: 180, max: 240 })),
    ms: fc.integer({ min: 1, max: 900 }),
  }),
  { minLength: 3, maxLength: 60 },
);

describe('folding', () => {
  it('gives the same whenever it is swept: it is a function of the closed buckets, in the order in which they fell due', async () => {
    await fc.assert(
      fc.asyncProperty(counted, fc.array(fc.nat((HOURS + 3) * 60), { maxLength: 12 }), async (made, sweeps) => {
        const all = made.map(({ at, after, ms }) => ({ minute: START + at, countedAt: START + at + after, ms }));
        const swept = new Set(sweeps.map((each) => START + each));
        const each = await play(all, () => true);
        const some = await play(all, (minute) => swept.has(minute));
        expect(some.usual).toEqual(each.usual);
        const learned = (await play(all, (minute) => minute % 7 === 0)).usual;
        expect(learned).toEqual(each.usual);
      }),
      { seed: 11, numRuns: 12 },
    );
  });

  it('learns every call once, however late it came', async () => {
    const all = many(30, (i) => ({ minute: START + i * 7, countedAt: START + i * 7 + (i % 3) * 40, ms: 250 }));
    const again = all.map((each) => ({ ...each, countedAt: each.countedAt + 61 }));
    const { usual, writes } = await play([...all, ...again], () => true);
    const { recent } = usual[0] as unknown as { readonly recent: FunctionRecent };
    expect(recent.calls).toBe(30 * 2 * 3);
    expect(recent.minutes).toBe(30);
    // Two series; 30 minutes lie in four hours: one write of the profile an hour.
    expect(writes).toBe(2 * 4);
  });

  it('learns the last hour although nothing comes after it', async () => {
    const { usual } = await play([{ minute: START + 5, countedAt: START + 5, ms: 250 }], () => true);
    expect(usual.map(({ profile }) => [profile.hours, profile.learnedTo])).toEqual([
      [1, hourOf(START)],
      [1, hourOf(START)],
    ]);
  });

  it('passes the minutes of a trouble over, in what is usual lately and in the profile', async () => {
    const memory = createMemory();
    const add = async (minute: Minute, ms: number) => {
      const { counters, sketches } = calls(minute, [ms]);
      const parts = [{ guard: minute.toString(16).padStart(16, '0'), counters, sketches }];
      await memory.buckets.add({ series: checkout, minute, shard: 0, parts });
    };
    for (let minute = START; minute < START + 60; minute += 1) await add(minute, minute < START + 30 ? 250 : 9000);
    const slots = many(12, (slot) => ({ minute: START + slot * 5, due: closeOf(START + slot * 5) }));
    await foldMinutes(checkout, slots.slice(0, 6), START + 37, 'none', memory);
    await foldMinutes(checkout, slots.slice(6), START + 67, 'frozen', memory);
    const wake = { minute: START, due: hourDue(checkout, hourOf(START)) };
    await foldMinutes(checkout, [wake], wake.due, 'none', memory);
    const recent = (await memory.usual.read(checkout)) as FunctionRecent;
    expect(recent.minutes).toBe(30);
    const profile = (await memory.usual.readProfile(checkout))!;
    expect(profile.hours).toBe(1);
    expect(recent.pending).toEqual([]);
    expect(recent.durations).toHaveLength(1);
  });

  it('keeps what is usual lately within 1 KB, whatever comes and however late', async () => {
    const made = many(400, (i) => ({
      minute: START + ((i * 13) % (HOURS * 60)),
      countedAt: START + ((i * 13) % (HOURS * 60)) + (i % 5) * 20,
      ms: 0.2 * 1.09 ** (i % 175),
    }));
    const { usual } = await play(made, () => true);
    const lately = {
      ...(usual[0]!.recent as unknown as FunctionRecent),
      rev: 999_999,
      hourly: { hour: 483_840, levels: [1, 2].map(() => [12_300, 123_000, 456_000] as const) },
      pending: [1, 2, 3].map((hour) => ({ hour: 483_840 + hour, passed: hour === 1 ? 'fffffffffffffff' : '' })),
      accepted: [['cold-start-surge', START] as const],
      adopted: { at: START, fromMs: 123.456789012345, toMs: 1234.56789012345, isAccepted: false },
    };
    expect(Object.keys(lately)).toEqual(expect.arrayContaining(Object.keys(emptyRecent(checkout, START))));
    expect(JSON.stringify(lately).length).toBeLessThanOrEqual(1000);
  });
});
