/** Puts every detector that knows this kind of series before what was seen: one judge for live, replay and bench. */
import type { Profile } from '../baseline/profile';
import type { Recent } from '../baseline/recent';
import type { PricedBy } from '../price';
import type { Bucket } from '../state/bucket';
import type { Minute } from '../state/minute';
import type { Series } from '../state/series';
import type { Finding, Kind } from './finding';
import { findFunctionTrouble } from './judge-function';
import { KINDS, subjectOf } from './kinds';
import { findLoginAttack, type LoginLook } from './login-attack';
import type { Rules } from './rules';

export interface Seen {
  readonly subject: Series;
  readonly buckets: readonly Bucket[];
  readonly recent: Recent | undefined;
  readonly profile: Profile | undefined;
  /** Of a login source: what a first look found, with what is known of the accounts it named. */
  readonly logins?: LoginLook;
  /** What the function's calls cost by; where undefined, cost is not judged. */
  readonly priced?: PricedBy;
  /** The last minute of every window. */
  readonly last: Minute;
}

/** The kinds of trouble this series can have, with those switched off left out. */
export const kindsOf = (series: Series, rules: Rules): readonly Kind[] =>
  KINDS.filter((kind) => subjectOf(kind) === series.kind && rules[kind].enabled);

/** Minutes that must be read for every detector of a kind of series, or of any, to see its window. */
export const longestWindow = (rules: Rules, series?: Series['kind']): number =>
  Math.max(
    ...KINDS.filter((kind) => series === undefined || subjectOf(kind) === series).map(
      (kind) => rules[kind].windowMinutes,
    ),
  );

export function judge(seen: Seen, rules: Rules): readonly Finding[] {
  return kindsOf(seen.subject, rules).flatMap((kind) => find(kind, seen, rules) ?? []);
}

function find(kind: Kind, seen: Seen, rules: Rules): Finding | undefined {
  if (kind !== 'login-attack') return findFunctionTrouble(kind, seen, rules);
  return seen.logins && findLoginAttack(seen.logins);
}
