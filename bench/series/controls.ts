/** Detectors that look at nothing: what a score must beat to mean anything. */
export interface Control {
  readonly name: string;
  readonly score: (rows: number, series: number) => Float64Array;
}

const EVERY_ROWS = 600;
const SEED = 20_261_122;

export const CONTROLS: readonly Control[] = [
  { name: 'say nothing', score: (rows) => new Float64Array(rows) },
  {
    name: 'random, seeded',
    score: (rows, series) => Float64Array.from({ length: rows }, chanceOf(SEED + series)),
  },
  {
    name: `an alarm every ${EVERY_ROWS} rows`,
    score: (rows) => Float64Array.from({ length: rows }, (_, row) => (row % EVERY_ROWS === EVERY_ROWS - 1 ? 1 : 0)),
  },
];

/** Mulberry32: 0 (inclusive) to 1. */
function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
