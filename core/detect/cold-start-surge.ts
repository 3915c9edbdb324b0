/**
 * Finds calls that wait for a cold start far more often than usual: new environments are made as fast as old ones end. Blind to
 * what provisioned concurrency hides.
 */
import type { UsualHour } from '../baseline/usual-by-hour';
import type { Bucket } from '../state/bucket';
import { COUNTER } from '../state/counters';
import type { Series } from '../state/series';
import type { Finding } from './finding';
import type { ColdStartRule } from './rules';
import { allOf, measured, orBeyond } from './silenced-by';
import { stretchOf } from './stretch';
import { surpriseOfShare } from './surprise';
import type { Window } from './window';
import { WORTH_A_LOOK } from './worth-a-look';

export interface ColdStartSurgeEvidence {
  readonly kind: 'cold-start-surge';
  readonly coldStarts: number;
  readonly calls: number;
  /** The share of calls that usually start cold at this hour, 0 to 1. */
  readonly usualShare: number;
  /** How long a cold start took on average, in ms, where the log says so. */
  readonly initMs?: number;
  readonly windowMinutes: number;
}

export function findColdStartSurge(
  subject: Series,
  usual: UsualHour,
  seen: Window,
  rule: ColdStartRule,
): Finding | undefined {
  const coldStarts = seen.count(COUNTER.coldStarts);
  if (coldStarts < rule.minColdStarts * WORTH_A_LOOK) return undefined;
  const calls = seen.count(COUNTER.calls);
  if (usual.coldStarts === undefined || !usual.calls?.usual) return undefined;
  const usualShare = Math.min(1, usual.coldStarts.high / usual.calls.usual);
  const bearable = Math.max(rule.shareBearable, usualShare * rule.timesUsual);
  const reach = allOf(rule, {
    minColdStarts: coldStarts,
    minSurprise: surpriseOfShare(coldStarts, calls, bearable),
  });
  const coldIn = ({ counters }: Bucket): number =>
    (counters.get(COUNTER.coldStarts) ?? 0) - bearable * (counters.get(COUNTER.calls) ?? 0);
  const span = stretchOf(seen, coldIn, 0);
  if (span === undefined) return undefined;
  const share = coldStarts / calls;
  const initUs = seen.count(COUNTER.initUs);
  return {
    kind: 'cold-start-surge',
    subject,
    severity: 'info',
    // A share that is borne surprises nobody.
    ...measured(orBeyond(reach, rule, { shareBearable: share, timesUsual: share / usualShare })),
    ...span,
    evidence: {
      kind: 'cold-start-surge',
      coldStarts,
      calls,
      usualShare,
      ...(initUs > 0 && { initMs: initUs / 1000 / coldStarts }),
      windowMinutes: seen.minutes,
    },
    addresses: [],
  };
}
