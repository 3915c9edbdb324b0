/** Makes the background noise of a public login: addresses that try a few names which nobody has, and go away. */
import type { Random } from '../../cli/demo/random';
import { MINUTE_MS, startOf, type Minute } from '../../core/state/minute';
import { poisson, runLength, wait } from './draws';
import { addressOf, userName, type LoginTry } from './login-try';
import type { SourceProfile } from './source-profile';

/** Half of the addresses go on after each try, none beyond eight: more is an attack, however small. */
const GOES_ON = 0.5;
const MOST_TRIES = 8;
const MEAN_TRIES = (1 - GOES_ON ** MOST_TRIES) / (1 - GOES_ON);
/** Share of their tries that name an account which exists. */
const LUCKY_NAMES = 0.05;
/** Mean wait between the tries of one address: most hurry, some are patient. */
const HURRIED_MS = 40_000;
const PATIENT_MS = 30 * MINUTE_MS;
const NET = 45;

/** @param triesPerMinute on average, at any hour alike: machines do not sleep */
export function createBots({ users }: SourceProfile, triesPerMinute: number, random: Random) {
  let next = random.below(1 << 20);
  return (minute: Minute): LoginTry[] => {
    const tries: LoginTry[] = [];
    const addresses = poisson(random, triesPerMinute / MEAN_TRIES);
    for (let count = 0; count < addresses; count += 1) {
      next += 1;
      const address = addressOf(NET, next);
      const meanMs = random.next() < 0.7 ? HURRIED_MS : PATIENT_MS;
      let atMs = startOf(minute) + random.between(0, MINUTE_MS);
      for (let left = runLength(random, GOES_ON, MOST_TRIES); left > 0; left -= 1) {
        const isLucky = random.next() < LUCKY_NAMES;
        const account = isLucky ? userName(random.below(users)) : `guess${random.below(5_000)}@mail.example`;
        const result = isLucky ? 'wrong-password' : 'no-such-account';
        tries.push({ atMs: Math.floor(atMs), account, address, result });
        atMs += 1_000 + wait(random, meanMs);
      }
    }
    return tries;
  };
}
