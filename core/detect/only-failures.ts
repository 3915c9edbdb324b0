/**
 * Finds a function of which only failures are ever seen: either no call succeeds, or its log level hides the reports of those
 * that do, and with them every duration and cost. Blind once a single success was learned: see `error-burst`.
 */
import type { FunctionUsual } from '../baseline/usual';
import { COUNTER } from '../state/counters';
import type { Bucket } from '../state/bucket';
import type { Series } from '../state/series';
import type { Finding } from './finding';
import type { CountRule } from './rules';
import { allOf, measured } from './silenced-by';
import type { Window } from './window';

export interface OnlyFailuresEvidence {
  readonly kind: 'only-failures';
  readonly failures: number;
  readonly windowMinutes: number;
}

export function findOnlyFailures(
  subject: Series,
  usual: FunctionUsual | undefined,
  seen: Window,
  rule: CountRule,
): Finding | undefined {
  if (usual !== undefined || seen.hasCells('d')) return undefined;
  const span = seen.span((bucket) => failuresIn(bucket) > 0);
  if (span === undefined) return undefined;
  const failures = seen.buckets.reduce((sum, bucket) => sum + failuresIn(bucket), 0);
  return {
    kind: 'only-failures',
    subject,
    severity: 'warning',
    ...measured(allOf(rule, { minEvents: failures })),
    ...span,
    evidence: { kind: 'only-failures', failures, windowMinutes: seen.minutes },
    addresses: [],
  };
}

const failuresIn = ({ counters }: Bucket): number =>
  (counters.get(COUNTER.errors) ?? 0) +
  (counters.get(COUNTER.timeouts) ?? 0) +
  (counters.get(COUNTER.outOfMemory) ?? 0);
