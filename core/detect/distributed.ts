/**
 * Finds accounts that are tried from one address after the other, none of which anybody gets in from: an attack spread so that
 * no address is loud. Blind where the log names no addresses or no accounts (see many-strangers), and to a spread attack that
 * tries each account from one address alone: that is told as a spike, where there are many.
 */
import { crowdOf, isHardlyIn, type Crowd } from './crowd';
import type { LoginAttackRule } from './login-attack-rule';
import type { LoginView } from './login-view';
import type { SubjectSum } from './subject-sums';
import { loudness } from './loud';
import { LOW_WATER } from './low-water';

/** A name that nobody has is everybody's: guessers of all sorts try the same few. */
const OF_NOBODY = 4;

export function findDistributed(view: LoginView, rule: LoginAttackRule): Crowd | undefined {
  const strangers = new Set<string>();
  for (const { hash, tries, gotIn } of view.hour.addresses) if (tries > 0 && gotIn === 0) strangers.add(hash);
  if (strangers.size < rule.minAddresses * LOW_WATER) return undefined;
  let more = 0;
  const accounts: SubjectSum[] = [];
  for (const account of view.lately.accounts) {
    if (account.others.size < 2) continue;
    const from = [...account.others].filter((hash) => strangers.has(hash)).length;
    const beyond = from - ownOf(account);
    if (beyond <= 0) continue;
    more += beyond;
    accounts.push(account);
  }
  const tried = new Set(accounts.map(({ hash }) => hash));
  // With those by whom an account fell: they are no strangers any more. An account's own list of addresses may be full.
  const addresses = view.hour.addresses.filter(
    (each) => each.tries > 0 && isHardlyIn(each) && [...each.others].some((account) => tried.has(account)),
  );
  const ratio = Math.min(more, addresses.length) / rule.minAddresses;
  return ratio < LOW_WATER ? undefined : crowdOf('distributed', ratio, view, addresses, accounts, 30);
}

const ownOf = ({ unknown, tries }: SubjectSum): number => (unknown > 0 && unknown >= tries ? OF_NOBODY : 1);

/** No crowd is larger, as a multiple of its threshold: the addresses beyond an account's own, strangers or not. */
export function mostDistributed({ lately }: Pick<LoginView, 'lately'>, { minAddresses }: LoginAttackRule): number {
  const beyond = lately.accounts.map((account) => Math.max(0, account.others.size - ownOf(account)));
  return beyond.reduce((sum, more) => sum + more, 0) / minAddresses;
}

/** Many addresses, most of them too quiet to be noticed alone. */
export function isDistributed({ addresses }: Crowd, view: LoginView, rule: LoginAttackRule): boolean {
  if (addresses.length < rule.minAddresses) return false;
  const loud = addresses.filter((each) => loudness(each, view, rule, rule.minTries) >= 1);
  return loud.length * 2 < addresses.length;
}
