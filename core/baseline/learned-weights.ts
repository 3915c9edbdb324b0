/**
 * How much each duration of a minute weighs where it is learned: every delivery about as much as any other, however many calls
 * it holds. A delivery is of one stream, so that one stream that prints more than its share moves what is usual no farther.
 */
import { lightCell, readCells } from '../state/counters';
import type { Counters } from '../state/bucket';

/** The weight of one call that comes alone, in the units that a bucket keeps. */
export const DELIVERY_WEIGHT = 1200;
/**
 * Twice the calls take an eighth off a delivery's weight: forged lines swell their own stream's delivery above the others', and
 * what they take away from its true calls they shall not win.
 */
const TWICE_THE_CALLS = 0.875;

/** What a delivery of so many calls weighs, in units. */
export const deliveryWeight = (calls: number): number =>
  Math.round(DELIVERY_WEIGHT * TWICE_THE_CALLS ** Math.log2(calls));

/**
 * What a delivery's calls weigh less than DELIVERY_WEIGHT each, by cell: nothing where it holds one call. The whole of
 * `counts` weighs `deliveryWeight` together, to the last unit.
 */
export function lightness(counts: ReadonlyMap<number, number>): Map<number, number> {
  const cells = Uint8Array.from(counts.keys()).toSorted();
  let calls = 0;
  for (const count of counts.values()) calls += count;
  const light = new Map<number, number>();
  const whole = deliveryWeight(calls);
  let before = 0;
  for (const cell of cells) {
    const count = counts.get(cell) ?? 0;
    // The share of the delivery below the cell's end, rounded, less the share below its start: sums to the whole exactly.
    const weight = Math.round(((before + count) * whole) / calls) - Math.round((before * whole) / calls);
    before += count;
    const less = count * DELIVERY_WEIGHT - weight;
    if (less > 0) light.set(cell, less);
  }
  return light;
}

/** What a bucket's durations weigh where they are learned, in deliveries. */
export function learnedWeights(counters: Counters): [cell: number, weight: number][] {
  const weights: [cell: number, weight: number][] = [];
  for (const [cell, count] of readCells(counters, 'd')) {
    const less = counters.get(lightCell(cell)) ?? 0;
    const weight = (count * DELIVERY_WEIGHT - less) / DELIVERY_WEIGHT;
    if (weight > 0) weights.push([cell, weight]);
  }
  return weights;
}
