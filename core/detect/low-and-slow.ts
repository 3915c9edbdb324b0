/**
 * Finds an address that fails, or an account that is tried, now and then all day long without ever getting in. Blind to
 * subjects whose windows were not kept: beyond 256 in ten minutes only those that failed three times within them are.
 */
import { crowdOf, type Crowd } from './crowd';
import type { LoginAttackRule } from './login-attack-rule';
import type { LoginView, SubjectSum } from './login-view';
import { loudness, LOW_WATER } from './loud';

/** It goes on for as long as what comes after an attack belongs to it. */
const LASTS_MINUTES = 180;
const DAY_MINUTES = 24 * 60;

export function findLowAndSlow(view: LoginView, rule: LoginAttackRule): Crowd | undefined {
  const slow = (subjects: readonly SubjectSum[]) =>
    subjects.flatMap((subject) => {
      const ratio = slowness(subject, view, rule);
      return ratio < LOW_WATER ? [] : [{ subject, ratio }];
    });
  const day = view.daySince(view.last - LASTS_MINUTES);
  const addresses = slow(day.addresses);
  const accounts = slow(day.accounts);
  if (addresses.length + accounts.length === 0) return undefined;
  const ratio = Math.max(...[...addresses, ...accounts].map((each) => each.ratio));
  return crowdOf(
    'low-and-slow',
    ratio,
    view,
    addresses.map(({ subject }) => subject),
    accounts.map(({ subject }) => subject),
    DAY_MINUTES,
  );
}

function slowness(subject: SubjectSum, view: LoginView, rule: LoginAttackRule): number {
  if (view.last - subject.until > LASTS_MINUTES || subject.windows < rule.minSlowWindows) return 0;
  // Who gets in now and then is a customer with a bad memory; what comes after an attack is told by its outcome.
  if (subject.kind === 'account' && subject.successes.size + subject.earlierSuccesses > 0) return 0;
  return loudness(subject, view, rule, rule.minSlowTries);
}
