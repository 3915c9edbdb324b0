/** The mean of the values that a metric remembers, fading as its memory does: within the width of a cell, 13 %, of each value. */
import { ONE } from './fading-counts';
import type { MetricState } from './metric-state';
import { valueOfCell } from './novelty';

/** Over how many values, too; of none the mean is 0. */
export function meanSeen({ valuesSeen, unit }: MetricState): { readonly mean: number; readonly values: number } {
  const { cells, total } = valuesSeen;
  let sum = 0;
  for (let cell = 0; cell < cells.length; cell += 1) if (cells[cell]! > 0) sum += cells[cell]! * valueOfCell(cell);
  return { mean: total > 0 ? (sum / total) * unit : 0, values: total / ONE };
}
