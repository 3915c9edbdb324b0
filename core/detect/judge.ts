/** Puts every detector that knows this kind of series before what was seen: one judge for live, replay and bench. */
import { usualCalls, usualLogins } from '../baseline/usual';
import type { Recent } from '../baseline/recent';
import type { Bucket } from '../state/bucket';
import type { Minute } from '../state/minute';
import type { Series } from '../state/series';
import type { AttackingAddress, Finding, Kind } from './finding';
import { findForgedLines } from './forged-lines';
import { KINDS, subjectOf } from './kinds';
import { findLoginSpike } from './login-spike';
import { findMemoryPressure } from './memory-pressure';
import { findOnlyFailures } from './only-failures';
import { findOutOfMemory } from './out-of-memory';
import { findRetriesExhausted } from './retries-exhausted';
import type { Rules } from './rules';
import { findSlowCalls } from './slow-calls';
import { findTimeouts } from './timeouts';
import { windowOf } from './window';

export interface Seen {
  readonly subject: Series;
  readonly buckets: readonly Bucket[];
  readonly recent: Recent | undefined;
  readonly addresses: readonly AttackingAddress[];
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

function find(kind: Kind, { subject, buckets, recent, addresses, last }: Seen, rules: Rules): Finding | undefined {
  const window = windowOf(buckets, last, rules[kind].windowMinutes);
  switch (kind) {
    case 'slow-calls': {
      const usual = recent?.kind === 'function' ? usualCalls(recent) : undefined;
      return findSlowCalls(subject, usual, window, rules[kind]);
    }
    case 'login-spike': {
      const usual = recent?.kind === 'login-source' ? usualLogins(recent) : undefined;
      return findLoginSpike(subject, usual, window, rules[kind], addresses);
    }
    case 'out-of-memory':
      return findOutOfMemory(subject, window, rules[kind]);
    case 'timeouts':
      return findTimeouts(subject, window, rules[kind]);
    case 'memory-pressure':
      return findMemoryPressure(subject, window, rules[kind]);
    case 'retries-exhausted':
      return findRetriesExhausted(subject, window, rules[kind]);
    case 'only-failures': {
      const usual = recent?.kind === 'function' ? usualCalls(recent) : undefined;
      return findOnlyFailures(subject, usual, window, rules[kind]);
    }
    case 'forged-lines':
      return findForgedLines(subject, window, rules[kind]);
  }
}
