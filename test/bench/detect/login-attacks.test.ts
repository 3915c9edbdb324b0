/** Planted attacks have the shape and the size that they are announced with. */
import { LOGIN_TROUBLES, SIZES, type LoginTrouble } from '../../../bench/detect/incident';
import { planAttack } from '../../../bench/detect/login-attacks';
import { sourceProfile } from '../../../bench/detect/source-profile';
import { createRandom } from '../../../cli/demo/random';

const START = Date.UTC(2026, 1, 2, 9);
const profile = sourceProfile(0, 'tuned', createRandom(1));
const attack = (trouble: LoginTrouble, size: (typeof SIZES)[number] = 1, seed = 1) =>
  planAttack(trouble, size, START, profile, 'tuned', createRandom(seed));
const distinct = (values: readonly string[]) => new Set(values).size;

describe('a planted attack', () => {
  it.each([
    ['guessing', 20, 10, 1],
    ['spraying', 45, 20, 15],
    ['credential-stuffing', 60, 10, 60],
    ['distributed', 120, 30, undefined],
    ['low-and-slow', 15, 24 * 60, undefined],
  ] as const)('of %s is %d tries in %d minutes', (trouble, count, minutes, accounts) => {
    const { tries, startMs, endMs } = attack(trouble);
    expect(tries).toHaveLength(count);
    expect((endMs - startMs) / 60_000).toBeLessThanOrEqual(minutes);
    expect((endMs - startMs) / 60_000).toBeGreaterThan(minutes * 0.6);
    if (accounts !== undefined) {
      // Two names drawn from many users may be one.
      expect(distinct(tries.map(({ account }) => account))).toBeGreaterThan(accounts * 0.9 - 1);
    }
  });

  it('that is distributed comes from 30 addresses, none of them loud', () => {
    const byAddress = new Map<string, number>();
    for (const { address } of attack('distributed').tries) byAddress.set(address, (byAddress.get(address) ?? 0) + 1);
    expect([...byAddress.values()]).toEqual(Array.from({ length: 30 }, () => 4));
  });

  it('has as many times the tries at a larger size', () => {
    for (const trouble of LOGIN_TROUBLES) {
      const counts = SIZES.map((size) => attack(trouble, size).tries.length);
      expect(counts).toEqual(SIZES.map((size) => counts[0]! * size));
    }
  });

  it('can be known before it is over, and says how many accounts fell', () => {
    let fell = 0;
    for (const trouble of LOGIN_TROUBLES) {
      for (let seed = 1; seed <= 20; seed += 1) {
        const { tries, knowableMs, startMs, endMs, fallen } = attack(trouble, 1, seed);
        expect(knowableMs).toBeGreaterThan(startMs);
        expect(knowableMs).toBeLessThanOrEqual(endMs);
        expect(distinct(tries.filter(({ result }) => result === 'in').map(({ account }) => account))).toBe(fallen);
        fell += fallen;
      }
    }
    expect(fell).toBeGreaterThan(20);
  });
});
