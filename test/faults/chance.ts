/** Draws from a seed: the same words give the same number, whatever was drawn before and in whatever order. */
import { createHash } from 'node:crypto';

export interface Chance {
  /** 0 ≤ number < 1, by what it is drawn for. */
  share(...words: readonly (string | number)[]): number;
  /** 0 ≤ whole number < `below`. */
  whole(below: number, ...words: readonly (string | number)[]): number;
}

export function createChance(seed: number): Chance {
  const share = (...words: readonly (string | number)[]): number =>
    createHash('md5')
      .update([seed, ...words].join('\0'))
      .digest()
      .readUInt32BE(0) /
    2 ** 32;
  return { share, whole: (below, ...words) => Math.floor(share(...words) * below) };
}

/** Counts by name: what was met, how often. */
export type Counts = Map<string, number>;

export const countOne = (counts: Counts, name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);
