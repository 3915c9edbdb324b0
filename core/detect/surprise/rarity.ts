/** How rare a size is in its own past: −log10 of the share of sizes at least as large. */
import { ONE, type FadingCounts } from './fading-counts';

/** 1.7^20 is 40,000: sizes from a 40,000th of the series' own unit to 40,000 of it are told apart. */
export const SIZE_CELLS = 40;

/** The cell of a size in units of the series; cell 0 is for no size at all. */
export function sizeCell(size: number, ratio: number): number {
  if (!(size > 0)) return 0;
  const cell = Math.floor(Math.log(size) / Math.log(ratio)) + SIZE_CELLS / 2;
  return Math.min(SIZE_CELLS - 1, Math.max(1, cell));
}

export function rarity({ cells, total }: FadingCounts, cell: number, unseen: number): number {
  let above = 0;
  for (let each = cell; each < cells.length; each += 1) above += cells[each]!;
  return -Math.log10((above + unseen * ONE) / (total + unseen * ONE));
}

/** The largest rarity there can be while no more than `memory` values are counted. */
export const largestRarity = (memory: number, unseen: number): number => Math.log10((memory + unseen) / unseen);
