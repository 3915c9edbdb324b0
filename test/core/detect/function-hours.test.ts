/** The detectors that know what is usual at this hour of the week. */
import { emptyProfile, type Profile } from '../../../core/baseline/profile';
import type { UsualFigure, UsualHour } from '../../../core/baseline/usual-by-hour';
import { findColdStartSurge } from '../../../core/detect/cold-start-surge';
import { findCostSpike } from '../../../core/detect/cost-spike';
import { findErrorBurst } from '../../../core/detect/error-burst';
import { findGoneSilent } from '../../../core/detect/gone-silent';
import { findInvocationSurge } from '../../../core/detect/invocation-surge';
import { judge } from '../../../core/detect/judge';
import { newVersionIn } from '../../../core/detect/new-version';
import { defaultRules } from '../../../core/detect/rules';
import { windowOf } from '../../../core/detect/window';
import { hourOf } from '../../../core/baseline/hour';
import type { Bucket } from '../../../core/state/bucket';
import { startOf } from '../../../core/state/minute';
import { calls, checkout, many } from '../minutes';

/** Half past some hour. */
const NOW = 29_000_010;

const about = (usual: number): UsualFigure => ({ usual, low: usual * 0.9, high: usual * 1.1, restsOn: 'hour of week' });

const minute = (at: number, counters: Record<string, number>): Bucket => calls(at, [], { n: 0, ...counters });

describe('error-burst', () => {
  const rule = defaultRules['error-burst'];
  const known: UsualHour = { calls: about(600), failures: about(6) };
  const find = (usual: UsualHour, buckets: Bucket[]) =>
    findErrorBurst(checkout, usual, windowOf(buckets, NOW, rule.windowMinutes), rule, () => undefined);
  const failing = (minutes: number, n: number, er: number) =>
    many(minutes, (i) =>
      calls(
        NOW - i,
        many(n - er, () => 20),
        { n, er },
      ),
    );

  it.each<[string, UsualHour, Bucket[], boolean]>([
    ['a usual share is none', known, failing(10, 100, 1), false],
    ['twice the usual share is none', known, failing(10, 100, 2), false],
    ['four errors in a row are none', known, failing(1, 4, 4), false],
    ['a fifth of the calls is one', known, failing(6, 10, 2), true],
    ['a fifth of the calls is one where nothing is known', {}, failing(10, 20, 4), true],
    ['a fifth is none where a fifth is usual', { calls: about(600), failures: about(120) }, failing(10, 20, 4), false],
    ['calls that only ever fail are told by another', {}, failing(10, 5, 5), false],
  ])('%s', (_, usual, buckets, opens) => expect((find(usual, buckets)?.ratio ?? 0) >= 1).toBe(opens));

  it('names the error types and is critical where half the calls fail', () => {
    const buckets = many(10, (i) => calls(NOW - i, [20, 20], { n: 12, er: 10, 'e:TypeError': 7, 'e:other': 3 }));
    expect(find(known, buckets)).toMatchObject({
      severity: 'critical',
      evidence: {
        errors: 100,
        calls: 120,
        types: [
          { type: 'TypeError', errors: 70 },
          { type: 'other', errors: 30 },
        ],
      },
    });
  });
});

describe('invocation-surge', () => {
  const rule = defaultRules['invocation-surge'];
  const find = (usual: UsualHour, perMinute: number) =>
    findInvocationSurge(
      checkout,
      usual,
      windowOf(
        many(10, (i) => minute(NOW - i, { n: perMinute })),
        NOW,
        10,
      ),
      rule,
    );

  it.each<[string, UsualHour, number, boolean]>([
    ['six times the usual is one', { calls: about(6000) }, 600, true],
    ['five times is not above the upper end', { calls: about(6000) }, 500, false],
    ['many times the usual of few calls is none', { calls: about(6) }, 60, false],
    ['nothing is said where nothing is known', {}, 6000, false],
  ])('%s', (_, usual, perMinute, opens) => expect((find(usual, perMinute)?.ratio ?? 0) >= 1).toBe(opens));
});

describe('cold-start-surge', () => {
  const rule = defaultRules['cold-start-surge'];
  const usual: UsualHour = { calls: about(6000), coldStarts: about(60) };
  const find = (n: number, cs: number) =>
    findColdStartSurge(
      checkout,
      usual,
      windowOf(
        many(15, (i) => minute(NOW - i, { n, cs, iu: cs * 800_000 })),
        NOW,
        15,
      ),
      rule,
    );

  it.each([
    ['the usual share is none', 100, 1, false],
    ['a tenth of the calls is none', 100, 10, false],
    ['half of the calls is one', 20, 10, true],
    ['few calls are none', 2, 1, false],
  ])('%s', (_, n, cs, opens) => expect((find(n, cs)?.ratio ?? 0) >= 1).toBe(opens));

  it('says how long one takes', () => {
    expect(find(20, 10)?.evidence).toMatchObject({ initMs: 800, coldStarts: 150, calls: 300, usualShare: 0.011 });
  });
});

describe('cost-spike', () => {
  const rule = defaultRules['cost-spike'];
  /** An hour of 36,000 calls of 100 ms with 1,024 MB: 3,600 GB-seconds. */
  const usual: UsualHour = { calls: about(36_000), billedMs: about(3_600_000), billedMbMs: about(3_600_000 * 1024) };
  const find = (perMinute: { calls: number; ms: number; mb: number }, known = usual) => {
    const { calls: n, ms, mb } = perMinute;
    const buckets = many(15, (i) => minute(NOW - i, { n, bm: n * ms, gm: n * ms * mb }));
    return findCostSpike(checkout, known, windowOf(buckets, NOW, 15), rule, { region: 'us-east-1' });
  };

  it.each([
    ['the usual cost is none', { calls: 600, ms: 100, mb: 1024 }, false],
    ['twice the usual is within what is borne', { calls: 1200, ms: 100, mb: 1024 }, false],
    ['four times as many calls are one', { calls: 2400, ms: 100, mb: 1024 }, true],
    ['four times as long calls are one', { calls: 600, ms: 400, mb: 1024 }, true],
    ['four times as much memory is one', { calls: 600, ms: 100, mb: 4096 }, true],
  ])('%s', (_, seen, opens) => expect((find(seen)?.ratio ?? 0) >= 1).toBe(opens));

  it.each([
    ['three times the calls are dear though each is a third shorter than usual', 1800, true],
    ['two and a half times are borne then', 1500, false],
  ])('%s', (_, each, opens) => {
    const large: UsualHour = { ...usual, billedMbMs: about(3_600_000 * 4096) };
    expect((find({ calls: each, ms: 66, mb: 4096 }, large)?.ratio ?? 0) >= 1).toBe(opens);
  });

  it('says nothing of cents', () => {
    const small: UsualHour = { calls: about(360), billedMs: about(36_000), billedMbMs: about(36_000 * 128) };
    expect(find({ calls: 60, ms: 100, mb: 128 }, small)).toBeUndefined();
  });

  it.each([
    ['ten dollars an hour are told while nothing usual is known', 10.5, 'warning'],
    ['nine dollars are not', 9, undefined],
  ])('%s', (_, usdAnHour, severity) => {
    const found = find({ calls: 10, ms: (usdAnHour / 60 / 0.0000166667 / 10) * 1000, mb: 1024 }, {});
    expect(found?.ratio).toBeCloseTo(usdAnHour / 10, 2);
    expect((found?.ratio ?? 0) >= 1 ? found?.severity : undefined).toBe(severity);
    expect(found?.evidence).toMatchObject({ usdAnHour: expect.closeTo(usdAnHour, 2) });
    expect(found?.evidence).not.toHaveProperty('usualUsdAnHour', expect.anything());
  });

  it('says how many calls are usually under way at once', () => {
    // An hour of work is done in an hour.
    expect(find({ calls: 2400, ms: 100, mb: 1024 })?.evidence).toMatchObject({ usualCallsAtOnce: 1 });
  });

  it('splits the cost into its causes and projects it to the end of the month', () => {
    const evidence = find({ calls: 2400, ms: 100, mb: 1024 })?.evidence;
    expect(evidence).toMatchObject({
      moreCalls: expect.closeTo(4, 5),
      longerCalls: expect.closeTo(1, 5),
      moreMemory: expect.closeTo(1, 5),
    });
    // 14,400 GB-seconds at $0.0000166667 and 144,000 requests at $0.20 a million.
    expect(evidence).toMatchObject({ usdAnHour: expect.closeTo(0.2688, 4), usualUsdAnHour: expect.closeTo(0.0672, 4) });
    const monthEnds = Date.UTC(new Date(startOf(NOW)).getUTCFullYear(), new Date(startOf(NOW)).getUTCMonth() + 1, 1);
    const hours = (monthEnds - startOf(NOW)) / 3_600_000;
    expect(evidence).toMatchObject({ extraUsdThisMonth: expect.closeTo((0.2688 - 0.0672) * hours, 1) });
  });
});

describe('gone-silent', () => {
  const rule = defaultRules['gone-silent'];
  const always: UsualHour = {
    calls: about(6000),
    activeMinutes: { usual: 60, low: 57, high: 60, restsOn: 'hour of week' },
  };
  const findIn = (usualIn: (hour: number) => UsualHour, silentMinutes: number, ranAlways = true) => {
    const minutes = rule.windowMinutes;
    const buckets = many(minutes, (i) => minute(NOW - i, { n: 10 })).filter(
      (each) => each.minute < NOW - silentMinutes,
    );
    return findGoneSilent(checkout, usualIn, windowOf(buckets, NOW, minutes), rule, ranAlways);
  };
  const find = (usual: UsualHour, silentMinutes: number, ranAlways = true) =>
    findIn(() => usual, silentMinutes, ranAlways);
  const exactly = (usual: number): UsualFigure => ({ usual, low: usual, high: usual, restsOn: 'hour of week' });
  const minutesNeeded = (usualIn: (hour: number) => UsualHour): number | undefined =>
    many(rule.windowMinutes, (i) => i).find((silent) => (findIn(usualIn, silent)?.ratio ?? 0) >= 1);
  const neededFor = (activeMinutes: number, callsAnHour: number) =>
    minutesNeeded(() => ({ activeMinutes: exactly(activeMinutes), calls: exactly(callsAnHour) }));

  it.each<[string, UsualHour, number, boolean, boolean]>([
    ['a function that is called is not silent', always, 0, true, false],
    ['four minutes are not enough', always, 4, true, false],
    ['five minutes are', always, 5, true, true],
    ['a function that rests at times is left alone', always, 14, false, false],
    [
      'one called every third minute may rest for half an hour',
      { ...always, activeMinutes: about(20) },
      30,
      true,
      false,
    ],
    ['… and not for three quarters', { ...always, activeMinutes: about(20) }, 45, true, true],
    ['one called every tenth minute is left alone', { ...always, activeMinutes: about(6) }, 59, true, false],
    ['nothing is said where nothing is known', {}, 15, true, false],
  ])('%s', (_, usual, silentMinutes, ranAlways, opens) =>
    expect((find(usual, silentMinutes, ranAlways)?.ratio ?? 0) >= 1).toBe(opens),
  );

  it('waits longer for a function with fewer calls', () => {
    expect([6000, 60, 30, 20].map((calls) => neededFor(50, calls))).toEqual([8, 14, 28, 42]);
  });

  it('misses one that something calls each minute as soon as lines cannot be late any more', () => {
    expect(neededFor(60, 60)).toBe(5);
  });

  it('waits longer for a function with fewer busy minutes', () => {
    expect([60, 45, 36, 30].map((active) => neededFor(active, 6000))).toEqual([5, 11, 16, 21]);
  });

  it('counts each silent minute as its own hour has it, and no more than 5/3 as the hours beside do', () => {
    const calm: UsualHour = { activeMinutes: exactly(40), calls: exactly(60) };
    const calmIn = (...hours: readonly number[]) =>
      minutesNeeded((hour) => (hours.includes(hour - hourOf(NOW)) ? calm : always));
    // A call a minute is missed there.
    expect([calmIn(), calmIn(0), calmIn(-1), calmIn(1), calmIn(-2)]).toEqual([5, 14, 9, 9, 5]);
    // Where the next hour is one of rest, five minutes of the hour before must be missed as well.
    expect(minutesNeeded((hour) => (hour === hourOf(NOW) + 1 ? {} : always))).toBe(35);
  });
});

describe('new-version', () => {
  const profile: Profile = {
    ...emptyProfile('function', hourOf(NOW) - 1000),
    versions: [
      { version: '11', sinceHour: hourOf(NOW) - 500 },
      { version: '12', sinceHour: hourOf(NOW) - 1 },
    ],
  };
  const seen = (counters: Record<string, number>) => windowOf([minute(NOW, counters)], NOW, 10);

  it.each<[string, Record<string, number>, string | undefined]>([
    ['none where nothing is published', {}, undefined],
    ['none where the old one runs', { v11: 9, v12: 2 }, undefined],
    ['the one that runs since an hour', { v11: 2, v12: 9 }, '12'],
    ['one never seen before', { v13: 9, v12: 2 }, '13'],
  ])('%s', (_, counters, version) => expect(newVersionIn(seen(counters), profile)).toBe(version));

  it('is none where nothing is learned yet', () => expect(newVersionIn(seen({ v13: 9 }), undefined)).toBeUndefined());
});

it('judges a function of which nothing is known yet', () => {
  const buckets = many(10, (i) => minute(NOW - i, { n: 20, er: 4, d70: 16 }));
  const found = judge({ subject: checkout, buckets, recent: undefined, profile: undefined, last: NOW }, defaultRules);
  expect(found.map(({ kind, ratio }) => [kind, ratio >= 1])).toEqual([['error-burst', true]]);
});
