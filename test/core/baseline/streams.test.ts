import fc from 'fast-check';
import { emptyRecent, foldParts } from '../../../core/baseline/fold';
import { hourFigures } from '../../../core/baseline/hour-figures';
import { DELIVERY_WEIGHT, deliveryWeight, learnedWeights, lightness } from '../../../core/baseline/learned-weights';
import type { FunctionRecent } from '../../../core/baseline/recent';
import { usualCalls } from '../../../core/baseline/usual';
import { durationCell, lightCell } from '../../../core/state/counters';
import { checkout } from '../minutes';
import { makeHour, type Forgery } from './streams';

const START = 29_030_400;
const CALLS = 8;

/** By how much forged lines move what an hour teaches the profile, and what is usual lately. */
function moved(spread: number, forgery: Forgery): { readonly profile: number; readonly recent: number } {
  const [clean, forged] = [undefined, forgery].map((each) => makeHour(START, CALLS, spread, 5, each));
  const median = (hour: typeof clean) => hourFigures('function', hour!)!.medianMs!;
  const lately = (hour: typeof clean) =>
    usualCalls(foldParts(emptyRecent(checkout, START), hour!) as FunctionRecent)!.medianMs;
  return { profile: median(forged) / median(clean) - 1, recent: lately(forged) / lately(clean) - 1 };
}

describe('lines forged in one of ten streams, 20 % of all', () => {
  it.each([
    [0.1, 30_000],
    [0.1, 1],
    [0.2, 30_000],
    [0.2, 1],
    [0.3, 30_000],
    [0.3, 1],
    [0.5, 30_000],
    [0.5, 1],
  ])('move a median by at most 5 %% where calls spread by %f (forged: %i ms)', (spread, durationMs) => {
    const by = moved(spread, { durationMs, share: 0.2, streams: 1 });
    expect(Math.abs(by.profile)).toBeLessThanOrEqual(0.05);
    expect(Math.abs(by.recent)).toBeLessThanOrEqual(0.05);
    expect(by.profile).not.toBe(0);
  });

  it('would move it twice as far if each call weighed the same', () => {
    const forgery = { durationMs: 30_000, share: 0.2, streams: 1 };
    const [clean, forged] = [undefined, forgery].map((each) => makeHour(START, CALLS, 0.3, 5, each));
    const pooled = (hour: typeof clean) =>
      hourFigures(
        'function',
        hour!.map(({ minute, counters }) => ({
          minute,
          counters: new Map([...counters].filter(([name]) => !name.startsWith('x'))),
        })),
      )!.medianMs!;
    expect(pooled(forged) / pooled(clean) - 1).toBeGreaterThan(2 * moved(0.3, forgery).profile * 0.9);
  });
});

describe('lines forged in all streams, 20 % of all', () => {
  it.each([0.1, 0.3, 0.5])(
    'move a median no farther than to the 62nd or the 38th of 100 calls (spread %f)',
    (spread) => {
      const [low, high] = [Math.exp(-0.33 * spread), Math.exp(0.33 * spread)];
      for (const durationMs of [1, 30_000]) {
        const by = moved(spread, { durationMs, share: 0.2, streams: 10 });
        expect(1 + by.profile).toBeGreaterThan(low * 0.97);
        expect(1 + by.profile).toBeLessThan(high * 1.03);
      }
    },
  );
});

describe('the weight of a delivery where it is learned', () => {
  const counts = fc.dictionary(fc.nat(255).map(String), fc.integer({ min: 1, max: 5000 }), { minKeys: 1, maxKeys: 60 });
  const asMap = (record: Record<string, number>) =>
    new Map(Object.entries(record).map(([cell, count]) => [Number(cell), count] as const));

  it('is shared out among its calls alike, to the last unit', () => {
    fc.assert(
      fc.property(counts, (record) => {
        const cells = asMap(record);
        const light = lightness(cells);
        const counters = new Map([
          ...[...cells].map(([cell, count]) => [durationCell(cell), count] as const),
          ...[...light].map(([cell, less]) => [lightCell(cell), less] as const),
        ]);
        const weight = learnedWeights(counters).reduce((sum, [, each]) => sum + each, 0);
        const calls = [...cells.values()].reduce((sum, count) => sum + count, 0);
        expect(weight).toBeCloseTo(deliveryWeight(calls) / DELIVERY_WEIGHT, 9);
        for (const [cell, each] of learnedWeights(counters)) {
          const share = (cells.get(cell)! / calls) * weight;
          expect(Math.abs(each - share)).toBeLessThanOrEqual(1 / DELIVERY_WEIGHT);
        }
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  it.each([
    [1, 1],
    [2, 0.875],
    [8, 0.67],
    [1000, 0.264],
  ])('of %i calls is %f', (calls, weight) => expect(deliveryWeight(calls) / DELIVERY_WEIGHT).toBeCloseTo(weight, 3));

  it('needs no counter where a delivery holds one call', () => {
    expect(lightness(new Map([[80, 1]]))).toEqual(new Map());
  });
});
