/** What one who knows a function's law takes each call for. */
import type { FunctionProfile } from '../../../bench/detect/function-profile';
import {
  CLEAR_MISSING,
  CLEAR_NATS,
  errorNats,
  missingNats,
  moreNats,
  slowNats,
} from '../../../bench/detect/perfect-judge';

const profile: FunctionProfile = {
  name: 'f',
  rhythm: 'flat',
  callsPerMinute: 10,
  medianMs: 100,
  spread: 0.3,
  tail: 0.01,
  memoryMb: 1024,
  timeoutMs: 30_000,
  initMs: 400,
  errorShare: 0.01,
  timeoutShare: 0,
  deployDays: 7,
  burstsAWeek: 1,
};

describe('a perfect judge', () => {
  it('takes as many missing calls for a little less than they are, for the hour may be one with few', () => {
    expect(missingNats(0)).toBeCloseTo(0, 9);
    expect(missingNats(1)).toBeCloseTo(1, 1);
    expect(missingNats(20)).toBeLessThan(17);
    expect(missingNats(CLEAR_MISSING)).toBeCloseTo(CLEAR_NATS, 2);
    expect(Math.round(CLEAR_MISSING)).toBe(21);
  });

  it('is wrong once a year in a hundred functions', () => {
    expect(CLEAR_NATS).toBeCloseTo(Math.log(100 * 365 * 24 * 60), 1);
  });

  it.each([
    ['takes a call of three times the median for slow', 300, 1],
    ['a usual one against it', 100, -1],
    ['one of a slow hour against it', 140, -1],
  ])('%s', (_, ms, sign) => expect(Math.sign(slowNats(ms, 3, profile))).toBe(sign));

  it('learns less from a slow call the wider durations spread and the heavier their tail', () => {
    const told = slowNats(300, 3, profile);
    expect(slowNats(300, 3, { ...profile, spread: 0.6 })).toBeLessThan(told);
    expect(slowNats(900, 9, { ...profile, tail: 0.2 })).toBeLessThan(slowNats(900, 9, profile));
  });

  it('learns less from an error that follows one, and something from each call that did not fail', () => {
    const first = errorNats(true, false, 0.2, profile, 0.3);
    const second = errorNats(true, true, 0.2, profile, 0.3);
    expect(first).toBeGreaterThan(2);
    expect(second).toBeLessThan(first / 2);
    expect(errorNats(false, false, 0.2, profile, 0.3)).toBeLessThan(0);
  });

  it('holds three times the calls against the busiest spell, not against the usual', () => {
    expect(moreNats(300, 100, 3)).toBeGreaterThan(0);
    expect(moreNats(220, 100, 3)).toBeLessThan(0);
  });
});
