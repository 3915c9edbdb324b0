/** The bench's hasher keeps the contract of the real one: as many digits, the same for the same, hardly ever the same for two. */
import { createQuickHasher } from '../../../bench/detect/quick-hasher';
import { distinctPair, estimateDistinct } from '../../../core/state/distinct';

describe('the quick hasher', () => {
  const hasher = createQuickHasher();
  const names = Array.from({ length: 20_000 }, (_, index) => `user${index}@shop.example`);

  it('gives 16 digits for a guard and 32 for a subject', () => {
    expect(hasher.guard('')).toMatch(/^[0-9a-f]{16}$/);
    expect(hasher.subject('account', names[0]!)).toMatch(/^[0-9a-f]{32}$/);
    expect(hasher.subject('account', names[0]!)).toBe(createQuickHasher().subject('account', names[0]!));
    expect(hasher.subject('account', 'x')).not.toBe(hasher.subject('address', 'x'));
  });

  it('tells values apart', () => {
    expect(new Set(names.map((name) => hasher.guard(name))).size).toBe(names.length);
    expect(new Set(names.map((name) => hasher.subject('account', name))).size).toBe(names.length);
  });

  it('spreads them as counting distinct values needs', () => {
    for (const count of [30, 300, 3000]) {
      const pairs = names.slice(0, count).map((name) => distinctPair(hasher.subject('account', name)));
      expect(Math.abs(estimateDistinct(pairs) / count - 1)).toBeLessThan(0.2);
    }
  });
});
