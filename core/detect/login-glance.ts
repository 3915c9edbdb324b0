/**
 * A light look at a login source: whether a whole one could find an attack that is not known yet. It sums only those who tried
 * lately, for nobody else is loud, creeps, or is one of many; at most times nothing comes of them.
 */
import { mostLeftBehind } from './left-behind';
import type { LoginAttackRule } from './login-attack-rule';
import { mostDistributed } from './distributed';
import { mostSpike } from './login-spike';
import { latelyFrom, type LoginSeen, type LoginView } from './login-view';
import { loudOnes } from './loud';
import { manyStrangers } from './many-strangers';
import { slowOnes } from './low-and-slow';
import { sumsOf } from './subject-sums';

/** Keyed hashes of those, be they addresses or accounts, who tried in the last 10 to 20 minutes. */
export function triedLately({ windows }: Pick<LoginSeen, 'windows'>, last: number): ReadonlySet<string> {
  const tried = new Set<string>();
  for (const each of windows) {
    if (each.window < latelyFrom(last)) continue;
    for (const { hash, tries, others } of sumsOf(each)) if (tries > 0 || others.size > 0) tried.add(hash);
  }
  return tried;
}

/**
 * Never false where a whole look finds something. Asked only while no attack is known: then who pauses is looked at, too.
 * @param view of those who tried lately alone
 */
export const mayBeAttacked = (view: LoginView, rule: LoginAttackRule): boolean =>
  mostSpike(view, rule) >= 1 ||
  mostDistributed(view, rule) >= 1 ||
  manyStrangers(view, rule) >= 1 ||
  (['addresses', 'accounts'] as const).some((kind) =>
    loudOnes(view, kind, rule, mostLeftBehind).some(({ ratio }) => ratio >= 1),
  ) ||
  slowOnes(view, rule).some(({ ratio }) => ratio >= 1);
