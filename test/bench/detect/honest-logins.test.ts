/** The honest logins keep to the base rates that they are calibrated with. */
import { createHonestLogins } from '../../../bench/detect/honest-logins';
import type { LoginTry } from '../../../bench/detect/login-try';
import { sourceProfile, type SourceProfile } from '../../../bench/detect/source-profile';
import { createRandom } from '../../../cli/demo/random';
import { minuteOf } from '../../../core/state/minute';

const MONDAY = minuteOf(Date.UTC(2026, 0, 5));
const DAY = 24 * 60;

function logins(profile: SourceProfile, days: number, seed = 7): LoginTry[] {
  const honest = createHonestLogins(profile, createRandom(seed));
  return Array.from({ length: days * DAY }, (_, index) => honest(MONDAY + index)).flat();
}

const share = (all: readonly LoginTry[], is: (login: LoginTry) => boolean): number =>
  all.filter(is).length / all.length;

const shop: SourceProfile = {
  name: 'shop',
  sees: 'both',
  rhythm: 'consumer',
  visitsPerMinute: 2,
  users: 10_000,
  firstFails: 0.185,
  failsAgain: 0.45,
  givesUp: 0.05,
  unknownShare: 0.45,
  sharing: 0.2,
  sharedAddresses: 5,
};

describe('honest logins', () => {
  const week = logins(shop, 4);
  const ofUsers = week.filter(({ result }) => result !== 'no-such-account');

  it('name unknown accounts in 45 % of all events, as the public base rates do', () => {
    expect(share(week, ({ result }) => result === 'no-such-account')).toBeCloseTo(0.45, 1);
  });

  it('fail in 27 % of the events of real users', () => {
    const failing = share(ofUsers, ({ result }) => result === 'wrong-password');
    expect(failing).toBeGreaterThan(0.24);
    expect(failing).toBeLessThan(0.3);
  });

  it('let many accounts in from an address that is shared', () => {
    const byAddress = new Map<string, Set<string>>();
    for (const { address, account, result } of week) {
      if (result !== 'in') continue;
      byAddress.set(address, (byAddress.get(address) ?? new Set()).add(account));
    }
    const crowds = [...byAddress.values()].filter((accounts) => accounts.size >= 100);
    expect(crowds).toHaveLength(shop.sharedAddresses);
  });

  it('come in order within the minute that was asked for', () => {
    const honest = createHonestLogins(shop, createRandom(3));
    for (let minute = MONDAY; minute < MONDAY + DAY / 4; minute += 1) {
      const at = honest(minute).map(({ atMs }) => atMs);
      expect(at).toEqual(at.toSorted((one, other) => one - other));
      expect(at.every((atMs) => minuteOf(atMs) === minute)).toBe(true);
    }
  });

  it('are the same for the same seed, and others for another', () => {
    expect(logins(shop, 1, 5)).toEqual(logins(shop, 1, 5));
    expect(logins(shop, 1, 5)).not.toEqual(logins(shop, 1, 6));
  });

  it('peak on Monday morning and fail more on the day of new passwords in an office', () => {
    const office: SourceProfile = {
      ...sourceProfile(1, 'tuned', createRandom(1)),
      rotationDays: 14,
      visitsPerMinute: 1,
    };
    const weeks = logins(office, 28);
    const dayOf = ({ atMs }: LoginTry) => Math.floor(minuteOf(atMs) / DAY) - MONDAY / DAY;
    const onDay = (day: number) => weeks.filter((login) => dayOf(login) === day);
    expect(onDay(0).length).toBeGreaterThan(onDay(1).length * 1.1);
    expect(onDay(5).length).toBeLessThan(onDay(1).length * 0.3);
    const failing = Array.from({ length: 28 }, (_, day) => share(onDay(day), ({ result }) => result !== 'in'));
    const worst = Math.max(...failing.slice(0, 14).filter((_, day) => day % 7 < 5));
    expect(worst).toBeGreaterThan(2 * failing.toSorted((one, other) => one - other)[14]!);
  });
});
