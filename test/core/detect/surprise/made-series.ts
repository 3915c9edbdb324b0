/** Series for the tests: seeded, so that a red test stays red. */
export interface Point {
  readonly value: number;
  readonly atMs: number;
}

const MINUTE_MS = 60_000;
const START_MS = Date.UTC(2026, 10, 2);

/** Minutes with a daily rhythm and noise, and ten times as much in the minutes of `trouble`. */
export function madeSeries(
  minutes: number,
  trouble: readonly [from: number, to: number] = [-1, -1],
  seed = 1,
): Point[] {
  const chance = chanceOf(seed);
  return Array.from({ length: minutes }, (_, minute) => {
    const rhythm = 100 + 50 * Math.sin((2 * Math.PI * minute) / 1440);
    const usual = rhythm + 10 * (chance() + chance() - 1);
    const isTrouble = minute >= trouble[0] && minute < trouble[1];
    return { value: isTrouble ? usual * 10 : usual, atMs: START_MS + minute * MINUTE_MS };
  });
}

/** Mulberry32: 0 (inclusive) to 1. */
export function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
