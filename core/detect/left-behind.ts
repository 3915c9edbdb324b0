/**
 * Tells an address from which a list of accounts is worked through, however many of them it gets into: who fails there does not
 * come back and get in, as people do who mistype. Blind where the log does not name both, where it calls those who fail
 * otherwise than those who get in, and to what is not older than two minutes: people may be at their second try.
 */
import { COUNTER } from '../state/counters';
import { isNamed, SUBJECT_CAP } from '../state/subject';
import type { LoginAttackRule } from './login-attack-rule';
import { latelyFrom, type LoginView } from './login-view';
import type { Subjects, SubjectSum } from './subject-sums';
import { lnBinomialTail } from './tails';

/** Of the people at an address who mistype and have an account at most this share leaves without getting in. */
const LEAVE = 0.5;
/** And of the names that come from there, with those that nobody has: people misspell theirs, too. */
const LEFT_NAMES = 0.65;
/** Minutes in which people try again. */
const AT_IT_MINUTES = 2;
/** From an address with more accounts no measure is taken of how many leave: it may be another of the attacker's. */
const OF_ONE_HOME = 3;

/** Fewer are no list; then a little certainty will do, for an attack is known. */
const LN_CHANCE = Math.log(0.01);

type Seen = Pick<LoginView, 'last' | 'lately' | 'hour' | 'window'>;

/**
 * How many accounts are left behind, as a multiple of the threshold; 0 where nobody got in, for then failures tell enough.
 * @param address as it was lately
 */
export function leftBehind(address: SubjectSum, view: Seen, rule: LoginAttackRule): number {
  const most = mostLeftBehind(address, view, rule);
  return most === 0 ? 0 : ratioOf(settledOf(address, view), usuallyLeft(view), rule);
}

/** No more are left behind, however many of the source's people leave. */
export const mostLeftBehind = (address: SubjectSum, view: Seen, rule: LoginAttackRule): number =>
  address.kind === 'address' && address.gotIn > 0 ? ratioOf(settledOf(address, view), 0, rule) : 0;

/** True for an attacker's address whose accounts are those of a list, be there as many more that open. */
export const isWorkedThrough = (address: SubjectSum, { hour }: Pick<LoginView, 'hour'>): boolean =>
  lnChance(failedAt(address, hour), 0) <= LN_CHANCE;

const ratioOf = (failed: Failed, usual: number, { minTries, chance }: LoginAttackRule): number =>
  Math.min((failed.left + failed.ofNobody) / minTries, lnChance(failed, usual) / Math.log(chance));

/** How likely people leave so many, as a natural logarithm; by the accounts alone, or by all names. */
const lnChance = ({ failed, left, ofNobody }: Failed, usual: number): number =>
  Math.min(
    lnBinomialTail(failed, left, Math.max(LEAVE, usual)),
    lnBinomialTail(failed + ofNobody, left + ofNobody, Math.max(LEFT_NAMES, usual)),
  );

interface Failed {
  /** Accounts tried in vain, and of these those that nobody got into from there. */
  readonly failed: number;
  readonly left: number;
  /** Names besides that nobody has. */
  readonly ofNobody: number;
}

/** Without those who may still be at it: as large a part as failures of the last minutes are of all. */
function settledOf(address: SubjectSum, view: Seen): Failed {
  const { failed, left, ofNobody } = failedAt(address, view.lately);
  const failures = view.window(view.last - latelyFrom(view.last) + 1).count(COUNTER.failures);
  const fresh = failures === 0 ? 1 : view.window(AT_IT_MINUTES).count(COUNTER.failures) / failures;
  const settled = Math.max(0, 1 - fresh);
  return { failed: failed * settled, left: left * settled, ofNobody: ofNobody * settled };
}

function failedAt({ hash, others, successes }: SubjectSum, seen: Subjects): Failed {
  const hasNoRoom = successes.size >= SUBJECT_CAP;
  let failed = 0;
  let left = 0;
  let ofNobody = 0;
  for (const account of others) {
    const own = seen.find({ kind: 'account', hash: account });
    if (successes.has(account) || own?.successes.has(hash)) failed += 1;
    else if (own !== undefined && isOfNobody(own)) ofNobody += 1;
    // Of who is not listed, where the address's list is full, it is not known.
    else if (own !== undefined || !hasNoRoom) {
      failed += 1;
      left += 1;
    }
  }
  return { failed, left, ofNobody };
}

const isOfNobody = ({ tries, unknown }: SubjectSum): boolean => unknown > 0 && unknown >= tries;

/** The share of accounts that fail elsewhere and are left; all where too little is seen, or none gets in under the name that failed. */
function usuallyLeft({ hour }: Seen): number {
  let failed = 0;
  let left = 0;
  for (const account of hour.accounts) {
    if (account.tries === 0 || isOfNobody(account)) continue;
    const isAtHome = [...account.others].every((hash) => {
      const address = hour.find({ kind: 'address', hash });
      return address !== undefined && address.others.size <= OF_ONE_HOME;
    });
    if (!isAtHome) continue;
    failed += 1;
    if (![...account.successes.keys()].some(isNamed)) left += 1;
  }
  return (left + 2) / (failed + 2);
}
