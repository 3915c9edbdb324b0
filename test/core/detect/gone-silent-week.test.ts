/** What silence means in each hour of the week, after weeks of a function that rests, has a Sunday, and keeps the clock of a place. */
import { learnHour } from '../../../core/baseline/learn-hour';
import type { Profile } from '../../../core/baseline/profile';
import { judge } from '../../../core/detect/judge';
import { defaultRules } from '../../../core/detect/rules';
import { callsOf, MONDAY, nothingKnown } from '../baseline/made-hours';
import { calls, checkout, many } from '../minutes';

/** Calls an hour of a week's hours; none where it rests. */
type Week = (hourOfWeek: number) => number;

const rests: Week = (hour) => (hour % 24 === 3 ? 0 : 120);
const restsOnSunday: Week = (hour) => (hour === 6 * 24 + 3 ? 0 : 120);
const office: Week = (hour) => (hour < 5 * 24 && hour % 24 >= 8 && hour % 24 < 18 ? 900 : 30);

/** Each minute of an hour is called as chance has it. */
const activeOf = (callsAnHour: number): number => 60 * (1 - Math.exp(-callsAnHour / 60));

function learned(week: Week, hours: number): Profile {
  let profile = nothingKnown();
  for (let hour = 0; hour < hours; hour += 1) {
    const count = week(hour % 168);
    const figures = count === 0 ? undefined : { ...callsOf(100, count), activeMinutes: activeOf(count) };
    profile = learnHour(profile, { hour: MONDAY + hour, figures, medianMs: 100, version: undefined, trouble: 'none' });
  }
  return profile;
}

const at = (day: number, hour: number, minute: number): number => (MONDAY + day * 24 + hour) * 60 + minute;

/**
 * Whether so many minutes without a call are told, as an hour is learned: about two hours after it began.
 * @param before calls in each second minute until then
 */
function isTold(week: Week, last: number, silentMinutes: number, before: number): boolean {
  const profile = learned(week, Math.floor(last / 60) - MONDAY - 1);
  const buckets = many(60, (ago) =>
    calls(
      last - ago,
      many(before, () => 100),
    ),
  ).filter((_, ago) => ago > silentMinutes && (ago - silentMinutes) % 2 === 1);
  const found = judge({ subject: checkout, buckets, recent: undefined, profile, last }, defaultRules);
  return found.some(({ kind, ratio }) => kind === 'gone-silent' && ratio >= 1);
}

it.each<[string, Week, number, number, boolean, before?: number]>([
  ['an hour in which it rests every day says nothing', rests, at(10, 3, 59), 59, false],
  ['… nor in the eighth week', rests, at(54, 3, 59), 59, false],
  ['… nor the hour after it, for clocks are put forward', rests, at(20, 4, 30), 30, false],
  ['… and its other hours are missed', rests, at(20, 12, 12), 12, true],
  ['an hour in which it rests on Sundays says nothing', restsOnSunday, at(27, 3, 59), 59, false],
  ['… and is missed on other days', restsOnSunday, at(23, 3, 59), 59, true],
  ['the first Sunday is not judged by the days before', office, at(6, 14, 30), 20, false],
  ['the second Sunday has the few calls of the first', office, at(13, 14, 30), 12, false],
  ['a Wednesday noon is missed after a week', office, at(9, 12, 8), 8, true],
  ['where clocks were changed, the first quiet hour is taken for the one it was', office, at(22, 17, 30), 12, false, 1],
  ['… and the first busy one', office, at(22, 8, 30), 12, false, 1],
  ['… but not where it was as busy as usual until then', office, at(22, 17, 30), 12, true, 30],
  ['… of which three minutes tell', office, at(22, 17, 14), 12, false, 30],
])('%s', (_, week, last, silentMinutes, tells, before = 10) =>
  expect(isTold(week, last, silentMinutes, before)).toBe(tells),
);
