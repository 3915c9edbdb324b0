/** Keeps beside what is usual lately what the profile says of this hour and the next, so that judging reads one small item. */
import type { Hour } from './hour';
import type { Profile } from './profile';
import type { HourlyLevels, Recent } from './recent';
import { usualHour } from './usual-by-hour';

/** Reads the profile once an hour. */
export async function withHourly(
  recent: Recent,
  hour: Hour,
  profileOf: () => Promise<Profile | undefined>,
): Promise<Recent> {
  if (recent.kind !== 'function' || recent.hourly?.hour === hour) return recent;
  const profile = await profileOf();
  return {
    ...recent,
    hourly: { hour, levels: profile ? [hour, hour + 1].map((each) => levelsOf(profile, each)) : [] },
  };
}

function levelsOf(profile: Profile, hour: Hour): HourlyLevels['levels'][number] {
  const { medianMs, p95Ms, p99Ms } = usualHour(profile, hour);
  if (medianMs === undefined || p95Ms === undefined || p99Ms === undefined) return null;
  if (medianMs.restsOn === 'all hours' || p95Ms.restsOn === 'all hours') return null; // what is usual lately says more
  return [rounded(medianMs.usual), rounded(p95Ms.usual), rounded(p99Ms.usual)];
}

const rounded = (ms: number): number => Number(ms.toPrecision(3));
