/** The accounts on whose history it hangs whether those who fail are strangers or at home: asked of the few that are told. */
import { MOST_AT_HOME } from './at-home';
import type { LoginAttackRule } from './login-attack-rule';
import type { LoginView } from './login-view';
import { loudOnes } from './loud';
import { slowOnes } from './low-and-slow';

const MOST_ASKED = 64;

/** By keyed hash, the loudest subjects' first. */
export function accountsAtStake(view: LoginView, rule: LoginAttackRule): string[] {
  const told = [...loudOnes(view, 'accounts', rule), ...loudOnes(view, 'addresses', rule), ...slowOnes(view, rule)];
  const accounts = told
    .toSorted((one, other) => other.ratio - one.ratio)
    .flatMap(({ subject: { kind, hash, others } }) =>
      kind === 'account' ? [hash] : others.size > MOST_AT_HOME ? [] : [...others],
    );
  return [...new Set(accounts)].slice(0, MOST_ASKED);
}
