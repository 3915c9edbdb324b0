/** Keeps beside what is usual lately what the profile says of this hour and the next, so that judging reads one small item. */
import type { Series } from '../state/series';
import { hourOf, type Hour } from './hour';
import { hourDue } from './pending-hours';
import type { Profile } from './profile';
import type { HourlyLevels, Recent } from './recent';
import { usualFigure } from './usual-by-hour';

/** Reads the profile once an hour: when an hour is learned, for then it is at hand. */
export async function withHourly(
  series: Series,
  recent: Recent,
  hour: Hour,
  profileOf: () => Promise<Profile | undefined>,
): Promise<Recent> {
  if (recent.kind !== 'function' || recent.hourly?.hour === hour) return recent;
  if (recent.hourly?.hour === hour - 1 && isLearnedIn(hour, series, recent)) return recent;
  const profile = await profileOf();
  return {
    ...recent,
    hourly: { hour, levels: profile ? [hour, hour + 1].map((each) => levelsOf(profile, each)) : [] },
  };
}

/** Whether an hour waits that is learned before this one is over. */
const isLearnedIn = (hour: Hour, series: Series, { pending = [] }: Recent): boolean =>
  pending.some((each) => hourOf(hourDue(series, each.hour)) === hour);

const LEVELS = ['medianMs', 'p95Ms', 'p99Ms'] as const;

function levelsOf(profile: Profile, hour: Hour): HourlyLevels['levels'][number] {
  const [medianMs, p95Ms, p99Ms] = LEVELS.map((name) => usualFigure(profile, hour, name));
  if (medianMs === undefined || p95Ms === undefined || p99Ms === undefined) return null;
  if (medianMs.restsOn === 'all hours' || p95Ms.restsOn === 'all hours') return null; // what is usual lately says more
  return [rounded(medianMs.usual), rounded(p95Ms.usual), rounded(p99Ms.usual)];
}

const rounded = (ms: number): number => Number(ms.toPrecision(3));
