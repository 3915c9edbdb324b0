/** What the judge remembers of one metric: of one size however long the metric runs. `state-bytes.ts` makes it small. */
import { newFadingCounts, type FadingCounts } from './fading-counts';
import { VALUE_CELLS } from './novelty';
import { SIZE_CELLS } from './rarity';
import type { SurpriseSettings } from './settings';

export interface MetricState {
  /** Values learned. */
  values: number;
  /** The series' own unit: the mean of its first values that are not zero. */
  unit: number;
  unitValues: number;
  last: number;
  /** Running averages, one for each of `averagesOver`. */
  readonly averages: Float64Array;
  /** The usual of each hour of the day (UTC); NaN until one was seen. */
  readonly hours: Float64Array;
  readonly valuesSeen: FadingCounts;
  /** Past sizes of each number: the step, each gap, the distance from the hour's usual, the novelty. */
  readonly sizesSeen: readonly FadingCounts[];
  /** The largest surprise lately, sinking. */
  bar: number;
}

export function newMetricState({ averagesOver }: SurpriseSettings): MetricState {
  return {
    values: 0,
    unit: 0,
    unitValues: 0,
    last: 0,
    averages: new Float64Array(averagesOver.length),
    hours: new Float64Array(24).fill(Number.NaN),
    valuesSeen: newFadingCounts(VALUE_CELLS),
    sizesSeen: Array.from({ length: averagesOver.length + 2 }, () => newFadingCounts(SIZE_CELLS)),
    bar: 0,
  };
}

/** What is learned into the copy leaves the state as it is. */
export const copyMetricState = (state: MetricState): MetricState => ({
  ...state,
  averages: state.averages.slice(),
  hours: state.hours.slice(),
  valuesSeen: copyCounts(state.valuesSeen),
  sizesSeen: state.sizesSeen.map(copyCounts),
});

const copyCounts = ({ cells, total }: FadingCounts): FadingCounts => ({ cells: cells.slice(), total });
