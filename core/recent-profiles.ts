/** Remembers for half an hour what is usual by hour of week, which changes once an hour: so that judging costs no read of it. */
import type { Profile } from './baseline/profile';
import type { UsualStore } from './ports';
import { seriesKey, type Series } from './state/series';

/** `freshSinceMs`: what was read before is read anew, for somebody has changed it. */
export type Profiles = (series: Series, freshSinceMs?: number) => Promise<Profile | undefined>;

const KEEP_MS = 30 * 60_000;
/** What memory allows, at about 10 KB each; above it all are read anew. */
const MOST_KEPT = 2000;

export function createRecentProfiles(usual: Pick<UsualStore, 'readProfile'>, now: () => number): Profiles {
  const known = new Map<string, { readonly profile: Profile | undefined; readonly readAtMs: number }>();
  return async (series, freshSinceMs = -Infinity) => {
    const key = seriesKey(series);
    const kept = known.get(key);
    if (kept !== undefined && now() - kept.readAtMs < KEEP_MS && kept.readAtMs >= freshSinceMs) return kept.profile;
    const profile = await usual.readProfile(series);
    if (known.size >= MOST_KEPT) known.clear();
    known.set(key, { profile, readAtMs: now() });
    return profile;
  };
}
