/** Chance that is the same for the same seed: mulberry32 (Tommy Ettinger, 2017), 32 bits of state. */
export interface Random {
  /** 0 ≤ value < 1. */
  next(): number;
  between(from: number, to: number): number;
  /** A whole number from 0 up to, not including, `count`. */
  below(count: number): number;
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
  /** Scattered around `median` by factors, as durations are: about 95 % lie within exp(±2 × spread). */
  around(median: number, spread: number): number;
  hex(digits: number): string;
  uuid(): string;
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  const below = (count: number): number => Math.floor(next() * count);
  const hex = (digits: number): string => {
    let text = '';
    while (text.length < digits) text += below(0x1000_0000).toString(16).padStart(7, '0');
    return text.slice(0, digits);
  };
  return {
    next,
    below,
    hex,
    between: (from, to) => from + next() * (to - from),
    pick: (items) => items[below(items.length)] ?? items[0],
    around: (median, spread) => median * Math.exp(spread * normal(next)),
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
  };
}

/** Box and Muller, 1958. */
const normal = (next: () => number): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
