/** What the judging core remembers of a function's metrics, as a profile keeps it: read, taken on by closed minutes, written. */
import type { LearnedPart } from '../../baseline/learned-part';
import type { Profile } from '../../baseline/profile';
import { startOf } from '../../state/minute';
import { readBase64, writeBase64 } from './base64';
import { learn } from './learn';
import { look } from './look';
import { newMetricState, type MetricState } from './metric-state';
import { METRICS, type Metric } from './metrics';
import { defaultSurprise } from './settings';
import { sureValue } from './sure-value';
import { decodeMetricState, encodeMetricState } from './state-bytes';

export type Followed = Readonly<Record<Metric, MetricState>>;

/** States of their own: what is learned into them changes nothing else. A text that is none is begun anew. */
export function readFollowed(text = ''): Followed {
  const packed = text.split('.');
  const read = (index: number): MetricState => {
    const bytes = readBase64(packed[index] ?? '');
    return (bytes && decodeMetricState(bytes)) ?? newMetricState(defaultSurprise);
  };
  return { duration: read(0), failed: read(1), calls: read(2) };
}

/** What a profile remembers, to be looked at and not learned into: a profile changes once an hour, and is asked every minute. */
export function followedIn(profile: Profile): Followed {
  const kept = known.get(profile) ?? readFollowed(profile.followed);
  known.set(profile, kept);
  return kept;
}

const known = new WeakMap<Profile, Followed>();

/** The profile with what is remembered after these minutes, whose `followed` is the same state as text. */
export function withFollowed(profile: Profile, before: Profile, parts: readonly LearnedPart[]): Profile {
  const followed = followedIn(before);
  followMinutes(followed, parts);
  return handOn(before, { ...profile, followed: packFollowed(followed) });
}

/** The state belongs to the profile after it from now on; should anybody ask the one before, its text is read again. */
export function handOn(before: Profile, after: Profile): Profile {
  const state = known.get(before);
  known.delete(before);
  if (state !== undefined) known.set(after, state);
  return after;
}

export const packFollowed = (followed: Followed): string =>
  METRICS.map((metric) => writeBase64(encodeMetricState(followed[metric]))).join('.');

/** Learns minutes, each looked at with what was known before it. */
export function followMinutes(followed: Followed, parts: readonly LearnedPart[]): void {
  for (const { minute, counters } of parts.toSorted((one, other) => one.minute - other.minute)) {
    for (const metric of METRICS) {
      const value = sureValue(metric, counters, followed[metric]);
      const seen = value === undefined ? undefined : look(followed[metric], value, startOf(minute));
      if (seen !== undefined) learn(followed[metric], seen);
    }
  }
}
