import * as fc from 'fast-check';
import { surpriseOfShare } from '../../../core/detect/surprise';

/** The exact upper tail of a binomial, by summing. */
function tail(hits: number, tries: number, share: number): number {
  let sum = 0;
  let logChoose = 0;
  for (let k = 0; k <= tries; k += 1) {
    if (k > 0) logChoose += Math.log(tries - k + 1) - Math.log(k);
    if (k >= hits) sum += Math.exp(logChoose + k * Math.log(share) + (tries - k) * Math.log(1 - share));
  }
  return sum;
}

describe('the surprise of a share', () => {
  it('never promises less chance than there is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.nat(200),
        fc.double({ min: 0.001, max: 0.9, noNaN: true }),
        (tries, hit, share) => {
          const hits = Math.min(hit, tries);
          expect(Math.exp(-surpriseOfShare(hits, tries, share))).toBeGreaterThanOrEqual(
            tail(hits, tries, share) * (1 - 1e-9),
          );
        },
      ),
      { seed: 7 },
    );
  });

  it.each([
    ['nothing tried', 0, 0, 0.1, 0],
    ['fewer than expected', 1, 100, 0.1, 0],
    ['as many as expected', 10, 100, 0.1, 0],
    ['every one of five, where one in ten is usual', 5, 5, 0.1, 5 * Math.log(10)],
    ['one where none is usual', 1, 1, 0, Math.log(1e9)],
  ])('%s', (_, hits, tries, share, surprise) => expect(surpriseOfShare(hits, tries, share)).toBeCloseTo(surprise, 6));
});
