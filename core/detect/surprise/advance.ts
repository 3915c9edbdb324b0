/** Where the averages, the hour's usual and the unit stand once a value is counted in. */
import type { MetricState } from './metric-state';
import type { SurpriseSettings } from './settings';

/** The unit is fixed after this many values that are not zero: one that went on moving would move all past sizes with it. */
const UNIT_VALUES = 30;
const HOUR_MS = 3_600_000;

/** Averages after `value`; each is the plain mean until it has as many values as it looks back on. */
export function averagesWith({ averages, values }: MetricState, value: number, over: readonly number[]): Float64Array {
  const after = new Float64Array(averages.length);
  for (let each = 0; each < after.length; each += 1) {
    const average = averages[each]!;
    after[each] = average + (value - average) / Math.min(over[each]!, values + 1);
  }
  return after;
}

/** The mean of the first values that are not zero, without sign; 0 while all were zero. */
export function unitWith({ unit, unitValues }: MetricState, value: number): number {
  if (value === 0 || unitValues >= UNIT_VALUES) return unit;
  return unit + (Math.abs(value) - unit) / (unitValues + 1);
}

export const countsForUnit = ({ unitValues }: MetricState, value: number): boolean =>
  value !== 0 && unitValues < UNIT_VALUES;

export const hourOf = (atMs: number): number => Math.floor((((atMs / HOUR_MS) % 24) + 24) % 24);

/** The usual of that hour once `value` is counted in. */
export function usualWith(usual: number | undefined, value: number, { hourWeight }: SurpriseSettings): number {
  return usual === undefined || Number.isNaN(usual) ? value : usual + hourWeight * (value - usual);
}
