/**
 * Finds a function that is dear while nothing is known of what it usually costs: in its first hours. Only what nobody would call
 * cheap is told, for it may well be usual.
 */
import { costOf, pricer, type PricedBy } from '../price';
import { startOf } from '../state/minute';
import { COUNTER } from '../state/counters';
import type { Series } from '../state/series';
import { billedIn, billedOf, hoursLeft } from './billed';
import type { Finding } from './finding';
import type { CostSpikeRule } from './rules';
import { allOf, measured } from './silenced-by';
import { stretchOf } from './stretch';
import type { Window } from './window';
import { WORTH_A_LOOK } from './worth-a-look';

export function findUnknownCost(
  subject: Series,
  seen: Window,
  rule: CostSpikeRule,
  priced: PricedBy,
): Finding | undefined {
  const usdOf = pricer(priced);
  const usdAnHour = (usdOf(billedIn(seen)) / seen.minutes) * 60;
  const reach = allOf(rule, { criticalUsdAnHour: usdAnHour, minExtraUsdAnHour: usdAnHour });
  if (reach.ratio < WORTH_A_LOOK) return undefined;
  const limit = Math.max(rule.criticalUsdAnHour, rule.minExtraUsdAnHour) / 60;
  const span = stretchOf(seen, (bucket) => usdOf(billedOf(bucket)) - limit, -limit);
  if (span === undefined) return undefined;
  return {
    kind: 'cost-spike',
    subject,
    // Nobody knows that it is more than it should be.
    severity: 'warning',
    ...measured(reach),
    ...span,
    evidence: {
      kind: 'cost-spike',
      usdAnHour,
      extraUsdThisMonth: usdAnHour * hoursLeft(startOf(seen.last)),
      coldStartShare: Math.min(1, seen.count(COUNTER.initUs) / 1000 / seen.count(COUNTER.billedMs)),
      assumed: costOf(seen.counters(), priced).assumed,
      windowMinutes: seen.minutes,
    },
    addresses: [],
  };
}
