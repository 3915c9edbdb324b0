/**
 * What honest login sources are like. Base rates: counts of a public login data set of 31 M events (RBA, Wiefling et al.
 * 2022): 45 % of all events name accounts that do not exist, real users fail 27 % of theirs, 1 % of addresses serve many users.
 */
import type { Random } from '../../cli/demo/random';
import { logBetween } from './draws';
import type { Sees } from './login-try';
import type { Rhythm } from './rhythm';

export interface SourceProfile {
  readonly name: string;
  readonly sees: Sees;
  readonly rhythm: Rhythm;
  /** Visits of real users a minute, on average over the week. */
  readonly visitsPerMinute: number;
  readonly users: number;
  /** The chance that a visit's first try fails, and that a further try fails after one that did. */
  readonly firstFails: number;
  readonly failsAgain: number;
  /** The chance that who failed goes away without getting in. */
  readonly givesUp: number;
  /** Share of all events that name accounts which do not exist. */
  readonly unknownShare: number;
  /** Share of users who come from an address that many share, and how many such addresses there are. */
  readonly sharing: number;
  readonly sharedAddresses: number;
  /** Every so many days passwords must be changed; undefined where they need not. */
  readonly rotationDays?: number;
}

/** What leads to those shares, bots that hit upon a name included; a test holds them together. */
const BASE = { firstFails: 0.185, failsAgain: 0.45, givesUp: 0.05, unknownShare: 0.45 };

export type Family = 'tuned' | 'held-out';

export function sourceProfile(index: number, family: Family, random: Random): SourceProfile {
  const make = family === 'tuned' ? TUNED[index % TUNED.length]! : HELD_OUT[index % HELD_OUT.length]!;
  return { name: `/bench/login-${index}`, ...make(random) };
}

type Make = (random: Random) => Omit<SourceProfile, 'name'>;

/** A shop or a portal that anybody finds: half of what comes are names that nobody has. */
const shop = (random: Random) => ({
  sees: 'both' as const,
  rhythm: 'consumer' as const,
  visitsPerMinute: logBetween(random, 0.1, 1.5),
  users: Math.round(logBetween(random, 3_000, 40_000)),
  ...BASE,
  firstFails: BASE.firstFails * random.between(0.8, 1.2),
  unknownShare: BASE.unknownShare * random.between(0.7, 1.15),
  sharing: random.between(0.1, 0.3),
  sharedAddresses: Math.round(random.between(4, 20)),
});

/** An office: nearly all come from one address, on Monday morning together, and change their passwords on one day. */
const office = (random: Random) => ({
  sees: 'both' as const,
  rhythm: 'office' as const,
  visitsPerMinute: logBetween(random, 0.1, 1),
  users: Math.round(logBetween(random, 150, 1500)),
  firstFails: random.between(0.06, 0.12),
  failsAgain: 0.4,
  givesUp: 0.03,
  unknownShare: random.between(0.01, 0.04),
  sharing: random.between(0.7, 0.95),
  sharedAddresses: Math.round(random.between(1, 3)),
  rotationDays: random.pick([30, 42] as const),
});

/** A small application: a login now and then. */
const small = (random: Random) => ({
  sees: 'both' as const,
  rhythm: random.pick(['consumer', 'office'] as const),
  visitsPerMinute: logBetween(random, 0.005, 0.1),
  users: Math.round(logBetween(random, 20, 300)),
  firstFails: random.between(0.1, 0.3),
  failsAgain: 0.45,
  givesUp: 0.05,
  unknownShare: random.between(0.02, 0.3),
  sharing: random.between(0, 0.4),
  sharedAddresses: 1,
});

const TUNED: readonly Make[] = [
  shop,
  office,
  small,
  shop,
  (random) => ({ ...shop(random), sees: 'address' }),
  office,
  small,
  shop,
  (random) => ({ ...office(random), sees: 'account' }),
  office,
  small,
  shop,
];

/** Bells instead of office hours, and pupils who share few addresses and mistype much: no tuning looks at it. */
const school = (random: Random) => ({
  sees: 'both' as const,
  rhythm: 'school' as const,
  visitsPerMinute: logBetween(random, 0.2, 2),
  users: Math.round(logBetween(random, 400, 3000)),
  firstFails: random.between(0.2, 0.35),
  failsAgain: 0.5,
  givesUp: 0.08,
  unknownShare: random.between(0.08, 0.2),
  sharing: random.between(0.5, 0.8),
  sharedAddresses: Math.round(random.between(1, 4)),
  rotationDays: 90,
});

const elsewhere = (make: Make, rhythm: Rhythm): Make => {
  return (random) => {
    const profile = make(random);
    const { firstFails, unknownShare, visitsPerMinute } = profile;
    return {
      ...profile,
      rhythm,
      visitsPerMinute: visitsPerMinute * random.pick([0.5, 2] as const),
      firstFails: firstFails * random.between(0.5, 1.5),
      unknownShare: Math.min(0.6, unknownShare * random.between(0.4, 1.4)),
    };
  };
};

const HELD_OUT: readonly Make[] = [
  school,
  elsewhere(shop, 'nightly'),
  elsewhere(small, 'flat'),
  elsewhere(office, 'office'),
  (random) => ({ ...elsewhere(shop, 'consumer')(random), sees: 'address' }),
  school,
];
