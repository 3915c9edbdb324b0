/**
 * Finds accounts that are tried from more addresses than windows are kept for, by the estimates of how many of each failed.
 * Blind to who they are but for those that are kept, and to as many accounts as addresses: so looks a broken login, too.
 */
import { COUNTER, SKETCH } from '../state/counters';
import { crowdOf, isHardlyIn, type Crowd } from './crowd';
import type { LoginAttackRule } from './login-attack-rule';
import { leastFailures, minutesRead, mostSpike } from './login-spike';
import type { LoginView } from './login-view';
import { LOW_WATER } from './low-water';
import { surgeOf } from './surge';

/** Both counts are estimates within about 6 %. */
const SURELY_MORE = 1.25;
/** Honest people who fail do so from one or two addresses. */
const OWN = 2;

export function findOvercrowded(view: LoginView, rule: LoginAttackRule): Crowd | undefined {
  if (mostSpike(view, rule) < LOW_WATER || !isOvercrowded(view)) return undefined;
  const minutes = minutesRead(view);
  const window = view.window(minutes);
  const [failures, accounts] = [window.count(COUNTER.failures), window.distinct(SKETCH.accounts)];
  const beyond = accounts === 0 ? 0 : window.distinct(SKETCH.addresses) - OWN * accounts;
  if (beyond < rule.minAddresses * LOW_WATER) return undefined;
  const surge = surgeOf(view, window, failures, leastFailures(view, rule), rule.timesUsual, rule);
  const ratio = Math.min(beyond / rule.minAddresses, surge);
  if (ratio < LOW_WATER) return undefined;
  const tried = view.lately.accounts.filter(({ others }) => others.size > OWN);
  const targets = new Set(tried.map(({ hash }) => hash));
  const addresses = view.lately.addresses.filter(
    (each) => each.tries > 0 && isHardlyIn(each) && [...each.others].some((account) => targets.has(account)),
  );
  const crowd = crowdOf('distributed', ratio, view, addresses, tried, minutes);
  return {
    ...crowd,
    tries: failures,
    unknown: window.count(COUNTER.unknownAccounts),
    triesEach: failures / accounts,
  };
}

/** True where lately more addresses failed than have a window of their own. */
export function isOvercrowded(view: LoginView): boolean {
  const kept = view.lately.addresses.filter(({ tries }) => tries > 0).length;
  return view.window(minutesRead(view)).distinct(SKETCH.addresses) > kept * SURELY_MORE;
}
