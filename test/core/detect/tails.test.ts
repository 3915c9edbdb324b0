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
