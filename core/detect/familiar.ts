/**
 * Tells failed tries of people at home: of accounts that were tried from where they logged in before this day began to go
 * wrong. On a day of new passwords these are many. Blind where the log does not name both, and to accounts without a history.
 */
import { isHardlyIn } from './crowd';
import type { LoginSeen, LoginView } from './login-view';
import type { SubjectSum } from './subject-sums';

/** A look back of an hour and its windows' edges: who got in within it may be the attacker. */
const BEFORE_MINUTES = 70;
const MOST_ASKED = 200;

/** Accounts of which it is to be known, those tried most first. */
export const accountsToAsk = (view: LoginView): string[] =>
  triedAccounts(view)
    .toSorted((one, other) => other.tries - one.tries || (one.hash < other.hash ? -1 : 1))
    .slice(0, MOST_ASKED)
    .map(({ hash }) => hash);

/** Failed tries lately; those from addresses that get in anyway are left out, for they are accounted for. */
export function familiarTries(view: LoginView, known: LoginSeen['known']): number {
  const before = view.last - BEFORE_MINUTES;
  return triedAccounts(view).reduce((sum, { hash, others, tries }) => {
    const from = [...others].filter((each) => {
      const address = view.lately.find({ kind: 'address', hash: each });
      return address === undefined || isHardlyIn(address);
    });
    const isAtHome = from.some((each) => (known.get(hash)?.firstSeen.get(each) ?? Infinity) < before);
    return isAtHome ? sum + tries : sum;
  }, 0);
}

const triedAccounts = ({ lately }: LoginView): readonly SubjectSum[] =>
  lately.accounts.filter(({ tries, unknown, others }) => tries > unknown && others.size > 0);
