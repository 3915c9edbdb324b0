/** Cells of a histogram whose borders grow by 10 %: a value read back from its cell is within 4.8 % (Masson et al. 2019). */
const RATIO = 1.1;
const LOG_RATIO = Math.log(RATIO);
const SMALLEST = 0.1;
const LAST_CELL = 255;

export type Cells = Iterable<readonly [cell: number, weight: number]>;

/** The cell of a value in ms or MB; everything up to 0.1 is cell 0. */
export function cellOf(value: number): number {
  if (!(value > SMALLEST)) return 0;
  return Math.min(LAST_CELL, Math.ceil(Math.log(value / SMALLEST) / LOG_RATIO));
}

/** The value that stands for a cell. */
export const valueOf = (cell: number): number => VALUES[cell] ?? middleOf(cell);

/** Its natural logarithm. */
export const lnOf = (cell: number): number => LOGARITHMS[cell] ?? Math.log(middleOf(cell));

const middleOf = (cell: number): number => (cell === 0 ? SMALLEST : (SMALLEST * RATIO ** cell * 2) / (1 + RATIO));

const VALUES: readonly number[] = Array.from({ length: LAST_CELL + 1 }, (_, cell) => middleOf(cell));
const LOGARITHMS: readonly number[] = VALUES.map((value) => Math.log(value));

/** The value below which the share `q` (0 to 1) of the weight lies; undefined without weight. */
export const quantile = (cells: Cells, q: number): number | undefined => quantiles(cells, [q])?.[0];

/** Several quantiles at once, `shares` ascending. */
export function quantiles(cells: Cells, shares: readonly number[]): number[] | undefined {
  const sorted = [...cells].filter(([, weight]) => weight > 0).toSorted((a, b) => a[0] - b[0]);
  const total = sorted.reduce((sum, [, weight]) => sum + weight, 0);
  if (total === 0) return undefined;
  const values: number[] = [];
  let below = 0;
  for (const [cell, weight] of sorted) {
    below += weight;
    while (values.length < shares.length && below >= shares[values.length]! * total) values.push(valueOf(cell));
  }
  while (values.length < shares.length) values.push(valueOf(sorted.at(-1)![0]));
  return values;
}

/**
 * Like `quantiles`, but spread evenly over each cell's width (in logarithms) instead of standing on its middle: moves
 * smoothly as weights do, and is off by a cell's width (10 %) at the very most.
 */
export function smoothQuantiles(cells: Cells, shares: readonly number[]): number[] | undefined {
  const sorted = [...cells].filter(([, weight]) => weight > 0).toSorted((a, b) => a[0] - b[0]);
  const total = sorted.reduce((sum, [, weight]) => sum + weight, 0);
  if (total === 0) return undefined;
  return shares.map((share) => {
    let below = 0;
    for (const [cell, weight] of sorted) {
      if (below + weight >= share * total) return valueWithin(cell, (share * total - below) / weight);
      below += weight;
    }
    return valueOf(sorted.at(-1)![0]);
  });
}

const valueWithin = (cell: number, part: number): number =>
  cell === 0 ? SMALLEST : SMALLEST * RATIO ** (cell - 1 + part);
