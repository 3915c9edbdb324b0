/** Makes the honest logins of a source minute by minute: visits with mistyped passwords in runs, days of new passwords, and bots. */
import type { Random } from '../../cli/demo/random';
import { MINUTE_MS, startOf, type Minute } from '../../core/state/minute';
import { createBots } from './bots';
import { createByTime } from './by-time';
import { poisson, runLength, wait } from './draws';
import { addressOf, userName, type LoginTry } from './login-try';
import { rhythmAt, weekdayOf } from './rhythm';
import type { SourceProfile } from './source-profile';

export type HonestLogins = (minute: Minute) => LoginTry[];

/** Longest run of mistyped passwords: then people ask for a new one. */
const MOST_MISTYPED = 7;
/** Share of visits from somewhere else than usual: a phone, a café. */
const AWAY = 0.12;
/** Of the events on names that do not exist, those of people who mistype their name. */
const MISTYPED_NAMES = 0.25;
/** Share of visits after which a device goes on trying an old password for a while. */
const STALE_DEVICES = 0.0008;
const DAY_MINUTES = 24 * 60;

export function createHonestLogins(profile: SourceProfile, random: Random): HonestLogins {
  const pending = createByTime<LoginTry>();
  const unknownPerVisit = (eventsPerVisit(profile) * profile.unknownShare) / (1 - profile.unknownShare);
  const bots = createBots(profile, unknownPerVisit * (1 - MISTYPED_NAMES) * profile.visitsPerMinute, random);
  const rotationOffset = random.below(profile.rotationDays ?? 1);
  let level = 1;

  return (minute) => {
    if (minute % 60 === 0) level = random.around(1, 0.15); // no hour is quite like the same hour of another week
    const isRotation = isRotationDay(profile, minute, rotationOffset);
    const visits = poisson(random, profile.visitsPerMinute * rhythmAt(profile.rhythm, minute) * level);
    for (let visit = 0; visit < visits; visit += 1) {
      for (const login of makeVisit(profile, unknownPerVisit * MISTYPED_NAMES, isRotation, minute, random)) {
        pending.add(login);
      }
    }
    for (const login of bots(minute)) pending.add(login);
    return pending.take(minute);
  };
}

/** Mean events of a visit, on accounts that exist. */
function eventsPerVisit({ firstFails, failsAgain, givesUp }: SourceProfile): number {
  return firstFails / (1 - failsAgain) + 1 - firstFails * givesUp;
}

const isRotationDay = ({ rotationDays }: SourceProfile, minute: Minute, offset: number): boolean =>
  rotationDays !== undefined &&
  weekdayOf(minute) < 5 &&
  (Math.floor(minute / DAY_MINUTES) + offset) % rotationDays === 0;

function makeVisit(
  profile: SourceProfile,
  misspelt: number,
  isRotation: boolean,
  minute: Minute,
  random: Random,
): LoginTry[] {
  const user = Math.floor(profile.users * random.next() ** 2); // some come often
  const account = userName(user);
  const address = whereFrom(profile, user, random);
  let atMs = startOf(minute) + random.between(0, MINUTE_MS);
  const tries: LoginTry[] = [];
  const add = (result: LoginTry['result'], name = account): void => {
    tries.push({ atMs: Math.floor(atMs), account: name, address, result });
    atMs += 3_000 + wait(random, 9_000);
  };
  if (random.next() < misspelt) add('no-such-account', `${account.slice(1)}${random.below(10)}`);
  // On the day of new passwords people type the old one, again and again.
  const fails = isRotation ? Math.max(0.45, profile.firstFails) : profile.firstFails;
  if (random.next() < fails) {
    const goesOn = isRotation ? Math.max(0.5, profile.failsAgain) : profile.failsAgain;
    const mistyped = runLength(random, goesOn, MOST_MISTYPED);
    for (let time = 0; time < mistyped; time += 1) add('wrong-password');
    if (random.next() < profile.givesUp) return tries;
  }
  add('in');
  if (random.next() < STALE_DEVICES * (isRotation ? 10 : 1)) {
    const mistaken = 3 + random.below(6);
    for (let time = 0; time < mistaken; time += 1) {
      atMs += 5 * MINUTE_MS;
      add('wrong-password');
    }
    add('in');
  }
  return tries;
}

const NETS = { home: 81, shared: 62, away: 109 };

function whereFrom({ users, sharing, sharedAddresses }: SourceProfile, user: number, random: Random): string {
  if (random.next() < AWAY) return addressOf(NETS.away, random.below(Math.max(8, Math.ceil(users / 20))));
  if ((user * 7919) % 1000 < sharing * 1000) return addressOf(NETS.shared, user % sharedAddresses);
  return addressOf(NETS.home, user);
}
