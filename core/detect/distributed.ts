/**
 * Finds many addresses that each fail a few times, while far more logins fail than usual: an attack spread so that no address
 * is loud. Blind where the log names no addresses, and to a spread attack that hides among as many usual failures.
 */
import { crowdOf, isHardlyIn, type Crowd } from './crowd';
import type { LoginAttackRule } from './login-attack-rule';
import type { LoginView } from './login-view';
import { loudness, LOW_WATER } from './loud';
import { surgeOf } from './surge';

const MIN_TRIES_EACH = 2;
const TRIES_TO_ADDRESSES = 3;
/** Of all failed logins, usual ones included: the spread addresses must be what is new. */
const TIMES_USUAL = 1.5;

export function findDistributed(view: LoginView, rule: LoginAttackRule): Crowd | undefined {
  const addresses = view.hour.addresses.filter(
    (each) => each.tries >= MIN_TRIES_EACH && isHardlyIn(each) && each.until >= view.last - 20,
  );
  const tries = addresses.reduce((sum, each) => sum + each.tries, 0);
  const spread = Math.min(addresses.length / rule.minAddresses, tries / (TRIES_TO_ADDRESSES * rule.minAddresses));
  if (spread < LOW_WATER) return undefined;
  const ratio = Math.min(
    spread,
    surgeOf(view, view.window(30), TRIES_TO_ADDRESSES * rule.minAddresses, TIMES_USUAL, rule),
  );
  return ratio < LOW_WATER ? undefined : crowdOf('distributed', ratio, view, addresses, [], 30);
}

/** Many addresses, most of them too quiet to be noticed alone. */
export function isDistributed({ addresses }: Crowd, view: LoginView, rule: LoginAttackRule): boolean {
  if (addresses.length < rule.minAddresses) return false;
  const loud = addresses.filter((each) => loudness(each, view, rule, rule.minTries) >= 1);
  return loud.length * 2 < addresses.length;
}
