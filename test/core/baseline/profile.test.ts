import fc from 'fast-check';
import { driftOf } from '../../../core/baseline/day-ring';
import type { HourFigures } from '../../../core/baseline/figures';
import { learnHour } from '../../../core/baseline/learn-hour';
import { learningOf } from '../../../core/baseline/learning';
import { emptyProfile, type Profile } from '../../../core/baseline/profile';
import { usualHour, usualWeek } from '../../../core/baseline/usual-by-hour';
import { callsOf, createNoise, learnHours, MONDAY, nothingKnown } from './made-hours';

const DAY = 24;
const WEEK = 7 * DAY;

const medianAt = (profile: Profile, hour: number) => usualHour(profile, MONDAY + hour).medianMs!;

/** Calls around `medianMs`, 3 % from hour to hour. */
const around = (medianMs: number, seed = 1) => {
  const noise = createNoise(seed);
  return () => medianMs * Math.exp(0.03 * noise());
};

describe('what is usual by hour of week', () => {
  it.each([
    ['nothing before two hours agreed', 1, undefined],
    ['all hours on the first day', 12, 'all hours'],
    ['its hour of the day after two days', 2 * DAY, 'hour of day'],
    ['its hour of the week after two weeks', 2 * WEEK, 'hour of week'],
  ])('rests on %s', (_, hours, restsOn) => {
    const profile = learnHours(nothingKnown(), hours, around(250));
    expect(usualHour(profile, MONDAY + WEEK + 3).medianMs?.restsOn).toBe(restsOn);
  });

  it('is what an hour showed, within its noise, for each hour its own', () => {
    const noise = createNoise(2);
    const nightly = (hour: number) => (hour % DAY === 3 ? 900 : 250) * Math.exp(0.03 * noise());
    const profile = learnHours(nothingKnown(), 6 * WEEK, nightly);
    const week = usualWeek(profile, 'medianMs');
    expect(week).toHaveLength(WEEK);
    for (const [hour, figure] of week.entries()) {
      const expected = hour % DAY === 3 ? 900 : 250;
      expect(Math.abs(Math.log(figure!.usual / expected))).toBeLessThan(0.08);
      expect(figure!.low).toBeLessThan(figure!.usual);
      expect(figure!.high).toBeGreaterThan(figure!.usual);
    }
  });

  it('leaves out what nothing was seen of, and keeps a zero that was seen', () => {
    const { initMs: _, ...seen } = callsOf(250);
    let profile = nothingKnown();
    for (let hour = 0; hour < 5; hour += 1) {
      profile = learnHour(profile, {
        hour: MONDAY + hour,
        figures: seen,
        medianMs: 250,
        version: undefined,
        trouble: 'none',
      });
    }
    const usual = usualHour(profile, MONDAY + 5);
    expect(usual.initMs).toBeUndefined();
    expect(usual.failures?.usual).toBe(0);
  });

  it('changes nothing for an hour that was learned, or comes out of order', () => {
    const profile = learnHours(nothingKnown(), 5, around(250));
    expect(learnHours(profile, 5, around(9000))).toBe(profile);
  });

  it('takes no more than 16 KB after a year of anything', () => {
    const figures = fc.record({
      calls: fc.double({ min: 0, max: 1e12, noNaN: true }),
      failures: fc.double({ min: 0, max: 1e12, noNaN: true }),
      coldStarts: fc.nat(1e9),
      medianMs: fc.double({ min: 0, max: 1e9, noNaN: true }),
      p95Ms: fc.double({ min: 0, max: 1e9, noNaN: true }),
      p99Ms: fc.double({ min: 0, max: 1e9, noNaN: true }),
      initMs: fc.option(fc.double({ min: 0, max: 1e9, noNaN: true }), { nil: undefined }),
      memoryMb: fc.option(fc.nat(10_240), { nil: undefined }),
      billedMs: fc.double({ min: 0, max: 1e15, noNaN: true }),
      billedMbMs: fc.double({ min: 0, max: 1e18, noNaN: true }),
      attempts: fc.nat(1e9),
      failedLogins: fc.nat(1e9),
      unknownAccountShare: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.constantFrom('function' as const, 'login-source' as const),
        fc.array(figures, { minLength: 5, maxLength: 40 }),
        fc.nat(1000),
        (kind, some, seed) => {
          const noise = createNoise(seed);
          let profile = emptyProfile(kind, MONDAY - 1);
          for (let hour = 0; hour < 52 * WEEK; hour += 1) {
            const seen = some[Math.floor(Math.abs(noise()) * 1000) % some.length] as HourFigures;
            const version = String(10 ** 17 + (hour >> 2));
            profile = learnHour(profile, {
              hour: MONDAY + hour,
              figures: seen,
              medianMs: seen.medianMs,
              version,
              trouble: 'none',
            });
          }
          expect(JSON.stringify(profile).length).toBeLessThanOrEqual(16_000);
          for (const figure of Object.values(usualHour(profile, MONDAY)))
            expect(figure.usual).toBeGreaterThanOrEqual(0);
        },
      ),
      { seed: 7, numRuns: 2 },
    );
  });
});

describe('poisoning', () => {
  it.each([0.3, 0.5, 1, 1.5, 2, 3, 8])(
    'moves next week by no more than 5 %% when one hour took ten times as long, after %f weeks',
    (weeks) => {
      const spikeAt = Math.round(weeks * WEEK);
      const before = learnHours(nothingKnown(), spikeAt, around(250));
      const calm = around(250, 3);
      const [spiked, steady] = [2500, 250].map((medianMs) => {
        const hour = learnHours(before, 1, () => medianMs, { from: spikeAt });
        return learnHours(hour, WEEK - 1, calm, { from: spikeAt + 1 });
      });
      const moved = medianAt(spiked!, spikeAt + WEEK).usual / medianAt(before, spikeAt + WEEK).usual;
      expect(Math.abs(moved - 1)).toBeLessThanOrEqual(0.05);
      expect(spiked!.adopted).toEqual(steady!.adopted);
    },
  );

  it('gives up a level that was learned from one bad hour as soon as the next disagrees', () => {
    const calm = around(250);
    const profile = learnHours(nothingKnown(), 2 * DAY, (hour) => (hour === 0 ? 2500 : calm()));
    expect(medianAt(profile, 2 * DAY).usual).toBeLessThan(270);
  });

  it('does not follow a level that lasts six hours', () => {
    const before = learnHours(nothingKnown(), 4 * WEEK, around(250));
    const after = learnHours(before, 6, around(900), { from: 4 * WEEK });
    expect(medianAt(after, 5 * WEEK).usual / 250).toBeLessThan(1.08);
    expect(after.adopted).toEqual([]);
  });
});

describe('a lasting shift', () => {
  const known = learnHours(nothingKnown(), 4 * WEEK, around(250));

  it('is adopted once, after a day', () => {
    const nearly = learnHours(known, DAY - 1, around(400), { from: 4 * WEEK });
    expect(nearly).toMatchObject({ adopted: [], candidate: { hours: DAY - 1 } });
    const after = learnHours(nearly, 2 * WEEK, around(400, 5), { from: 4 * WEEK + DAY - 1 });
    expect(after.adopted).toHaveLength(1);
    expect(after.adopted[0]).toMatchObject({ hour: MONDAY + 4 * WEEK + DAY - 1, why: 'held' });
    expect(medianAt(after, 6 * WEEK).usual / 400).toBeCloseTo(1, 0);
    expect(Math.abs(Math.log(medianAt(after, 6 * WEEK).usual / 400))).toBeLessThan(0.08);
  });

  it('is not adopted while it comes and goes', () => {
    const [low, high] = [around(250), around(400)];
    const after = learnHours(known, WEEK, (hour) => (hour % 6 === 0 ? low() : high()), { from: 4 * WEEK });
    expect(after.adopted).toEqual([]);
  });

  it.each([
    ['after three hours where a new version went out just before it', 3, 0, 1],
    ['never within two hours of it', 2, 0, 0],
    ['not so soon where the new version is older', 3, -8, 0],
  ])('is adopted %s', (_, hours, wentOut, adopted) => {
    const version = (hour: number) => (hour < 4 * WEEK + wentOut ? '41' : '42');
    const before = learnHours(nothingKnown(), 4 * WEEK, around(250), { version });
    const after = learnHours(before, hours, around(400), { from: 4 * WEEK, version });
    expect(after.adopted.map(({ why }) => why)).toEqual(Array.from({ length: adopted }, () => 'version'));
  });

  it('is not adopted while an alert is open, for three days; then at once, if it has held a day', () => {
    const trouble = (hour: number) => (hour < 4 * WEEK + 72 ? ('frozen' as const) : ('thawed' as const));
    const frozen = learnHours(known, 72, around(900), { from: 4 * WEEK, trouble });
    expect(frozen.adopted).toEqual([]);
    expect(medianAt(frozen, 5 * WEEK)).toEqual(medianAt(known, 5 * WEEK));
    const thawed = learnHours(frozen, DAY, around(900, 4), { from: 4 * WEEK + 72, trouble });
    expect(thawed.adopted).toHaveLength(1);
    expect(thawed.adopted[0]!.hour).toBe(MONDAY + 4 * WEEK + 72);
  });
});

describe('a slow change', () => {
  it('of 1 % a day is noticed within five weeks, and stays noticed for sixty days', () => {
    const noise = createNoise(9);
    const ramp = (hour: number) => 250 * 1.01 ** Math.floor(hour / DAY) * Math.exp(0.03 * noise());
    let profile = nothingKnown();
    const ratios: number[] = [];
    const sure: number[] = [];
    for (let day = 0; day < 60; day += 1) {
      profile = learnHours(profile, DAY, ramp, { from: day * DAY });
      ratios.push(driftOf(profile)?.ratio ?? 0);
      sure.push(driftOf(profile)?.sureRatio ?? 0);
    }
    expect(ratios.slice(0, 27).every((ratio) => ratio === 0)).toBe(true); // nothing to compare with yet
    expect(Math.min(...ratios.slice(35))).toBeGreaterThan(1.2);
    expect(Math.max(...sure.slice(35, 45))).toBeGreaterThan(1.25);
  });

  it('is not seen where there is none, weekends and gaps included', () => {
    const noise = createNoise(10);
    const weekly = (hour: number) => (hour % WEEK >= 5 * DAY ? 180 : 250) * Math.exp(0.1 * noise());
    const first = learnHours(nothingKnown(), 4 * WEEK, weekly);
    const profile = learnHours(first, 5 * WEEK, weekly, { from: 4 * WEEK + 3 * DAY });
    expect(Math.abs(Math.log(driftOf(profile)!.ratio))).toBeLessThan(Math.log(1.1));
  });

  /** After six weeks, the last three `times` as slow; Sundays are twice as slow as others, and days scatter by so much. */
  const afterSixWeeks = (times: number, scatter: number, seed = 12) => {
    const noise = createNoise(seed);
    const days = Array.from(
      { length: 42 },
      (_, day) => 200 * (day % 7 === 6 ? 2 : 1) * (day < 21 ? 1 : times) * Math.exp(scatter * noise()),
    );
    return driftOf(learnHours(nothingKnown(), 6 * WEEK, (hour) => days[Math.floor(hour / DAY)]!))!;
  };

  it('is sure where each day of the week agrees with the same one before', () => {
    const { ratio, sureRatio } = afterSixWeeks(1.3, 0.01);
    expect(ratio).toBeCloseTo(1.3, 1);
    expect(sureRatio).toBeGreaterThan(1.26);
  });

  it('is no surer than the days agree', () => {
    const drifts = Array.from({ length: 20 }, (_, seed) => afterSixWeeks(1, 0.3, seed));
    expect(drifts.filter(({ ratio }) => ratio >= 1.25).length).toBeGreaterThan(1); // or nothing would be shown
    expect(drifts.filter(({ sureRatio }) => sureRatio >= 1.25)).toEqual([]);
    expect(Math.min(...drifts.map(({ sureRatio }) => sureRatio))).toBe(1);
  });
});

it.each([
  [undefined, 'learning 0 of 7 days'],
  [{ days: 3 }, 'learning 3 of 7 days'],
  [{ days: 7 }, undefined],
])('says how far learning has come: %j, %s', (profile, sentence) => expect(learningOf(profile)).toBe(sentence));
