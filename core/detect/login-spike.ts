/**
 * Finds far more failed logins than a source usually sees, and a far larger share of attempts that fail. Blind to an
 * attack that stays within the usual number, and to successes where the log holds failures only.
 */
import type { LoginUsual } from '../baseline/usual';
import { COUNTER, SKETCH } from '../state/counters';
import type { Bucket } from '../state/bucket';
import type { Series } from '../state/series';
import type { AttackingAddress, Finding } from './finding';
import type { LoginSpikeRule } from './rules';
import type { Window } from './window';

export function findLoginSpike(
  subject: Series,
  usual: LoginUsual | undefined,
  seen: Window,
  rule: LoginSpikeRule,
  addresses: readonly AttackingAddress[],
): Finding | undefined {
  const failures = seen.count(COUNTER.failures);
  if (failures === 0) return undefined;
  const attempts = seen.count(COUNTER.attempts);
  const expected = expectedOf(usual, seen.minutes, rule);
  const span = seen.span((bucket) => isBusy(bucket, expected.failures / seen.minutes));
  if (span === undefined) return undefined;
  const share = failures / attempts;
  return {
    kind: 'login-spike',
    subject,
    severity: 'warning',
    ratio: Math.min(failures / expected.minFailures, share / shareLimit(expected.share, rule)),
    ...span,
    evidence: {
      kind: 'login-spike',
      failures,
      attempts,
      unknownAccounts: seen.count(COUNTER.unknownAccounts),
      usualFailures: expected.failures,
      usualShare: expected.share,
      // Estimates: there cannot be more of either than failed tries.
      accountsTouched: Math.min(failures, seen.distinct(SKETCH.accounts)),
      addressesSeen: Math.min(failures, seen.distinct(SKETCH.addresses)),
      windowMinutes: seen.minutes,
    },
    addresses,
  };
}

function expectedOf(usual: LoginUsual | undefined, minutes: number, rule: LoginSpikeRule) {
  if (usual === undefined || usual.minutes < rule.knownMinutes) {
    return { failures: 0, share: rule.shareUnknown, minFailures: rule.minFailuresUnknown };
  }
  const failures = usual.failuresPerMinute * minutes;
  return { failures, share: usual.failureShare, minFailures: Math.max(rule.minFailures, failures * rule.timesUsual) };
}

/** Where nearly all attempts fail anyway, or only failures are logged, the count alone decides. */
const shareLimit = (usualShare: number, rule: LoginSpikeRule): number =>
  Math.min(usualShare + rule.shareAboveUsual, (1 + usualShare) / 2);

/** A minute belongs to the spike when it has twice the usual failures, and more than one. */
const isBusy = (bucket: Bucket, usualPerMinute: number): boolean =>
  (bucket.counters.get(COUNTER.failures) ?? 0) >= Math.max(2, 2 * usualPerMinute);
