/** Names the version that went out just before a trouble, where the function has published ones. */
import { versionOf } from '../baseline/hour-figures';
import type { Profile } from '../baseline/profile';
import { startOf } from '../state/minute';
import type { Window } from './window';

const HOUR_MS = 3_600_000;
/** A version that has run for so long went out well before. */
const NEW_FOR_MS = 2 * HOUR_MS;

/** The version with the most calls in the window, where it was not there two hours ago. */
export function newVersionIn(seen: Window, profile: Profile | undefined): string | undefined {
  if (profile === undefined) return undefined;
  const busiest = versionOf(seen.buckets);
  if (busiest === undefined) return undefined;
  const known = profile.versions.find(({ version }) => version === busiest);
  const isNew = known === undefined || startOf(seen.last) - known.sinceHour * HOUR_MS < NEW_FOR_MS;
  return isNew ? busiest : undefined;
}
