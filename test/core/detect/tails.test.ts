import * as fc from 'fast-check';
import { lnBinomialTail, lnNegativeBinomialTail } from '../../../core/detect/tails';

describe('tails', () => {
  it.each([
    [10, 10, 0.27, 0.27 ** 10],
    [2, 1, 0.3, 1 - 0.7 ** 2],
    [3, 2, 0.25, 3 * 0.25 ** 2 * 0.75 + 0.25 ** 3],
    [20, 0, 0.5, 1],
    [20, 10, 0.5, 1],
  ])('of %i tries %i hit with p %f: %f', (tries, hits, p, chance) => {
    expect(Math.exp(lnBinomialTail(tries, hits, p))).toBeCloseTo(chance, 10);
  });

  it('of bursts: P(X ≥ 2) with mean 1 and shape 1 is a quarter', () => {
    expect(Math.exp(lnNegativeBinomialTail(2, 1, 1))).toBeCloseTo(0.25, 10);
  });

  /** However large the mean, so many times of it are a gamma law's: of shape 10, the chance of fewer than ten of 10 × times. */
  const inTheLimit = (times: number): number => {
    let [term, sum] = [1, 1];
    for (let k = 1; k < 10; k += 1) sum += term *= (10 * times) / k;
    return Math.log(sum) - 10 * times;
  };

  it.each([1e5, 1e6, 1e7, 1e9, 1e12])('of bursts around %d: as of any large mean', (mean) => {
    for (const times of [1.5, 2, 2.75, 3.5])
      expect(lnNegativeBinomialTail(Math.round(times * mean), mean, 10)).toBeCloseTo(inTheLimit(times), 2);
  });

  it('of bursts: the sum of the single chances, for any shape', () => {
    const mean = fc.double({ min: 0.05, max: 40, noNaN: true });
    fc.assert(
      fc.property(fc.nat(100), mean, fc.integer({ min: 1, max: 12 }), (more, around, shape) => {
        const count = Math.floor(around) + 1 + more;
        const p = around / (around + shape);
        let [chance, below] = [(1 - p) ** shape, 0];
        for (let k = 0; k < count; k += 1) {
          below += chance;
          chance *= ((k + shape) / (k + 1)) * p;
        }
        if (1 - below < 1e-9) return;
        expect(Math.exp(lnNegativeBinomialTail(count, around, shape)) / (1 - below)).toBeCloseTo(1, 4);
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it('of a thousand million tries: five standard deviations are as rare as everywhere', () => {
    const hits = Math.floor(0.27e9 + 5 * Math.sqrt(1e9 * 0.27 * 0.73));
    expect(lnBinomialTail(1e9, hits, 0.27)).toBeCloseTo(Math.log(2.867e-7), 2);
  });

  it('never grow with one more hit, or one more failed try', () => {
    const share = fc.double({ min: 0.01, max: 0.99, noNaN: true });
    fc.assert(
      fc.property(fc.nat(2000), fc.nat(2000), share, (one, other, p) => {
        const tries = Math.max(one, other);
        const hits = Math.min(one, other);
        const here = lnBinomialTail(tries, hits, p);
        expect(lnBinomialTail(tries + 1, hits + 1, p)).toBeLessThanOrEqual(here + 1e-9);
        expect(lnBinomialTail(Math.max(tries, hits + 1), hits + 1, p)).toBeLessThanOrEqual(here + 1e-9);
        expect(here).toBeLessThanOrEqual(0);
      }),
      { seed: 5, numRuns: 500 },
    );
  });
});
