/** Keeps what one delivery adds to a bucket within one write, however many histogram cells a forger fills. */
import type { Counters } from './bucket';

/** Counters that fit into an update's 4 KB of expression, with sketches and guards (2026-11). */
export const MOST_COUNTERS = 380;
/** Honest calls from 0.1 ms to 15 minutes fill 168 cells of duration at the most; few minutes fill 40. */
const MOST_CELLS = 110;

const CELL = /^([dmt])(\d+)$/;

/** The same counters; where they are too many, cells that lie beside each other become one, the lowest: counts stay exact. */
export function boundCells(counters: Counters): Counters {
  if (counters.size <= MOST_COUNTERS) return counters;
  const distinct = new Map<string, number>();
  for (const name of counters.keys()) {
    const letter = CELL.exec(name)?.[1];
    if (letter !== undefined) distinct.set(letter, (distinct.get(letter) ?? 0) + 1);
  }
  const bounded = new Map<string, number>();
  for (const [name, count] of counters) {
    const [, letter = '', cell = ''] = CELL.exec(name) ?? [];
    const width = 2 ** Math.ceil(Math.log2(Math.max(1, (distinct.get(letter) ?? 0) / MOST_CELLS)));
    const merged = letter === '' ? name : `${letter}${Math.floor(Number(cell) / width) * width}`;
    bounded.set(merged, (bounded.get(merged) ?? 0) + count);
  }
  return bounded;
}
