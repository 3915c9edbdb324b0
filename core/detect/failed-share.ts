/** The share of a function's calls that failed in its last days, as the judging core remembers it minute by minute. */
import type { Profile } from '../baseline/profile';
import { followedIn } from './surprise/follow';
import { meanSeen } from './surprise/mean-seen';

/** With fewer minutes nobody knows. */
const KNOWN_MINUTES = 500;
/** What never failed yet may: as if all calls of two minutes more had. */
const MORE_MINUTES = 2;

/** From 0 to 1, and rather too large; undefined while too little is known. */
export function failedShareOf(profile: Profile | undefined): number | undefined {
  if (profile?.followed === undefined) return undefined;
  const known = followedIn(profile).failed;
  if (known.values < KNOWN_MINUTES) return undefined;
  const { mean, values } = meanSeen(known);
  return Math.min(1, mean + MORE_MINUTES / values);
}
