/** A minute's value of a metric, as far as it is sure: few calls say little, so the usual counts as some calls more. */
import type { Counters } from '../../state/bucket';
import { COUNTER } from '../../state/counters';
import type { MetricState } from './metric-state';
import { metricIn, type Metric } from './metrics';

/** Or single calls at night, each far from the mean of a day's dozens, make every size common; as many as slow calls need. */
const USUAL_CALLS = 5;

/** Undefined where the minute has no such value. */
export function sureValue(metric: Metric, counters: Counters, { averages, values }: MetricState): number | undefined {
  const value = metricIn(metric, counters);
  if (value === undefined || metric === 'calls' || values === 0) return value;
  const usual = averages.at(-1)!;
  const calls = counters.get(COUNTER.calls) ?? 0;
  const share = calls / (calls + USUAL_CALLS);
  if (metric === 'failed') return usual + share * (value - usual);
  return value > 0 && usual > 0 ? usual * (value / usual) ** share : value;
}
