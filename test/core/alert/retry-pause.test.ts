import * as fc from 'fast-check';
import { LONGEST_PAUSE_MS, retryPauseMs } from '../../../core/alert/retry-pause';

it.each([
  ['a first try, soonest', { receives: 1 }, 0, 1_000],
  ['a first try, latest', { receives: 1 }, 1, 2_000],
  ['a third', { receives: 3 }, 1, 8_000],
  ['a hundredth', { receives: 100 }, 1, LONGEST_PAUSE_MS],
  ['what the channel asks for, never less', { receives: 1, afterMs: 30_000 }, 0, 30_000],
  ['what the channel asks for, and a tenth at most', { receives: 1, afterMs: 30_000 }, 1, 33_000],
  ['no time at all', { receives: 9, afterMs: 0 }, 0, 1_000],
  ['a day, of which SQS hides half', { receives: 1, afterMs: 86_400_000 }, 0.5, 43_200_000],
])('waits for %s', (_, tried, chance, pauseMs) => expect(retryPauseMs(tried, chance)).toBe(pauseMs));

it('never waits less than a second or beyond what SQS can hide, whatever the channel says', () => {
  const afterMs = fc.option(fc.oneof(fc.double(), fc.constantFrom(-1, 0, 1e300, Number.NaN, Infinity)), {
    nil: undefined,
  });
  fc.assert(
    fc.property(
      fc.record({ receives: fc.integer(), afterMs }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (tried, chance) => {
        const pauseMs = retryPauseMs(tried, chance);
        expect(pauseMs).toBeGreaterThanOrEqual(1_000);
        expect(pauseMs).toBeLessThanOrEqual(43_200_000);
      },
    ),
    { seed: 7 },
  );
});

it('spreads those that wait together', () => {
  const pauses = new Set(
    Array.from({ length: 50 }, (_, at) => Math.round(retryPauseMs({ receives: 9 }, at / 50) / 1000)),
  );
  expect(pauses.size).toBeGreaterThan(40);
});
