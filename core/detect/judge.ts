/** Puts every detector that knows this kind of series before what was seen: one judge for live, replay and bench. */
import type { Profile } from '../baseline/profile';
import type { Recent } from '../baseline/recent';
import { usualLogins } from '../baseline/usual';
import type { PricedBy } from '../price';
import type { Bucket } from '../state/bucket';
import type { Minute } from '../state/minute';
import type { Series } from '../state/series';
import type { AttackingAddress, Finding, Kind } from './finding';
import { findFunctionTrouble } from './judge-function';
import { KINDS, subjectOf } from './kinds';
import { findLoginSpike } from './login-spike';
import type { Rules } from './rules';
import { windowOf } from './window';

export interface Seen {
  readonly subject: Series;
  readonly buckets: readonly Bucket[];
  readonly recent: Recent | undefined;
  readonly profile: Profile | undefined;
  readonly addresses: readonly AttackingAddress[];
  /** What the function's calls cost by; where undefined, cost is not judged. */
  readonly priced?: PricedBy;
  /** The last minute of every window. */
  readonly last: Minute;
}

/** The kinds of trouble this series can have, with those switched off left out. */
export const kindsOf = (series: Series, rules: Rules): readonly Kind[] =>
  KINDS.filter((kind) => subjectOf(kind) === series.kind && rules[kind].enabled);

/** Minutes that must be read for every detector to see its window. */
export const longestWindow = (rules: Rules): number =>
  Math.max(...Object.values(rules).map(({ windowMinutes }: { readonly windowMinutes: number }) => windowMinutes));

export function judge(seen: Seen, rules: Rules): readonly Finding[] {
  return kindsOf(seen.subject, rules).flatMap((kind) => find(kind, seen, rules) ?? []);
}

function find(kind: Kind, seen: Seen, rules: Rules): Finding | undefined {
  return kind === 'login-spike' ? findLogins(seen, rules) : findFunctionTrouble(kind, seen, rules);
}

function findLogins({ subject, buckets, recent, addresses, last }: Seen, rules: Rules): Finding | undefined {
  const rule = rules['login-spike'];
  const usual = recent?.kind === 'login-source' ? usualLogins(recent) : undefined;
  return findLoginSpike(subject, usual, windowOf(buckets, last, rule.windowMinutes), rule, addresses);
}
