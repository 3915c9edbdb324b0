/**
 * One who knows a function's law exactly, its busy spells and slow hours included, and knows what may befall it: weighs each
 * call by how much likelier the trouble makes it. Speaks once the odds are so clear that watching a hundred such functions
 * every minute is wrong once a year: what nobody could know earlier without being wrong more often.
 */
import type { FunctionProfile } from './function-profile';
import { HOUR_SPREAD, MOST_BUSY, MOST_SLOW, TAIL_FACTOR, TAIL_INDEX } from './honest-calls';

/** ln of the 52,560,000 minutes in a year of a hundred functions. */
export const CLEAR_NATS = 17.8;
/** Any function may fail now and then though it never did. */
const LEAST_ERROR_SHARE = 0.001;

/** What a call that took so long says for calls that are slower by `factor`, in nats, against the slowest honest hour. */
export function slowNats(durationMs: number, factor: number, { medianMs, spread, tail }: FunctionProfile): number {
  const z = Math.log(durationMs / medianMs);
  const density = (shift: number): number => {
    const usual = Math.exp(-((z - shift) ** 2) / (2 * spread ** 2)) / (spread * Math.sqrt(2 * Math.PI));
    const beyond = z - shift - Math.log(TAIL_FACTOR);
    return (1 - tail) * usual + tail * (beyond > 0 ? TAIL_INDEX * Math.exp(-TAIL_INDEX * beyond) : 1e-6);
  };
  return Math.log(density(Math.log(factor)) / Math.max(1e-12, density(Math.log(MOST_SLOW))));
}

/** What a call that failed, or did not, says for failing with `share` against the function's own share. */
export function errorNats(hasFailed: boolean, before: boolean, share: number, profile: FunctionProfile, goOn: number) {
  const own = Math.max(LEAST_ERROR_SHARE, before ? goOn : profile.errorShare * (1 - goOn));
  const troubled = share + (1 - share) * own;
  return hasFailed ? Math.log(troubled / own) : Math.log((1 - troubled) / (1 - own));
}

/** What `calls` in a time in which `expected` come on average say for `factor` times as many, against the busiest honest spell. */
export const moreNats = (calls: number, expected: number, factor: number): number =>
  calls * Math.log(factor / MOST_BUSY) - expected * (factor - MOST_BUSY);

/** What it says that no call came where so many come on average: an honest hour has fewer than the mean, nobody knows how few. */
export function missingNats(expected: number): number {
  let [chance, weights] = [0, 0];
  for (let z = -5; z <= 5; z += 0.05) {
    const weight = Math.exp(-(z ** 2) / 2);
    weights += weight;
    chance += weight * Math.exp(-expected * Math.exp(HOUR_SPREAD * z));
  }
  return -Math.log(chance / weights);
}

/** Calls on average, of which not one came, from which the odds are clear. */
export const CLEAR_MISSING = lowestWith((expected) => missingNats(expected) >= CLEAR_NATS, 100);

function lowestWith(isEnough: (value: number) => boolean, most: number): number {
  let [low, high] = [0, most];
  while (high - low > 0.001) {
    const middle = (low + high) / 2;
    if (isEnough(middle)) high = middle;
    else low = middle;
  }
  return high;
}
