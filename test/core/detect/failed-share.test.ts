/** What share of calls fails is read from the memory of the judging core. */
import { emptyProfile, type Profile } from '../../../core/baseline/profile';
import { createRandom } from '../../../cli/demo/random';
import { findErrorBurst } from '../../../core/detect/error-burst';
import { failedShareOf } from '../../../core/detect/failed-share';
import { defaultRules } from '../../../core/detect/rules';
import { followMinutes, packFollowed, readFollowed } from '../../../core/detect/surprise/follow';
import { windowOf } from '../../../core/detect/window';
import type { UsualFigure } from '../../../core/baseline/usual-by-hour';
import { calls, checkout, many } from '../minutes';

const FROM = 29_000_000;

/** Where so many of a minute's calls are made, each of which fails with this chance. */
function profileOf(minutes: number, aMinute: number, share: number): Profile {
  const random = createRandom(3);
  const followed = readFollowed();
  const failing = () => many(aMinute, () => random.next()).filter((chance) => chance < share).length;
  followMinutes(
    followed,
    many(minutes, (at) =>
      calls(
        FROM + at,
        many(aMinute, () => 20),
        { er: failing() },
      ),
    ),
  );
  return { ...emptyProfile('function', 0), followed: packFollowed(followed) };
}

describe('the share of calls that failed lately', () => {
  it.each([
    ['of a busy function', 20, 0.02],
    ['of a call a minute', 1, 0.02],
    ['where one in five fails', 5, 0.2],
  ])('%s is known within a quarter', (_, aMinute, share) => {
    const known = failedShareOf(profileOf(3_000, aMinute, share))!;
    expect(known).toBeGreaterThan(share * 0.75);
    expect(known).toBeLessThan(share * 1.25 + 0.001);
  });

  it('is small where none ever failed, and the smaller the longer that is known', () => {
    expect(failedShareOf(profileOf(600, 5, 0))).toBeCloseTo(2 / 600, 4);
    expect(failedShareOf(profileOf(3_000, 5, 0))).toBeLessThan(0.001);
  });

  it.each<[string, Profile | undefined]>([
    ['without a profile', undefined],
    ['with a profile that remembers nothing', emptyProfile('function', 0)],
    ['after some hours', profileOf(300, 5, 0.01)],
  ])('%s nobody knows', (_, profile) => expect(failedShareOf(profile)).toBeUndefined());
});

describe('error-burst, by the share of the last days', () => {
  const rule = defaultRules['error-burst'];
  const about = (usual: number): UsualFigure => ({ usual, low: usual, high: usual, restsOn: 'hour of week' });
  /** Seven calls a minute, so many of them failed in the last ten minutes. */
  const ratio = (errors: number, share: number | undefined, hourly = 0) => {
    const buckets = many(15, (at) =>
      calls(
        FROM - at,
        many(7, () => 20),
        { er: at < errors ? 1 : 0 },
      ),
    );
    const usual = { calls: about(420), failures: about(hourly) };
    const window = windowOf(buckets, FROM, rule.windowMinutes);
    return findErrorBurst(checkout, usual, window, rule, () => undefined, share)?.ratio ?? 0;
  };

  it.each<[string, number, number | undefined, number, boolean]>([
    ['ten of seventy are one where it is known that none fails', 10, 0.0005, 0, true],
    ['… but not while only the hour is known', 10, undefined, 0, false],
    ['… nor where one in fifty fails', 10, 0.02, 0, false],
    ['… nor where the hour of the week is known for it', 10, 0.0005, 30, false],
    ['seven are none, however rare', 7, 0, 0, false],
  ])('%s', (_, errors, share, hourly, opens) => expect(ratio(errors, share, hourly) >= 1).toBe(opens));

  it('tells of the minutes that tell most', () => {
    const buckets = many(15, (at) => calls(FROM - at, [20], { n: 40, er: at < 4 ? 20 : 0 }));
    const usual = { calls: about(2_400), failures: about(0) };
    const window = windowOf(buckets, FROM, rule.windowMinutes);
    const evidence = findErrorBurst(checkout, usual, window, rule, () => undefined, 0)?.evidence;
    expect(evidence).toMatchObject({ errors: 80, calls: 160, windowMinutes: 4 });
  });

  it('a share that nobody is told of is none, however rare it is', () => {
    const buckets = many(15, (at) => calls(FROM - at, [20], { n: 1000, er: 10 }));
    const usual = { calls: about(60_000), failures: about(0) };
    const window = windowOf(buckets, FROM, rule.windowMinutes);
    expect(findErrorBurst(checkout, usual, window, rule, () => undefined, 0)?.ratio).toBeLessThan(1);
  });
});
