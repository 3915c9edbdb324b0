/** Folds a series' closed minutes into what is usual for it: each once, in time order, none while it is in trouble. */
import { emptyRecent, foldBuckets } from './baseline/fold';
import type { BucketStore, UsualStore } from './ports';
import type { Bucket } from './state/bucket';
import type { Minute } from './state/minute';
import type { Series } from './state/series';

export interface DueMinute {
  readonly minute: Minute;
  readonly due: Minute;
}

export interface FoldWorld {
  readonly buckets: BucketStore;
  readonly usual: UsualStore;
}

/**
 * @param through every minute due up to here is among `entries`
 * @param isFrozen pass the minutes over for good: they belong to a trouble that must not become usual
 * @returns how many minutes were folded
 */
export async function foldMinutes(
  series: Series,
  entries: readonly DueMinute[],
  through: Minute,
  isFrozen: boolean,
  world: FoldWorld,
): Promise<number> {
  const stored = await world.usual.read(series);
  const fresh = entries.filter(({ due }) => due > (stored?.foldedDue ?? 0)).map(({ minute }) => minute);
  if (fresh.length === 0) return 0;
  const buckets = isFrozen ? [] : await readMinutes(series, new Set(fresh), world);
  const before = stored ?? emptyRecent(series, Math.min(...fresh));
  const after = { ...foldBuckets(before, buckets), rev: before.rev + 1, foldedDue: through };
  // Only the sweeper writes here; when two overlap, the slower one's minutes were folded by the other.
  return (await world.usual.write(series, after, stored?.rev ?? 0)) ? buckets.length : 0;
}

/** The buckets of these minutes, oldest first, in one read for every stretch without an hour's gap. */
async function readMinutes(series: Series, minutes: ReadonlySet<Minute>, world: FoldWorld): Promise<Bucket[]> {
  const sorted = [...minutes].toSorted((a, b) => a - b);
  const buckets: Bucket[] = [];
  for (let first = 0; first < sorted.length;) {
    let last = first;
    while (last + 1 < sorted.length && sorted[last + 1]! - sorted[last]! <= 60) last += 1;
    const stretch = await world.buckets.read(series, sorted[first]!, sorted[last]!);
    buckets.push(...stretch.filter((bucket) => minutes.has(bucket.minute)));
    first = last + 1;
  }
  return buckets;
}
