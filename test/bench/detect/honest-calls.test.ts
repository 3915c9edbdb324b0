/** Functions of the bench that rest an hour a day, or keep the clock of a place, do so. */
import { functionProfile, USUAL_FUNCTIONS } from '../../../bench/detect/function-profile';
import { createHonestCalls, expectedCalls } from '../../../bench/detect/honest-calls';
import { createRandom } from '../../../cli/demo/random';
import { minuteOf } from '../../../core/state/minute';

const FAMILIES = ['tuned', 'held-out'] as const;
const DAY = 24 * 60;

it.each(FAMILIES)('%s: one is not called in one hour of the day, and in every other one', (family) => {
  const honest = createHonestCalls(functionProfile(USUAL_FUNCTIONS, family, createRandom(1)), createRandom(2));
  const day = minuteOf(Date.UTC(2026, 1, 2));
  const hours = Array.from({ length: 24 }, () => 0);
  for (let minute = day; minute < day + 3 * DAY; minute += 1)
    hours[Math.floor((minute % DAY) / 60)]! += honest(minute).length;
  expect(hours.filter((calls) => calls === 0)).toHaveLength(1);
});

it.each(FAMILIES)('%s: another one does everything an hour earlier from one day in March on', (family) => {
  const profile = functionProfile(USUAL_FUNCTIONS + 1, family, createRandom(1));
  const { from, to } = profile.summer!;
  const isEarlier = (minute: number) =>
    expectedCalls(profile, minute) === expectedCalls({ ...profile, summer: undefined }, minute + 60);
  const atAllHours = (first: number) => Array.from({ length: 24 }, (_, hour) => isEarlier(first + hour * 60));
  expect(atAllHours(from - DAY)).toContain(false);
  expect(atAllHours(from)).not.toContain(false);
  expect(atAllHours(to - DAY)).not.toContain(false);
  expect(atAllHours(to)).toContain(false);
  expect([new Date(from * 60_000), new Date(to * 60_000)].map((at) => [at.getUTCDay(), at.getUTCMonth()])).toEqual([
    [0, 2],
    family === 'tuned' ? [0, 9] : [0, 10],
  ]);
});
