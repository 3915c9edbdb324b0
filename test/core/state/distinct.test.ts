import { createHash } from 'node:crypto';
import { distinctPair, estimateDistinct } from '../../../core/state/distinct';

const pairsOf = (count: number, salt: string): number[] =>
  Array.from({ length: count }, (_, i) => distinctPair(createHash('sha256').update(`${salt}${i}`).digest('hex')));

describe('distinct values in bounded space', () => {
  it.each([0, 1, 2, 5, 20])('counts %d values nearly exactly', (count) => {
    expect(Math.abs(estimateDistinct(pairsOf(count, 'few')) - count)).toBeLessThanOrEqual(1);
  });

  it.each([100, 600, 5_000, 100_000])('counts %d values within 15 %', (count) => {
    const errors = ['a', 'b', 'c', 'd'].map((salt) => Math.abs(estimateDistinct(pairsOf(count, salt)) - count) / count);
    expect(Math.max(...errors)).toBeLessThan(0.15);
  });

  it('counts the same values twice as once', () => {
    const pairs = pairsOf(50, 'x');
    expect(estimateDistinct([...pairs, ...pairs])).toBe(estimateDistinct(pairs));
  });

  it('never makes more than 6,400 different pairs, each of two bytes', () => {
    const pairs = new Set(pairsOf(200_000, 'bound'));
    expect(pairs.size).toBeLessThan(6_400);
    expect(Math.max(...pairs)).toBeLessThan(65_536);
  });

  it('ignores pairs that no hash could have made', () => {
    expect(estimateDistinct([65_535])).toBe(0);
  });
});
