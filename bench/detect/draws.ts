/** Draws the numbers that traffic is made of from a seeded source of chance. */
import type { Random } from '../../cli/demo/random';

/** How many of something come, when `mean` do on average. */
export function poisson(random: Random, mean: number): number {
  if (!(mean > 0)) return 0;
  if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)));
  const limit = Math.exp(-mean);
  let count = 0;
  for (let left = random.next(); left > limit; left *= random.next()) count += 1;
  return count;
}

/** Tries until one ends the run, 1 at least: each goes on with the chance `goesOn`. */
export function runLength(random: Random, goesOn: number, most: number): number {
  let length = 1;
  while (length < most && random.next() < goesOn) length += 1;
  return length;
}

/** The wait for something that comes every `mean` on average and keeps no time. */
export const wait = (random: Random, mean: number): number => -mean * Math.log(1 - random.next());

/** A factor of 1 or more with a heavy tail: of index 1.5 it has a mean and no variance. */
export const heavyTail = (random: Random, index: number): number => (1 - random.next()) ** (-1 / index);

/** `count` moments from `from` to `to`, in order. */
export const moments = (random: Random, from: number, to: number, count: number): number[] =>
  Array.from({ length: count }, () => random.between(from, to)).toSorted((one, other) => one - other);

/** A value between two that may lie far apart, each size of step as likely. */
export const logBetween = (random: Random, from: number, to: number): number =>
  Math.exp(random.between(Math.log(from), Math.log(to)));

/** Box and Muller, 1958. */
const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
