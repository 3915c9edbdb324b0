/** What a function's usual week costs, from its usual hours: by a thousand calls and by month. */
import type { Profile } from '../../core/baseline/profile';
import { usualWeek } from '../../core/baseline/usual-by-hour';
import type { CallFigureName } from '../../core/baseline/figures';
import { costOf, type PricedBy } from '../../core/price';
import { COUNTER } from '../../core/state/counters';

export interface WeekCost {
  readonly calls: number;
  readonly usdPerThousandCalls: number;
  readonly usdPerMonth: number;
  readonly assumed: readonly string[];
}

/** A month of 365.25 / 12 days. */
const WEEKS_PER_MONTH = 365.25 / 12 / 7;

/** Undefined while no call is usual. */
export function weekCost(profile: Profile, pricedBy: PricedBy): WeekCost | undefined {
  const calls = sumOfWeek(profile, 'calls');
  if (calls === undefined || calls <= 0) return undefined;
  const [billedMs, billedMbMs] = [sumOfWeek(profile, 'billedMs'), sumOfWeek(profile, 'billedMbMs')];
  const { usd, assumed } = costOf(
    new Map([
      [COUNTER.calls, calls],
      ...(billedMs === undefined ? [] : [[COUNTER.billedMs, billedMs] as const]),
      ...(billedMbMs === undefined ? [] : [[COUNTER.billedMbMs, billedMbMs] as const]),
    ]),
    pricedBy,
  );
  return { calls, usdPerThousandCalls: (usd / calls) * 1000, usdPerMonth: usd * WEEKS_PER_MONTH, assumed };
}

/** An hour that nothing is known of counts as the mean of the others. */
function sumOfWeek(profile: Profile, figure: CallFigureName): number | undefined {
  const week = usualWeek(profile, figure);
  const known = week.flatMap((hour) => hour?.usual ?? []);
  if (known.length === 0) return undefined;
  return (known.reduce((sum, each) => sum + each, 0) / known.length) * week.length;
}
