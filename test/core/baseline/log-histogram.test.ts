import fc from 'fast-check';
import { cellOf, quantile, valueOf } from '../../../core/baseline/log-histogram';

const durationMs = fc.double({ min: 0.11, max: 900_000, noNaN: true });

describe('a log-spaced histogram', () => {
  it('gives every value back within 4.8 %', () => {
    fc.assert(
      fc.property(durationMs, (ms) => {
        expect(Math.abs(valueOf(cellOf(ms)) - ms) / ms).toBeLessThanOrEqual(0.048);
      }),
      { seed: 1 },
    );
  });

  it('never orders two values the wrong way round', () => {
    fc.assert(
      fc.property(durationMs, durationMs, (a, b) => {
        if (a <= b) expect(cellOf(a)).toBeLessThanOrEqual(cellOf(b));
      }),
      { seed: 2 },
    );
  });

  it('finds the quantiles of a thousand values within 5 % of the exact ones', () => {
    fc.assert(
      fc.property(
        fc.array(durationMs, { minLength: 1, maxLength: 1000 }),
        fc.constantFrom(0.5, 0.95, 0.99),
        (values, q) => {
          const cells = new Map<number, number>();
          for (const ms of values) cells.set(cellOf(ms), (cells.get(cellOf(ms)) ?? 0) + 1);
          const sorted = values.toSorted((a, b) => a - b);
          const exact = sorted[Math.max(0, Math.ceil(q * values.length) - 1)]!;
          expect(Math.abs(quantile(cells, q)! - exact) / exact).toBeLessThanOrEqual(0.05);
        },
      ),
      { seed: 3, numRuns: 200 },
    );
  });

  it.each([
    ['nothing', [], undefined],
    ['cells without weight', [[5, 0]] as const, undefined],
  ])('has no median of %s', (_, cells, median) => {
    expect(quantile(cells, 0.5)).toBe(median);
  });

  it.each([
    ['zero', 0, 0],
    ['a negative value', -3, 0],
    ['no number', Number.NaN, 0],
    ['more than any duration', 1e12, 255],
  ])('keeps %s in a cell', (_, value, cell) => {
    expect(cellOf(value)).toBe(cell);
  });
});
