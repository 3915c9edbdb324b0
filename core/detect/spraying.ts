/**
 * Finds addresses that fail far more often than chance allows; where they try many accounts a few times each, that is
 * spraying. Blind to addresses that fail less than `minTries` in an hour, and to accounts that the log does not name.
 */
import { crowdOf, type Crowd } from './crowd';
import type { LoginAttackRule } from './login-attack-rule';
import type { LoginView } from './login-view';
import { loudOnes } from './loud';

/** More on each is guessing at several: published rules for spraying take up to 8. */
const MOST_TRIES_EACH = 8;

export function findLoudAddresses(view: LoginView, rule: LoginAttackRule): Crowd | undefined {
  const loud = loudOnes(view, 'addresses', rule);
  if (loud.length === 0) return undefined;
  const ratio = Math.max(...loud.map((each) => each.ratio));
  const minutes = Math.max(...loud.map(({ windowMinutes }) => windowMinutes));
  return crowdOf(
    'spraying',
    ratio,
    view,
    loud.map(({ subject }) => subject),
    [],
    minutes,
  );
}

export const isSpraying = (crowd: Crowd, { minAccounts }: LoginAttackRule): boolean =>
  crowd.targets.size >= minAccounts && crowd.triesEach <= MOST_TRIES_EACH;
