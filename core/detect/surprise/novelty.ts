/** How far a value lies from all that were seen, whatever came before it: what gaps and steps miss in a series that jumps between levels. */
import { ONE, type FadingCounts } from './fading-counts';

const MIDDLE = 40;
/** A cell is a quarter of the value wide, up to a quarter of a tenth of the unit near zero; negative values have their own. */
const CELLS_PER_E = 4;
const LINEAR_BELOW = 0.1;

export const VALUE_CELLS = 2 * MIDDLE + 1;

/** The cell of a value in units of the series. */
export function valueCell(value: number): number {
  const cell = MIDDLE + Math.round(Math.asinh(value / LINEAR_BELOW) * CELLS_PER_E);
  return Math.min(VALUE_CELLS - 1, Math.max(0, cell));
}

/** The value in the middle of a cell, in units of the series. */
export const valueOfCell = (cell: number): number => LINEAR_BELOW * Math.sinh((cell - MIDDLE) / CELLS_PER_E);

/** −log10 of the share of values in the cell, half of its neighbours' included. */
export function noveltyOf({ cells, total }: FadingCounts, cell: number): number {
  const near = cells[cell]! + ((cells[cell - 1] ?? 0) + (cells[cell + 1] ?? 0)) / 2;
  return Math.max(0, -Math.log10((near + ONE / 2) / (total + ONE)));
}
