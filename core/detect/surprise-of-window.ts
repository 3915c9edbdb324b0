/**
 * How surprising the minutes of a window are in a metric's own past, by the judging core that `bench:series` scores. The past is
 * what the profile holds, one to two hours old, and the minutes of the window before each; what lies between is passed over.
 */
import type { Profile } from '../baseline/profile';
import { minuteOf, startOf } from '../state/minute';
import { learn } from './surprise/learn';
import { look } from './surprise/look';
import { copyMetricState } from './surprise/metric-state';
import type { Metric } from './surprise/metrics';
import { sureValue } from './surprise/sure-value';
import { followedIn } from './surprise/follow';
import type { Window } from './window';

/** With fewer values a tail of one in a few hundred means nothing. */
const KNOWN_VALUES = 500;
/** The first values after the gap are as far from the last as the time between, which says nothing of them. */
const AFTER_GAP = 2;

/**
 * The largest surprise, in powers of ten, of the window's minutes since `sinceMs`; undefined while too little is known.
 */
export function surpriseIn(
  seen: Window,
  sinceMs: number,
  metric: Metric,
  profile: Profile | undefined,
): number | undefined {
  if (profile?.followed === undefined) return undefined;
  const known = followedIn(profile)[metric];
  if (known.values < KNOWN_VALUES) return undefined;
  const state = copyMetricState(known);
  const since = minuteOf(sinceMs);
  let [most, after] = [0, 0];
  for (const { minute, counters } of seen.buckets.toSorted((one, other) => one.minute - other.minute)) {
    const value = minute < (profile.learnedTo + 1) * 60 ? undefined : sureValue(metric, counters, state);
    const one = value === undefined ? undefined : look(state, value, startOf(minute));
    if (one === undefined) continue;
    after += 1;
    if (minute >= since && after > AFTER_GAP) most = Math.max(most, one.surprise);
    learn(state, one);
  }
  return after > AFTER_GAP ? most : undefined;
}
