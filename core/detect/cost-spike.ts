/**
 * Finds a function that costs far more an hour than is usual at this hour, and what makes it dear. Blind to what its log does
 * not bill: other services it calls, traffic, Managed Instances. A cent more is no alert, however many times the usual it is.
 */
import type { UsualHour } from '../baseline/usual-by-hour';
import { costOf, type PricedBy } from '../price';
import { COUNTER } from '../state/counters';
import type { Counters } from '../state/bucket';
import type { Series } from '../state/series';
import { startOf } from '../state/minute';
import type { Finding } from './finding';
import type { CostSpikeRule } from './rules';
import type { Window } from './window';

export interface CostSpikeEvidence {
  readonly kind: 'cost-spike';
  /** Dollars an hour, now and usually at this hour of the week. */
  readonly usdAnHour: number;
  readonly usualUsdAnHour: number;
  /** What it adds by the end of the month if it goes on, in dollars. */
  readonly extraUsdThisMonth: number;
  /** What each change multiplied the cost by; their product is the whole. */
  readonly moreCalls: number;
  readonly longerCalls: number;
  readonly moreMemory: number;
  /** The share of the billed time that went into cold starts, 0 to 1. */
  readonly coldStartShare: number;
  /** What had to be assumed of the price, in words. */
  readonly assumed: readonly string[];
  readonly windowMinutes: number;
}

/** Far below what keeps an alert open. */
const WORTH_A_LOOK = 0.5;

export function findCostSpike(
  subject: Series,
  usual: UsualHour,
  seen: Window,
  rule: CostSpikeRule,
  priced: PricedBy,
): Finding | undefined {
  const { calls, billedMs, billedMbMs } = usual;
  if (calls === undefined || billedMs === undefined || billedMbMs === undefined) return undefined;
  const hours = seen.minutes / 60;
  const cost = costOf(seen.counters(), priced);
  const usdAnHour = cost.usd / hours;
  const usualUsd = (level: 'usual' | 'high'): number =>
    costOf(countersOf(calls[level], billedMs[level], billedMbMs[level]), priced).usd;
  const highUsd = usualUsd('high');
  const extra = usdAnHour - usualUsd('usual');
  const ratio = Math.min(extra / rule.minExtraUsdAnHour, usdAnHour / (highUsd * rule.timesUsual));
  if (ratio < WORTH_A_LOOK) return undefined;
  const perMinute = highUsd / 60;
  const span = seen.span((bucket) => costOf(bucket.counters, priced).usd > perMinute);
  if (span === undefined) return undefined;
  return {
    kind: 'cost-spike',
    subject,
    severity: extra >= rule.criticalUsdAnHour ? 'critical' : 'warning',
    ratio,
    ...span,
    evidence: {
      kind: 'cost-spike',
      usdAnHour,
      usualUsdAnHour: usualUsd('usual'),
      extraUsdThisMonth: extra * hoursLeft(startOf(seen.last)),
      ...driversOf(seen, { calls: calls.usual, billedMs: billedMs.usual, billedMbMs: billedMbMs.usual }),
      assumed: cost.assumed,
      windowMinutes: seen.minutes,
    },
    addresses: [],
  };
}

interface Billed {
  readonly calls: number;
  readonly billedMs: number;
  readonly billedMbMs: number;
}

/** Cost is calls × time a call × memory: each of the three against its usual. */
function driversOf(seen: Window, usual: Billed) {
  const [calls, billedMs] = [seen.count(COUNTER.calls), seen.count(COUNTER.billedMs)];
  const memoryMb = seen.count(COUNTER.billedMbMs) / billedMs;
  return {
    moreCalls: calls / (usual.calls * (seen.minutes / 60)),
    longerCalls: billedMs / calls / (usual.billedMs / usual.calls),
    moreMemory: memoryMb / (usual.billedMbMs / usual.billedMs),
    coldStartShare: Math.min(1, seen.count(COUNTER.initUs) / 1000 / billedMs),
  };
}

const countersOf = (calls: number, billedMs: number, billedMbMs: number): Counters =>
  new Map<string, number>([
    [COUNTER.calls, calls],
    [COUNTER.billedMs, billedMs],
    [COUNTER.billedMbMs, billedMbMs],
  ]);

const HOUR_MS = 3_600_000;

/** Hours from then to the end of its month, in UTC. */
function hoursLeft(atMs: number): number {
  const at = new Date(atMs);
  return (Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1) - atMs) / HOUR_MS;
}
