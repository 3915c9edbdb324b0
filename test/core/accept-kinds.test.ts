import { createMemory } from '../../adapters/memory';
import { acceptAndTell } from '../../cli/accept';
import { wordsOf } from '../../core/alert/words';
import type { Alert } from '../../core/alert/alert';
import { isAcceptable } from '../../core/baseline/accept';
import { emptyRecent, foldParts } from '../../core/baseline/fold';
import type { HourFigures } from '../../core/baseline/figures';
import { learnHour } from '../../core/baseline/learn-hour';
import { emptyProfile } from '../../core/baseline/profile';
import type { Kind } from '../../core/detect/finding';
import { KINDS } from '../../core/detect/kinds';
import { defaultRules } from '../../core/detect/rules';
import { dueMinute, MINUTE_MS, slotOf } from '../../core/state/minute';
import { createSweeper } from '../../lambda/sweeper/sweeper';
import { captureTerminal } from '../cli/capture-terminal';
import { MONDAY } from './baseline/made-hours';
import { calls, checkout, many } from './minutes';

/** A usual minute: ten calls of 100 ms, 10 GB-s. */
const GB_S = 1024 * 1000;
const USUAL = { calls: 10, bm: 1000, gm: 10 * GB_S };
const START = MONDAY * 60;

interface Trouble {
  readonly calls?: number;
  readonly extra?: Readonly<Record<string, number>>;
  /** How much slower the function became each day of the past, as a factor. */
  readonly daily?: number;
}

const WEEKS_KNOWN_HOURS = 6 * 7 * 24;

/** What is known after six weeks in which the function became slower by this factor each day; made once, for it takes a second. */
const sixWeeks = once((daily: number) => {
  const before = MONDAY - WEEKS_KNOWN_HOURS;
  const figures = (hour: number): HourFigures => ({
    calls: 60 * USUAL.calls,
    failures: 1,
    coldStarts: 3,
    medianMs: 100 * daily ** (hour / 24),
    p95Ms: 110 * daily ** (hour / 24),
    p99Ms: 120 * daily ** (hour / 24),
    billedMs: 60 * USUAL.bm,
    billedMbMs: 60 * USUAL.gm,
    activeMinutes: 60,
  });
  let profile = emptyProfile('function', before - 1);
  for (const hour of many(WEEKS_KNOWN_HOURS, (index) => index)) {
    const seen = figures(hour);
    const { medianMs } = seen;
    profile = learnHour(profile, { hour: before + hour, figures: seen, medianMs, version: undefined, trouble: 'none' });
  }
  const ms = figures(WEEKS_KNOWN_HOURS).medianMs!;
  const durations = many(USUAL.calls, () => ms);
  const minutes = many(300, (index) => calls(START - 300 + index, durations));
  return { profile, ms, recent: foldParts(emptyRecent(checkout, START - 300), minutes) };
});

function once<Input, Output>(make: (input: Input) => Output): (input: Input) => Output {
  const made = new Map<Input, Output>();
  return (input) => {
    const known = made.get(input) ?? make(input);
    made.set(input, known);
    return known;
  };
}

/** Six weeks are known; then the function is in trouble for half an hour, and is until the end. */
async function inTrouble({ calls: count = USUAL.calls, extra = {}, daily = 1 }: Trouble) {
  const memory = createMemory();
  const { profile, ms, recent } = sixWeeks(daily);
  await memory.usual.write(checkout, { ...recent, rev: 1, foldedDue: START - 10 }, 0);
  await memory.usual.writeProfile(checkout, { ...profile, rev: 1 }, 0);
  await memory.usual.writeCursor(START - 20);

  let now = START - 15;
  const world = {
    ...memory,
    rules: defaultRules,
    now: () => now * MINUTE_MS,
    pricedBy: async () => ({ region: 'us-east-1' }),
  };
  const sweep = createSweeper(world);
  const told: Alert[] = [];
  const run = async (minutes: number, each: number, more: Readonly<Record<string, number>>) => {
    for (const until = now + minutes; now < until; now += 1) {
      if (each > 0) {
        const { counters, sketches } = calls(
          now,
          many(each, () => ms),
          { bm: USUAL.bm, gm: USUAL.gm, ...more },
        );
        const parts = [{ guard: now.toString(16).padStart(16, '0'), counters, sketches }];
        await memory.buckets.add({ series: checkout, minute: now, shard: 0, parts });
        await memory.dirty.add(checkout, slotOf(now), dueMinute(now, now * MINUTE_MS));
      }
      told.push(...(await sweep()).changes);
    }
  };
  const goOn = (minutes: number) => run(minutes, count, extra);
  await run(15, USUAL.calls, {});
  expect(daily === 1 ? told : []).toEqual([]);
  await goOn(30);
  return { memory, world, told, goOn };
}

const accepted = async (id: string, world: Parameters<typeof acceptAndTell>[1]) => {
  const terminal = captureTerminal();
  const code = await acceptAndTell(id, world, terminal);
  return { code, said: [...terminal.outs, ...terminal.errs].join('\n') };
};

describe('what is accepted', () => {
  it.each<[Kind, Trouble, string]>([
    ['error-burst', { extra: { er: 4 } }, '40 % of calls failing is usual from now on instead of less than 1 %'],
    [
      'cold-start-surge',
      { extra: { cs: 6 } },
      '60 % of calls starting cold is usual from now on instead of less than 1 %',
    ],
    ['invocation-surge', { calls: 200 }, 'about 12,000 calls an hour are usual from now on instead of 600'],
    [
      'cost-spike',
      { extra: { gm: 300 * GB_S } },
      'about 18,000 GB-seconds an hour are usual from now on instead of 600',
    ],
    ['timeouts', { extra: { to: 1 } }, '10 % of calls timing out is usual from now on instead of less than 1 %'],
    [
      'out-of-memory',
      { extra: { om: 2 } },
      '20 % of calls running out of memory is usual from now on instead of less than 1 %',
    ],
    ['gone-silent', { calls: 0 }, 'silence is usual until it is called again'],
    ['slow-drift', { daily: 1.012 }, 'is the level that drifts are measured against from now on instead of 1'],
  ])('%s: becomes usual, its alert ends and says why, and nothing opens anew', async (kind, trouble, said) => {
    const { world, told, goOn } = await inTrouble(trouble);
    const opened = told.filter((alert) => alert.kind === kind);
    expect(opened.map(({ change }) => change)[0]).toBe('open');
    const first = await accepted(opened[0]!.id, world);
    expect(first.said).toContain(said);
    expect(first.code).toBe(0);
    const again = await accepted(opened[0]!.id, world);
    expect(again.said).toContain('checkout: accepted already: ');
    expect(again.said).not.toContain('instead of');
    expect(again.code).toBe(0);
    told.length = 0;
    const acceptedAtMs = world.now();
    await goOn(150);
    const changes = told.filter((alert) => alert.kind === kind && alert.change !== 'update');
    expect(changes.map(({ change, newUsual }) => [change, newUsual])).toEqual([['resolve', 'accepted']]);
    expect(changes[0]!.changedAtMs - acceptedAtMs).toBeLessThanOrEqual(10 * MINUTE_MS);
    expect(wordsOf(changes[0]!).title).toBe('checkout: what was reported is usual from here on');
  });
});

describe('what is not', () => {
  /** Puts an alert of this kind beside those that are open. */
  async function openAnother(
    kind: Kind,
    sinceMinutes: number,
    { memory, world, told }: Awaited<ReturnType<typeof inTrouble>>,
  ) {
    const firstSeenMs = world.now() - sinceMinutes * MINUTE_MS;
    const alert = { ...told[0]!, kind, id: `another-${kind}`, seq: 1, rev: 1, firstSeenMs };
    await memory.alerts.write(alert, 0);
    await memory.alerts.noteOpen(alert);
    return accepted(alert.id, world);
  }

  it('of a kind that is not judged by what is usual: each says why', async () => {
    const stage = await inTrouble({ extra: { er: 4 } });
    const { memory } = stage;
    const known = () => Promise.all([memory.usual.read(checkout), memory.usual.readProfile(checkout)]);
    const before = await known();
    const whys = new Map<Kind, string>();
    for (const kind of KINDS.filter((each) => !isAcceptable(each))) {
      const { code, said } = await openAnother(kind, 30, stage);
      expect([code, said]).toEqual([1, expect.stringContaining(`is ${kind}, and there is nothing to accept: `)]);
      whys.set(kind, said.slice(said.indexOf('accept: ')));
    }
    expect([...whys.keys()].toSorted()).toEqual(
      ['forged-lines', 'login-attack', 'memory-pressure', 'only-failures', 'retries-exhausted'].toSorted(),
    );
    expect(new Set(whys.values()).size).toBe(whys.size);
    expect(await known()).toEqual(before);
  });

  it.each<[string, Kind, number, string]>([
    ['what was seen for ten minutes', 'invocation-surge', 10, 'seen for less than a quarter of an hour'],
    ['what the last hour does not show', 'timeouts', 30, 'shows the new level; try again when it was called'],
    ['what is known for fewer than five weeks', 'slow-drift', 30, 'nothing is known yet of what is usual for checkout'],
  ])('%s', async (_, kind, minutes, why) => {
    const stage = await inTrouble({ extra: { er: 4 } });
    const profile = (await stage.memory.usual.readProfile(checkout))!;
    await stage.memory.usual.writeProfile(checkout, { ...profile, daily: '', rev: profile.rev + 1 }, profile.rev);
    const { code, said } = await openAnother(kind, minutes, stage);
    expect([code, said]).toEqual([1, expect.stringContaining(why)]);
  });
});
