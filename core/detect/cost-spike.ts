/**
 * Finds a function that costs far more an hour than is usual at this hour, and what makes it dear. Blind to what its log does
 * not bill: other services it calls, traffic, Managed Instances. A cent more is no alert, however many times the usual it is.
 */
import type { UsualHour } from '../baseline/usual-by-hour';
import { costOf, pricer, type Billed, type PricedBy } from '../price';
import { COUNTER } from '../state/counters';
import type { Series } from '../state/series';
import { startOf } from '../state/minute';
import { billedIn, billedOf, hoursLeft } from './billed';
import type { Finding } from './finding';
import type { CostSpikeRule } from './rules';
import { allOf, anyOf, atMost, measured, NOTHING, type Reach } from './silenced-by';
import { stretchOf, type Stretch } from './stretch';
import { lnNegativeBinomialTail } from './tails';
import { findUnknownCost } from './unknown-cost';
import { lastMinutes, type Window } from './window';
import { WORTH_A_LOOK } from './worth-a-look';

export interface CostSpikeEvidence {
  readonly kind: 'cost-spike';
  /** Dollars an hour, now and usually at this hour of the week; undefined while nothing is known to be usual. */
  readonly usdAnHour: number;
  readonly usualUsdAnHour?: number;
  /** Calls that are usually under way at once, on average. */
  readonly usualCallsAtOnce?: number;
  /** What it adds by the end of the month if it goes on, in dollars. */
  readonly extraUsdThisMonth: number;
  /** What each change multiplied the cost by, where the usual is known; their product is the whole. */
  readonly moreCalls?: number;
  readonly longerCalls?: number;
  readonly moreMemory?: number;
  /** The share of the billed time that went into cold starts, 0 to 1. */
  readonly coldStartShare: number;
  /** What had to be assumed of the price, in words. */
  readonly assumed: readonly string[];
  readonly windowMinutes: number;
}

/**
 * In fewer minutes it takes more: there a busy spell stands out farther, and one long call costs as much as many. So there only
 * the number of calls and their memory count.
 */
const SHORT_SPANS: readonly (readonly [minutes: number, times: number])[] = [
  [1, 2.3],
  [3, 1.6],
  [7, 1.25],
];
/** How unevenly calls come within minutes: a variance of mean + mean² / 10. ln of the chance that is left to it. */
const SPELLS = 10;
const CHANCE = -12;
/** Over the whole window, where the calls are many and do not cost as much: a busy spell comes to 2.7 times the usual. */
const CALLS_ALONE = 1.1;
/** Longer calls are told as slow calls at once; what they cost is told when it goes on. */
const LASTING_SHARE = 0.7;

export function findCostSpike(
  subject: Series,
  usual: UsualHour,
  seen: Window,
  rule: CostSpikeRule,
  priced: PricedBy,
): Finding | undefined {
  const usdOf = pricer(priced);
  const known = usualBilled(usual, usdOf);
  if (known === undefined) return findUnknownCost(subject, seen, rule, priced);
  const ways: readonly [Way, ...Way[]] = [
    { looked: seen, reach: costReach(seen, known, rule, usdOf) },
    { looked: seen, reach: callsReach(seen, known, rule, CALLS_ALONE, usdOf), times: CALLS_ALONE },
    ...SHORT_SPANS.map(([minutes, times]) => {
      const looked = lastMinutes(seen, minutes);
      return { looked, reach: shortReach(looked, known, rule, times, usdOf), times };
    }),
  ];
  const { looked, times } = ways.reduce((most, one) => (one.reach.ratio > most.reach.ratio ? one : most), ways[0]);
  const reach = anyOf(...ways.map((each) => each.reach));
  if (reach.ratio < WORTH_A_LOOK) return undefined;
  const usdAnHour = (usdOf(billedIn(looked)) / looked.minutes) * 60;
  const extra = usdAnHour - known.usd;
  const span = times === undefined ? dearIn(seen, known, rule, usdOf) : manyIn(seen, known, rule, times);
  if (span === undefined) return undefined;
  return {
    kind: 'cost-spike',
    subject,
    severity: extra >= rule.criticalUsdAnHour ? 'critical' : 'warning',
    ...measured(reach),
    ...span,
    evidence: {
      kind: 'cost-spike',
      usdAnHour,
      usualUsdAnHour: known.usd,
      usualCallsAtOnce: known.billedMs / HOUR_MS,
      extraUsdThisMonth: extra * hoursLeft(startOf(seen.last)),
      ...driversOf(looked, known),
      assumed: costOf(looked.counters(), priced).assumed,
      windowMinutes: looked.minutes,
    },
    addresses: [],
  };
}

/** One way to tell: what was looked at, and by how many times the usual multiple, where it is of the calls alone. */
interface Way {
  readonly looked: Window;
  readonly reach: Reach;
  readonly times?: number;
}

/** What is billed in a usual hour, and what that costs, as it is and at the upper end. */
interface UsualBilled {
  readonly calls: number;
  readonly billedMs: number;
  readonly billedMbMs: number;
  readonly highCalls: number;
  readonly usd: number;
  readonly highUsd: number;
}

type Pricer = ReturnType<typeof pricer>;

function usualBilled({ calls, billedMs, billedMbMs }: UsualHour, usdOf: Pricer): UsualBilled | undefined {
  if (calls === undefined || billedMs === undefined || billedMbMs === undefined) return undefined;
  const usd = (level: 'usual' | 'high'): number =>
    usdOf({ calls: calls[level], billedMs: billedMs[level], billedMbMs: billedMbMs[level] });
  return {
    calls: calls.usual,
    billedMs: billedMs.usual,
    billedMbMs: billedMbMs.usual,
    highCalls: calls.high,
    usd: usd('usual'),
    highUsd: usd('high'),
  };
}

/** When it began and ended, by the limit of the way in which it is told: of the cost, or of the calls with their memory. */
function dearIn(seen: Window, known: UsualBilled, rule: CostSpikeRule, usdOf: Pricer): Stretch | undefined {
  const limit = (known.highUsd * rule.timesUsual) / 60;
  return stretchOf(seen, (bucket) => usdOf(billedOf(bucket)) - limit, -limit);
}

function manyIn(seen: Window, known: UsualBilled, rule: CostSpikeRule, times: number): Stretch | undefined {
  const limit = (known.highCalls * rule.timesUsual * times) / 60;
  const usualMb = known.billedMbMs / known.billedMs;
  const manyOf = ({ calls, billedMs, billedMbMs }: Billed) =>
    calls * (billedMs > 0 ? billedMbMs / billedMs / usualMb : 1);
  return stretchOf(seen, (bucket) => manyOf(billedOf(bucket)) - limit, -limit);
}

function costReach(seen: Window, known: UsualBilled, rule: CostSpikeRule, usdOf: Pricer): Reach {
  const usdAnHour = (usdOf(billedIn(seen)) / seen.minutes) * 60;
  const limit = known.highUsd * rule.timesUsual;
  const reach = allOf(rule, { minExtraUsdAnHour: usdAnHour - known.usd, timesUsual: usdAnHour / known.highUsd });
  if (reach.ratio < WORTH_A_LOOK || usdAnHour / Math.max(1, driversOf(seen, known).longerCalls) > limit) return reach;
  const dear = seen.buckets.filter((bucket) => usdOf(billedOf(bucket)) * 60 > limit).length;
  return atMost(reach, dear / seen.minutes / LASTING_SHARE);
}

/**
 * Of the calls and their memory alone: a few long ones make the usual hour dear, and most windows have none, so that three times
 * the calls cost but twice as much.
 */
function callsReach(seen: Window, known: UsualBilled, rule: CostSpikeRule, times: number, usdOf: Pricer): Reach {
  if (seen.count(COUNTER.calls) < WORTH_A_LOOK * highCalls(seen, known) * rule.timesUsual * times) return NOTHING;
  const seenUsd = (usdOf(billedIn(seen)) / seen.minutes) * 60;
  if (seenUsd - known.usd < WORTH_A_LOOK * rule.minExtraUsdAnHour) return NOTHING;
  const { moreCalls, longerCalls, moreMemory } = driversOf(seen, known);
  const usdAnHour = seenUsd / Math.max(1, longerCalls);
  const many = (moreCalls * moreMemory * known.calls) / (known.highCalls * times);
  return allOf(rule, { minExtraUsdAnHour: usdAnHour - known.usd, timesUsual: many });
}

function shortReach(lately: Window, known: UsualBilled, rule: CostSpikeRule, times: number, usdOf: Pricer): Reach {
  const reach = callsReach(lately, known, rule, times, usdOf);
  if (reach.ratio < WORTH_A_LOOK) return NOTHING;
  const ln = lnNegativeBinomialTail(lately.count(COUNTER.calls), highCalls(lately, known), SPELLS);
  return atMost(reach, ln / CHANCE);
}

/** The upper end of the calls that are usual in so many minutes. */
const highCalls = (seen: Window, known: UsualBilled): number => (known.highCalls / 60) * seen.minutes;

/** Cost is calls × time a call × memory: each of the three against its usual. */
function driversOf(seen: Window, usual: UsualBilled) {
  const [calls, billedMs] = [seen.count(COUNTER.calls), seen.count(COUNTER.billedMs)];
  const memoryMb = seen.count(COUNTER.billedMbMs) / billedMs;
  return {
    moreCalls: calls / (usual.calls * (seen.minutes / 60)),
    longerCalls: billedMs / calls / (usual.billedMs / usual.calls),
    moreMemory: memoryMb / (usual.billedMbMs / usual.billedMs),
    coldStartShare: Math.min(1, seen.count(COUNTER.initUs) / 1000 / billedMs),
  };
}

const HOUR_MS = 3_600_000;
