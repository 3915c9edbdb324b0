/** Says in words that a login is under attack: its shape, what came of it, and what to do first. */
import type { Shape } from '../detect/crowd';
import type { LoginAttackEvidence } from '../detect/finding';
import { countOf, formatCount, formatShare, formatSpan } from './figures';
import type { KindWords, Telling } from './kind-words';
import { MOST_ACCOUNTS, MOST_FALLEN } from './fallen';
import { blindWords, likelyShape, shapeTitle } from './login-shape-words';

export function loginAttackWords(evidence: LoginAttackEvidence, telling: Telling): KindWords {
  const { name, change, fallen } = telling;
  const window = formatSpan(evidence.windowMinutes * 60_000);
  const shape = shapeTitle(evidence);
  const inside = `got into ${fallenOf(fallen)}`;
  const likely = likelyShape(evidence);
  return {
    title: {
      open: `Login attack on ${name}${fallen > 0 ? ` ${inside}` : ''}: ${shape}`,
      update: `Login attack on ${name} ${fallen > 0 ? inside : 'goes on'}: ${shape}`,
      resolve: `Login attack on ${name} is over${fallen > 0 ? `; it ${inside}` : ''}: ${shape}`,
    }[change],
    usual: usualOf(evidence),
    seen: [
      `${countOf(evidence.failures, 'failed login', 'failed logins')} in ${window}, ${shareOf(evidence)}`,
      whoOf(evidence),
      ...outcomeOf(evidence, telling),
      ...blindWords(evidence),
    ].join('; '),
    firstStep: firstStepOf(telling),
    ...(change !== 'resolve' && { likely }),
    ends: 'It resolves by itself when it has been quiet for 15 to 25 minutes; what comes within three hours opens it again.',
    quieter: QUIETER[evidence.shape],
  };
}

/** By what each shape is mostly found. */
const QUIETER: Readonly<Record<Shape, string>> = {
  guessing: 'minTries',
  spraying: 'minTries',
  stuffing: 'minTries',
  enumeration: 'minTries',
  distributed: 'minAddresses',
  'low-and-slow': 'minSlowTries or minSlowWindows',
  spike: 'minFailures, minFailuresUnknown or timesUsual',
};

/** Longest span of which the totals are read: of more than that the hour's own figure is told. */
const HOUR_MINUTES = 60;

function usualOf({ usualFailures, usualShare, windowMinutes }: LoginAttackEvidence): string {
  if (!(usualFailures > 0)) {
    // No usual failures and yet a usual share: the share is an assumption, made until enough is known of the source.
    return usualShare > 0
      ? `too little is known of this login yet; until then ${formatShare(usualShare)} of attempts failing is taken as usual`
      : 'no failed logins';
  }
  const number =
    usualFailures < 1
      ? 'less than one failed login'
      : `about ${countOf(usualFailures, 'failed login', 'failed logins')}`;
  const window = windowMinutes > HOUR_MINUTES ? 'an hour' : `in ${formatSpan(windowMinutes * 60_000)}`;
  return `${number} ${window}, ${formatShare(usualShare)} of attempts`;
}

function shareOf({ failures, attempts }: LoginAttackEvidence): string {
  if (!(attempts > 0)) return 'of how many attempts is not known';
  if (attempts <= failures) return 'and no successful one (or the log holds failures only)';
  return `${formatShare(failures / attempts)} of ${countOf(attempts, 'attempt', 'attempts')}`;
}

/** Distinct counts are estimates, but a handful is counted well. */
const FEW = 10;

function whoOf({ accountsTouched, addressesSeen, unknownAccounts, windowMinutes }: LoginAttackEvidence): string {
  // Of a day it is not kept who was tried from where.
  const about = windowMinutes > HOUR_MINUTES ? 'at least ' : accountsTouched > FEW ? 'about ' : '';
  const accounts = accountsTouched > 0 ? `${about}${countOf(accountsTouched, 'account', 'accounts')} tried` : undefined;
  const addresses =
    addressesSeen > 0
      ? `from ${addressesSeen > FEW ? 'about ' : ''}${countOf(addressesSeen, 'address', 'addresses')}`
      : undefined;
  const who =
    [accounts, addresses].filter((part) => part !== undefined).join(' ') ||
    'the log names neither accounts nor addresses';
  return unknownAccounts > 0
    ? `${who}; ${countOf(unknownAccounts, 'try', 'tries')} named an account that does not exist`
    : who;
}

function outcomeOf({ blindTo }: LoginAttackEvidence, { fallen, toCheck }: Telling): string[] {
  if (fallen === 0 && !blindTo.includes('successes') && toCheck === 0) return ['nobody got in as far as the log shows'];
  return [
    ...(fallen > 0 ? [`${fallenOf(fallen)} logged in from an attacking address`] : []),
    ...(toCheck > 0
      ? [`${atLeast(toCheck, MOST_ACCOUNTS)}${countOf(toCheck, 'account wants', 'accounts want')} a look`]
      : []),
  ];
}

const fallenOf = (fallen: number): string => `${atLeast(fallen, MOST_FALLEN)}${countOf(fallen, 'account', 'accounts')}`;

/** Of what is counted no further. */
const atLeast = (count: number, most: number): string => (count >= most ? 'at least ' : '');

function firstStepOf({ change, knowsAddresses, canBlock, fallen, toCheck }: Telling): string {
  const lock =
    fallen > 0
      ? `Lock the ${fallen === 1 ? 'account that fell' : `${formatCount(fallen)} accounts that fell`}, end ${
          fallen === 1 ? 'its' : 'their'
        } sessions and ask for a new password.`
      : undefined;
  const check = toCheck > 0 ? 'Ask the owners of the accounts to check whether it was they who logged in.' : undefined;
  const block = knowsAddresses
    ? canBlock
      ? 'Block the addresses marked so at the WAF, challenge those that are shared.'
      : 'Challenge the addresses at the WAF; to have them ready to block, name the form of the log in logins.'
    : 'The log names no addresses to block: turn on a rate limit or a challenge at the WAF.';
  const seek = 'Look for accounts that logged in after many failures: lock those and ask for a new password.';
  if (change === 'resolve') {
    return ['The attack stopped.', lock, check, ...(lock === undefined ? [seek] : [])]
      .filter((part) => part !== undefined)
      .join(' ');
  }
  return [lock, block, check, ...(lock === undefined && !knowsAddresses ? [seek] : [])]
    .filter((part) => part !== undefined)
    .join(' ');
}
