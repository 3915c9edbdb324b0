import fc from 'fast-check';
import { roundDigits } from '../../../core/baseline/round-digits';

it.each([
  [0, 5, 0],
  [1234.5678, 3, 1230],
  [0.000_123_456, 3, 0.000_123],
  [999.9999, 4, 1000],
  [1000, 5, 1000],
  [1.000_05, 5, Number((1.000_05).toPrecision(5))],
  [-12.345, 3, -12.3],
  [Infinity, 3, Infinity],
])('rounds %d to %d digits: %d', (value, digits, rounded) => {
  expect(roundDigits(value, digits)).toBe(rounded);
});

it('gives what toPrecision gives, to the bit', () => {
  const anyNumber = fc.oneof(
    fc.double({ noNaN: true }),
    fc.double({ min: 1e-9, max: 1e15, noNaN: true }),
    // On halves and on powers of ten, and a little beside them.
    fc
      .tuple(fc.integer({ min: 0, max: 10 ** 7 }), fc.integer({ min: -7, max: 8 }), fc.constantFrom(-1e-13, 0, 1e-13))
      .map(([whole, power, beside]) => whole * 10 ** power * (1 + beside)),
  );
  fc.assert(
    fc.property(anyNumber, fc.integer({ min: 1, max: 12 }), (value, digits) => {
      expect(roundDigits(value, digits)).toBe(Number(value.toPrecision(digits)));
    }),
    { seed: 5, numRuns: 5_000 },
  );
});
