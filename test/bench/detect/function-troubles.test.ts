/** Planted troubles of functions do to the calls what they are announced with, and nothing before and after. */
import type { Call } from '../../../bench/detect/function-call';
import type { FunctionProfile } from '../../../bench/detect/function-profile';
import { planTrouble } from '../../../bench/detect/function-troubles';
import { createHonestCalls } from '../../../bench/detect/honest-calls';
import type { FunctionTrouble, Size } from '../../../bench/detect/incident';
import { createRandom } from '../../../cli/demo/random';
import { minuteOf, startOf } from '../../../core/state/minute';

const FROM = minuteOf(Date.UTC(2026, 1, 2, 9));

const profile: FunctionProfile = {
  name: 'f',
  rhythm: 'flat',
  callsPerMinute: 20,
  medianMs: 900,
  spread: 0.3,
  tail: 0.01,
  memoryMb: 4096,
  timeoutMs: 30_000,
  initMs: 400,
  errorShare: 0.01,
  timeoutShare: 0,
  deployDays: 7,
  burstsAWeek: 1,
};

function bent(trouble: FunctionTrouble, size: Size = 1) {
  const planned = planTrouble(trouble, size, FROM, profile, createRandom(1))!;
  const honest = createHonestCalls(profile, createRandom(2));
  const minutes = Array.from({ length: planned.to - FROM }, (_, index) => FROM + index);
  const before = minutes.map((minute) => honest(minute));
  const after = before.map((calls, index) => planned.bend(calls, FROM + index));
  return { planned, before: before.flat(), after: after.flat() };
}

const sum = (calls: readonly Call[]) => calls.reduce((total, { durationMs }) => total + durationMs, 0);
const failing = (calls: readonly Call[]) => calls.filter(({ cause }) => cause === 'error').length / calls.length;

describe('a planted trouble', () => {
  it('makes calls three times as slow', () => {
    const { before, after } = bent('slow-calls');
    expect(sum(after) / sum(before)).toBeCloseTo(3, 6);
  });

  it('makes a fifth of the calls fail', () => {
    const { before, after } = bent('error-burst');
    expect(failing(before)).toBeLessThan(0.05);
    expect(failing(after)).toBeGreaterThan(0.14);
    expect(failing(after)).toBeLessThan(0.27);
  });

  it('makes them cost three times as much, by their number', () => {
    const { before, after } = bent('cost-spike');
    expect(sum(after) / sum(before)).toBeCloseTo(3, 6);
    expect(after).toHaveLength(3 * before.length);
  });

  it('takes them away for half an hour, ten times as long at ten times the size', () => {
    expect(bent('gone-silent').after).toEqual([]);
    expect(bent('gone-silent', 10).planned.to - FROM).toBe(300);
  });

  it('leaves other minutes alone', () => {
    const planned = planTrouble('slow-calls', 1, FROM, profile, createRandom(1))!;
    const calls = createHonestCalls(profile, createRandom(2))(FROM - 1);
    expect(planned.bend(calls, FROM - 1)).toEqual(calls);
    expect(planned.bend(calls, planned.to)).toEqual(calls);
  });

  it('can be known from the call at which the odds are clear, sooner the larger it is', () => {
    const knowable = (size: Size) => {
      const { planned, after } = bent('slow-calls', size);
      return after.findIndex(({ atMs }) => atMs === planned.incident()?.knowableMs);
    };
    expect(knowable(1)).toBeGreaterThanOrEqual(3);
    expect(knowable(1)).toBeLessThan(20);
    expect(knowable(10)).toBeLessThan(knowable(1));
  });

  it('is no incident where even who knows the law of the function could not know of it by its end', () => {
    const wide = { ...profile, spread: 3 };
    const planned = planTrouble('slow-calls', 1, FROM, wide, createRandom(1))!;
    const honest = createHonestCalls(wide, createRandom(2));
    for (let minute = FROM; minute < planned.to; minute += 1) planned.bend(honest(minute), minute);
    expect(planned.incident()).toBeUndefined();
  });

  it('is silence no sooner than lines are late', () => {
    const { planned } = bent('gone-silent');
    expect(planned.incident()!.knowableMs).toBe(startOf(FROM + 5));
  });

  it('is missed at the first call that a clock does not start, or when 21 should have come', () => {
    const knownAfter = (some: Partial<FunctionProfile>): number => {
      const planned = planTrouble('gone-silent', 3, FROM, { ...profile, ...some }, createRandom(1))!;
      for (let minute = FROM; minute < planned.to; minute += 1) planned.bend([], minute);
      return Math.round((planned.incident()!.knowableMs - startOf(FROM)) / 60_000);
    };
    expect(knownAfter({ callsPerMinute: 1, everyMinutes: 1 })).toBe(5);
    expect(knownAfter({ callsPerMinute: 1 })).toBe(21);
  });

  it('is no silence of a function that rests', () => {
    const office = { ...profile, rhythm: 'office', callsPerMinute: 0.7 } as const;
    expect(planTrouble('gone-silent', 3, FROM, office, createRandom(1))).toBeUndefined();
    expect(planTrouble('gone-silent', 3, FROM, { ...office, callsPerMinute: 30 }, createRandom(1))).toBeDefined();
  });

  it('is not planted where so few calls come that nobody could know', () => {
    const seldom = { ...profile, callsPerMinute: 0.1 };
    expect(planTrouble('slow-calls', 1, FROM, seldom, createRandom(1))).toBeUndefined();
  });
});
