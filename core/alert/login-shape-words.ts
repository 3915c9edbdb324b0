/** Says in words which shape a login attack has, what it most likely is, and what its source cannot show. */
import type { Shape } from '../detect/crowd';
import type { LoginAttackEvidence } from '../detect/finding';
import { countOf, formatShare } from './figures';

/** The end of a headline: short, for an e-mail's subject has 99 characters. */
export function shapeTitle({ shape, tries, failures, accountsTouched }: LoginAttackEvidence): string {
  if (shape === 'spike') return `spike, ${countOf(failures, 'failure', 'failures')}`;
  const names: Readonly<Record<Exclude<Shape, 'spike'>, string>> = {
    guessing: accountsTouched === 1 ? 'guessing at one account' : 'guessing',
    spraying: 'spraying',
    stuffing: 'stuffing',
    enumeration: 'enumeration',
    distributed: 'distributed',
    'low-and-slow': 'low and slow',
  };
  return `${names[shape]}, ${countOf(tries, 'try', 'tries')}`;
}

export function likelyShape(evidence: LoginAttackEvidence): string {
  const { shape, tries, unknownAccounts, failures, accountsTouched, addressesSeen } = evidence;
  const unknown = formatShare(failures > 0 ? Math.min(1, unknownAccounts / failures) : 0);
  const likely: Readonly<Record<Shape, string>> = {
    guessing:
      accountsTouched <= 1 && addressesSeen <= 1
        ? 'somebody guesses a password, or a job runs with an old one'
        : 'the passwords of a few accounts are being guessed',
    spraying: 'a few common passwords are tried on many accounts, few on each to stay under lock-out',
    stuffing: `a leaked list of names and passwords: ${unknown} of the failures name accounts that do not exist here`,
    enumeration: `somebody learns which names exist: ${unknown} of the failures name accounts that do not`,
    distributed: `one attack through many addresses, about ${countOf(
      addressesSeen > 0 ? Math.max(1, tries / addressesSeen) : tries,
      'try',
      'tries',
    )} from each to stay under rate limits`,
    'low-and-slow': 'somebody tries now and then to stay unnoticed, or a forgotten job runs with an old password',
    spike: 'an attack of which the log shows too little, or a login that is broken: try it yourself',
  };
  return likely[shape];
}

/** The part of `seen` that says what could not be. */
export function blindWords({ blindTo }: LoginAttackEvidence): string[] {
  const words = {
    addresses: 'the log names no addresses, so distributed attacks and who fell cannot be seen',
    accounts: 'the log names no accounts, so spraying, stuffing and enumeration look like guessing',
    successes: 'the log shows no success, so nobody can be seen to get in',
  };
  return blindTo.map((what) => words[what]);
}
