import { foldHabit, foldParts, emptyRecent } from '../../../core/baseline/fold';
import { habitualShare } from '../../../core/baseline/habit';
import type { FunctionRecent } from '../../../core/baseline/recent';
import { reachOfLoss } from '../../../core/detect/lost-calls';
import { defaultRules } from '../../../core/detect/rules';
import { calls, checkout, many } from '../minutes';

const START = 29_000_000;
const rule = defaultRules.timeouts;

/** An hour apart, 100 calls each, so many of them timed out. */
const hours = (lost: readonly number[], fold: typeof foldHabit = (recent, part) => foldParts(recent, [part])) =>
  lost.reduce(
    (recent, to, hour) =>
      fold(
        recent,
        calls(
          START + hour * 60,
          many(100 - to, () => 20),
          { n: 100, ...(to > 0 && { to }) },
        ),
      ),
    emptyRecent(checkout, START),
  ) as FunctionRecent;

describe('losses as a matter of course', () => {
  it.each<[string, FunctionRecent, number | undefined]>([
    ['none are none', hours(many(50, () => 0)), undefined],
    ['two are no habit', hours([1, 0, 0, 1]), undefined],
    ['one in every tenth hour is one in a thousand calls', hours(many(100, (i) => (i % 10 === 0 ? 1 : 0))), 0.001],
    ['an outage of a minute is one minute', hours([...many(9, () => 0), 90]), undefined],
    [
      'those of a trouble are learned too',
      hours(
        many(10, () => 1),
        foldHabit,
      ),
      0.01,
    ],
  ])('%s', (_, recent, share) => {
    const seen = habitualShare(recent, 'timeouts');
    if (share === undefined) expect(seen).toBeUndefined();
    else expect(seen).toBeCloseTo(share, 3);
  });

  it('are forgotten in weeks, not in days', () => {
    const known = hours(many(10, () => 1));
    const after = (days: number) => foldParts(known, [calls(START + days * 24 * 60, [20])]) as FunctionRecent;
    expect(habitualShare(after(10), 'timeouts')).toBeGreaterThan(0);
    expect(habitualShare(after(30), 'timeouts')).toBeUndefined();
  });
});

describe('what is made of lost calls', () => {
  it.each([
    ['one speaks where none is usual', 1, 100, undefined, true],
    ['one is silent where one in two thousand is usual', 1, 100, 1 / 2000, false],
    ['five of a hundred speak all the same', 5, 100, 1 / 2000, true],
    ['half of all speak where one in ten is usual', 50, 100, 0.1, true],
  ])('%s', (_, lost, of, usual, speaks) => expect(reachOfLoss(lost, of, usual, rule).ratio >= 1).toBe(speaks));
});
