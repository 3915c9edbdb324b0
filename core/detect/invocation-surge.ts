/**
 * Finds a function that is called far more often than usual at this hour: a loop, a flood, or a success. Blind to what costs
 * little and does no harm: a surge needs many calls, not only many times the usual.
 */
import type { UsualHour } from '../baseline/usual-by-hour';
import { COUNTER } from '../state/counters';
import type { Bucket } from '../state/bucket';
import type { Series } from '../state/series';
import type { Finding } from './finding';
import type { SurgeRule } from './rules';
import { allOf, measured } from './silenced-by';
import { stretchOf } from './stretch';
import type { Window } from './window';
import { WORTH_A_LOOK } from './worth-a-look';

export interface InvocationSurgeEvidence {
  readonly kind: 'invocation-surge';
  readonly calls: number;
  /** Calls that are usual in a window of this length at this hour. */
  readonly usualCalls: number;
  readonly windowMinutes: number;
}

export function findInvocationSurge(
  subject: Series,
  usual: UsualHour,
  seen: Window,
  rule: SurgeRule,
): Finding | undefined {
  if (usual.calls === undefined) return undefined;
  const calls = seen.count(COUNTER.calls);
  if (calls < rule.minCalls * WORTH_A_LOOK) return undefined;
  const inWindow = seen.minutes / 60;
  const limit = (usual.calls.high * rule.timesUsual) / 60;
  const span = stretchOf(seen, (bucket) => callsIn(bucket) - limit, -limit);
  if (span === undefined) return undefined;
  return {
    kind: 'invocation-surge',
    subject,
    severity: 'info',
    ...measured(allOf(rule, { minCalls: calls, timesUsual: calls / (usual.calls.high * inWindow) })),
    ...span,
    evidence: {
      kind: 'invocation-surge',
      calls,
      usualCalls: usual.calls.usual * inWindow,
      windowMinutes: seen.minutes,
    },
    addresses: [],
  };
}

const callsIn = ({ counters }: Bucket): number => counters.get(COUNTER.calls) ?? 0;
