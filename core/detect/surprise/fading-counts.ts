/** Counts by cell that fade: all are halved whenever their total has reached the memory. Whole numbers, so that what is stored and read back is the same to the bit. */
export interface FadingCounts {
  readonly cells: Uint16Array;
  total: number;
}

/** One value weighs this much, so that it outlives three halvings. */
export const ONE = 8;

export const newFadingCounts = (cells: number): FadingCounts => ({ cells: new Uint16Array(cells), total: 0 });

export function countIn(counts: FadingCounts, cell: number, memory: number): void {
  const { cells } = counts;
  if (counts.total + ONE > memory * ONE) {
    counts.total = 0;
    for (let each = 0; each < cells.length; each += 1) counts.total += cells[each] = cells[each]! >> 1;
  }
  cells[cell] = cells[cell]! + ONE;
  counts.total += ONE;
}
