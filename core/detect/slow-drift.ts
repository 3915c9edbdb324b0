/**
 * Finds a function that slows a little every day, which what is usual follows: last week against the week four weeks before.
 * Blind in its first five weeks, to less than a quarter in four weeks, and to what few calls a day make no surer than chance.
 */
import { driftOf } from '../baseline/day-ring';
import type { Profile } from '../baseline/profile';
import { startOf } from '../state/minute';
import type { Series } from '../state/series';
import type { Finding } from './finding';
import type { SlowDriftRule } from './rules';
import { allOf, measured, orBeyond } from './silenced-by';
import type { Window } from './window';

export interface SlowDriftEvidence {
  readonly kind: 'slow-drift';
  /** The median call, in ms: in the week around four weeks ago, and in the last week. */
  readonly thenMs: number;
  readonly nowMs: number;
}

const FOUR_WEEKS_MS = 28 * 86_400_000;

export function findSlowDrift(
  subject: Series,
  profile: Profile | undefined,
  seen: Window,
  rule: SlowDriftRule,
): Finding | undefined {
  const drift = profile && driftOf(profile);
  if (drift === undefined || drift.sureRatio <= 1 || drift.to - drift.from < rule.extraMs) return undefined;
  const reach = allOf({}, {}, (drift.sureRatio - 1) / (rule.timesFourWeeksAgo - 1));
  const nowMs = startOf(seen.last);
  return {
    kind: 'slow-drift',
    subject,
    severity: 'info',
    ...measured(orBeyond(reach, rule, { timesFourWeeksAgo: drift.sureRatio, extraMs: drift.to - drift.from })),
    firstSeenMs: nowMs - FOUR_WEEKS_MS,
    lastSeenMs: nowMs,
    evidence: { kind: 'slow-drift', thenMs: drift.from, nowMs: drift.to },
    addresses: [],
  };
}
