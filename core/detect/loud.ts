/** How loud one address or account is: whether so many of its tries would fail by chance, as a multiple of the threshold. */
import type { LoginAttackRule } from './login-attack-rule';
import type { LoginView, SubjectSum } from './login-view';
import { lnBinomialTail } from './tails';

/** A share above this has attacks in it: real users of a large login fail 27 % (rba data set, 2021). */
const HONEST_SHARE = 0.3;
const LEAST_SHARE = 0.05;
const MOST_SHARE = 0.95;

export function loudness(
  { tries, others, successes, earlierSuccesses }: SubjectSum,
  { share }: Pick<LoginView, 'share'>,
  { chance }: Pick<LoginAttackRule, 'chance'>,
  minTries: number,
): number {
  if (tries === 0) return 0;
  // An account that was tried and then logged in speaks neither for nor against the address.
  const honest = earlierSuccesses + [...successes.keys()].filter((other) => !others.has(other)).length;
  const p = Math.max(LEAST_SHARE, Math.min(share, honest > 0 ? MOST_SHARE : HONEST_SHARE));
  return Math.min(tries / minTries, lnBinomialTail(tries + honest, tries, p) / Math.log(chance));
}

/** Below its threshold an alert that is open stays open down to this; nothing below is looked at. */
export const LOW_WATER = 0.8;

/** In an hour half as much again is asked for as in ten to twenty minutes. */
const IN_AN_HOUR = 1.5;

export interface Loud {
  readonly subject: SubjectSum;
  readonly ratio: number;
  readonly windowMinutes: number;
}

/** The loud addresses or accounts, each with the span in which it is loudest. */
export function loudOnes(view: LoginView, kind: 'addresses' | 'accounts', rule: LoginAttackRule): Loud[] {
  const lately = new Map(view.lately[kind].map((subject) => [subject.hash, subject]));
  return view.hour[kind].flatMap((inHour): Loud[] => {
    const now = lately.get(inHour.hash);
    if (now === undefined || now.tries === 0) return [];
    const soon = loudness(now, view, rule, rule.minTries);
    const slow = loudness(inHour, view, rule, rule.minTries * IN_AN_HOUR);
    const ratio = Math.max(soon, slow);
    if (ratio < LOW_WATER) return [];
    return [{ subject: inHour, ratio, windowMinutes: soon >= slow ? 20 : 60 }];
  });
}
