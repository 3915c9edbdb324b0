/** The metrics of a function that the judging core follows, a value a minute: how long its calls take, how many fail, how many there are. */
import { valueOf } from '../../baseline/log-histogram';
import type { Counters } from '../../state/bucket';
import { COUNTER, readHistograms } from '../../state/counters';

export const METRICS = ['duration', 'failed', 'calls'] as const;
export type Metric = (typeof METRICS)[number];

/** Undefined where the minute has no such value: no call, no report. */
export function metricIn(metric: Metric, counters: Counters): number | undefined {
  const calls = counters.get(COUNTER.calls) ?? 0;
  if (calls === 0) return undefined;
  switch (metric) {
    case 'duration':
      return middleDuration(counters);
    case 'failed':
      return Math.min(1, (counters.get(COUNTER.errors) ?? 0) / calls);
    case 'calls':
      return calls;
  }
}

/**
 * The geometric mean in ms, which one call far out hardly moves: cells lie a ratio apart, so it is the value of their mean
 * place, summed in whole numbers that no order of delivery changes.
 */
function middleDuration(counters: Counters): number | undefined {
  let [weight, places] = [0, 0];
  for (const [cell, count] of readHistograms(counters).d) {
    weight += count;
    places += count * cell;
  }
  return weight === 0 ? undefined : valueOf(places / weight);
}
