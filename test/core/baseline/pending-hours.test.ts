import fc from 'fast-check';
import { hourDue } from '../../../core/baseline/pending-hours';
import { closeOf } from '../../../core/state/minute';
import type { Series } from '../../../core/state/series';
import { many } from '../minutes';

const HOUR = 483_840;
const series = fc.record({ kind: fc.constantFrom<Series['kind']>('function', 'login-source'), name: fc.string() });

describe('when an hour is learned', () => {
  it('lies an hour to two after its end, in a minute in which five minutes close, and an hour after the one before', () => {
    fc.assert(
      fc.property(series, fc.nat(1_000_000), (each, hour) => {
        const due = hourDue(each, hour);
        expect(due - (hour + 1) * 60).toBeGreaterThanOrEqual(63);
        expect(due - (hour + 1) * 60).toBeLessThan(120);
        expect(closeOf(due - 8)).toBe(due);
        expect(hourDue(each, hour + 1)).toBe(due + 60);
      }),
      { seed: 5 },
    );
  });

  it('differs from series to series, so that no minute comes in which more than a seventh of them learn', () => {
    const counts = new Map<number, number>();
    for (const name of many(1000, (index) => `function-${index}`)) {
      const due = hourDue({ kind: 'function', name }, HOUR);
      counts.set(due, (counts.get(due) ?? 0) + 1);
    }
    expect(counts.size).toBe(12);
    expect(Math.max(...counts.values())).toBeLessThan(1000 / 7);
  });
});
