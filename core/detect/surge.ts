/** How far the failed logins of a source are above its usual ones: in number, and as a share of the attempts. */
import { COUNTER } from '../state/counters';
import type { LoginAttackRule } from './login-attack-rule';
import type { LoginView } from './login-view';
import { lnBinomialTail, lnNegativeBinomialTail } from './tails';
import type { Window } from './window';

/** People try again at once, so that two failures tell about as much as one. */
const TRIES_A_PERSON = 2;
/** How unevenly failures come where nothing else is known: a variance of mean + mean² / 2. */
const BURSTS = 2;
/** From this share on nearly all attempts fail anyway, or only failures are logged. */
const FAILS_ANYWAY = 0.9;

/**
 * As a multiple of the threshold.
 * @param failures of the window, those left out that have an explanation
 */
export function surgeOf(
  { usual, share }: LoginView,
  window: Window,
  failures: number,
  minFailures: number,
  timesUsual: number,
  { chance }: LoginAttackRule,
): number {
  if (failures <= 0) return 0;
  const attempts = window.count(COUNTER.attempts) - (window.count(COUNTER.failures) - failures);
  const mean = (usual?.failuresPerMinute ?? 0) * window.minutes;
  const many = failures / Math.max(minFailures, timesUsual * mean);
  const ln =
    share >= FAILS_ANYWAY
      ? lnNegativeBinomialTail(failures, Math.max(1, mean), BURSTS)
      : lnBinomialTail(attempts / TRIES_A_PERSON, failures / TRIES_A_PERSON, Math.max(0.01, share));
  return Math.min(many, ln / Math.log(chance));
}
