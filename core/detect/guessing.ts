/**
 * Finds the passwords of one account, or of a few, being guessed. Blind to guesses slower than the source's own users mistype
 * (see low-and-slow), and to which account it is where the log names none.
 */
import { crowdOf, type Crowd } from './crowd';
import type { LoginAttackRule } from './login-attack-rule';
import type { LoginView } from './login-view';
import { loudOnes } from './loud';

/** An address that tried the account once or twice may be its owner's. */
const MIN_TRIES_OF_ONE = 3;

/** Accounts that fail far more often than chance allows, from wherever. */
export function findGuessing(view: LoginView, rule: LoginAttackRule): Crowd | undefined {
  const loud = loudOnes(view, 'accounts', rule);
  if (loud.length === 0) return undefined;
  const accounts = loud.map(({ subject }) => subject);
  const from = new Set(accounts.flatMap(({ others }) => [...others]));
  const addresses = view.hour.addresses.filter(({ hash, tries }) => from.has(hash) && tries >= MIN_TRIES_OF_ONE);
  const ratio = Math.max(...loud.map((each) => each.ratio));
  const minutes = Math.max(...loud.map(({ windowMinutes }) => windowMinutes));
  const crowd = crowdOf('guessing', ratio, view, addresses, accounts, minutes);
  return { ...crowd, tries: accounts.reduce((sum, { tries }) => sum + tries, 0) };
}

/** Few accounts, or many tries on each; also where the log names no account. */
export const isGuessing = ({ sign }: Crowd): boolean => sign === 'guessing' || sign === 'spraying';
