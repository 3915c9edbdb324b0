/**
 * Finds far more failed logins than a source usually sees, and a larger share of attempts that fail than chance allows. Blind to
 * an attack that stays within the usual number; where only failures are logged, the number alone decides.
 */
import { COUNTER } from '../state/counters';
import { crowdOf, isHardlyIn, type Crowd } from './crowd';
import type { LoginAttackRule } from './login-attack-rule';
import { triedIn, type LoginView } from './login-view';
import { LOW_WATER } from './loud';
import { surgeOf } from './surge';

const MIN_TRIES = 3;
const MIN_ACCOUNTS = 2;

export function findSpike(view: LoginView, rule: LoginAttackRule): Crowd | undefined {
  const minFailures = view.usual === undefined ? rule.minFailuresUnknown : rule.minFailures;
  const ratio = surgeOf(view, view.window(10), minFailures, rule.timesUsual, rule);
  if (ratio < LOW_WATER) return undefined;
  const addresses = view.lately.addresses.filter(
    (each) => (each.tries >= MIN_TRIES || (each.tries > 0 && each.others.size >= MIN_ACCOUNTS)) && isHardlyIn(each),
  );
  const accounts = addresses.length > 0 ? [] : view.lately.accounts.filter(({ tries }) => tries > 0);
  const crowd = crowdOf('spike', ratio, view, addresses, accounts, 10);
  const usual = (view.usual?.failuresPerMinute ?? 0) * 2;
  const busy = view.buckets.filter(({ minute }) => minute > view.last - 10 && minute <= view.last);
  const first = busy.find((bucket) => triedIn(bucket) >= Math.max(2, usual))?.minute ?? view.last;
  return {
    ...crowd,
    from: Math.min(view.last, first),
    tries: Math.max(crowd.tries, view.window(10).count(COUNTER.failures)),
  };
}
