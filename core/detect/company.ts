/**
 * Finds who goes along with an attack through a list of names: addresses too quiet to be told alone, from which several
 * accounts are tried and next to none of them is got into. Blind to those that have tried fewer than four.
 */
import type { Shape } from './crowd';
import type { LoginView } from './login-view';
import type { SubjectSum } from './subject-sums';
import { lnBinomialTail } from './tails';

const LISTS: ReadonlySet<Shape> = new Set<Shape>(['spraying', 'stuffing', 'enumeration']);
const MIN_ACCOUNTS = 4;
/** Of the names that come from one address at most so many are misspelt, or given up. */
const LEFT_SHARE = 0.3;
/** An attack is known already, so little certainty is asked for. */
const LN_CHANCE = Math.log(0.01);

export const companyOf = (shape: Shape, { lately }: LoginView): readonly SubjectSum[] =>
  LISTS.has(shape) ? lately.addresses.filter(isAlong) : [];

function isAlong({ others, successes }: SubjectSum): boolean {
  if (others.size < MIN_ACCOUNTS) return false;
  let left = 0;
  for (const account of others) if (!successes.has(account)) left += 1;
  return left >= MIN_ACCOUNTS && lnBinomialTail(left + successes.size, left, LEFT_SHARE) <= LN_CHANCE;
}
