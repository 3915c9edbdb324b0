/** Puts every detector that knows this kind of series before what was seen: one judge for live, replay and bench. */
import type { Profile } from '../baseline/profile';
import type { Recent } from '../baseline/recent';
import type { PricedBy } from '../price';
import type { Bucket } from '../state/bucket';
import type { Minute } from '../state/minute';
import type { Series } from '../state/series';
import type { Finding } from './finding';
import { findFunctionTroubles } from './judge-function';
import { findLoginAttack, type LoginLook } from './login-attack';
import { kindsOf } from './longest-window';
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

export function judge(seen: Seen, rules: Rules): readonly Finding[] {
  const kinds = kindsOf(seen.subject, rules);
  if (seen.subject.kind === 'function') return findFunctionTroubles(kinds, seen, rules);
  const attack = seen.logins && kinds.includes('login-attack') ? findLoginAttack(seen.logins) : undefined;
  return attack === undefined ? [] : [attack];
}
