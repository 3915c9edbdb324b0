/** Upper bounds of counts against the tables of Garwood (1936). */
import { poissonBound } from '../../../bench/detect/poisson-bound';

it.each([
  [0, 2.996],
  [1, 4.744],
  [2, 6.296],
  [10, 16.962],
  [50, 63.287],
])('of %d events the mean is at most %f', (events, bound) => {
  expect(poissonBound(events)).toBeCloseTo(bound, 2);
});

it('stands a little above large counts', () => {
  expect(poissonBound(10_000)).toBeGreaterThan(10_150);
  expect(poissonBound(10_000)).toBeLessThan(10_190);
});
