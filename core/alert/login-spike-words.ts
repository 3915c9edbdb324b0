/** Says in words that far more logins fail at a source than usual, and what shape the attack has. */
import type { LoginSpikeEvidence } from '../detect/finding';
import { countOf, formatCount, formatShare, formatSpan } from './figures';
import type { KindWords, Telling } from './kind-words';

export function loginSpikeWords(evidence: LoginSpikeEvidence, telling: Telling): KindWords {
  const { name, change } = telling;
  const window = formatSpan(evidence.windowMinutes * 60_000);
  const likely = likelyOf(evidence);
  return {
    title: {
      open: `Spike of failed logins on ${name}: ${formatCount(evidence.failures)} in ${window}`,
      update: `Failed logins on ${name} go on: ${formatCount(evidence.failures)} in ${window}`,
      resolve: `Failed logins on ${name} are back to usual`,
    }[change],
    usual: usualOf(evidence, window),
    seen: `${countOf(evidence.failures, 'failed login', 'failed logins')} in ${window}, ${shareOf(evidence)}; ${whoOf(evidence)}`,
    firstStep: firstStepOf(telling),
    ...(likely !== undefined && change !== 'resolve' && { likely }),
    ends: 'It resolves by itself once failed logins have been near the usual for a few minutes.',
    quieter: 'minFailures, timesUsual or shareAboveUsual',
  };
}

function usualOf({ usualFailures, usualShare }: LoginSpikeEvidence, window: string): string {
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
  return `${number} in ${window}, ${formatShare(usualShare)} of attempts`;
}

function shareOf({ failures, attempts }: LoginSpikeEvidence): string {
  if (!(attempts > 0)) return 'of how many attempts is not known';
  if (attempts <= failures) return 'and no successful one (or the log holds failures only)';
  return `${formatShare(failures / attempts)} of ${countOf(attempts, 'attempt', 'attempts')}`;
}

function whoOf({ accountsTouched, addressesSeen, unknownAccounts }: LoginSpikeEvidence): string {
  const accounts = accountsTouched > 0 ? `${estimateOf(accountsTouched, 'account', 'accounts')} tried` : undefined;
  const addresses = addressesSeen > 0 ? `from ${estimateOf(addressesSeen, 'address', 'addresses')}` : undefined;
  const who =
    [accounts, addresses].filter((part) => part !== undefined).join(' ') ||
    'the log names neither accounts nor addresses';
  return unknownAccounts > 0
    ? `${who}; ${countOf(unknownAccounts, 'try', 'tries')} named an account that does not exist`
    : who;
}

/** Distinct counts are estimates, but a handful is counted well. */
const estimateOf = (count: number, one: string, many: string): string =>
  `${count > 10 ? 'about ' : ''}${countOf(count, one, many)}`;

function firstStepOf({ change, knowsAddresses }: Telling): string {
  const fallen = 'look for accounts that logged in from them: lock those and ask for a new password.';
  if (change === 'resolve') {
    return knowsAddresses
      ? `The attack stopped, or its addresses were blocked. Keep the block, and ${fallen}`
      : 'The attack stopped. Look for accounts that logged in after many failures: lock those and ask for a new password.';
  }
  return knowsAddresses
    ? `Block or challenge the attacking addresses at the WAF. Then ${fallen}`
    : 'The log names no addresses to block: turn on a rate limit or a challenge at the WAF. Then look for accounts ' +
        'that logged in after many failures: lock those and ask for a new password.';
}

function likelyOf({
  failures,
  unknownAccounts,
  accountsTouched,
  addressesSeen,
}: LoginSpikeEvidence): string | undefined {
  const isSpread = addressesSeen >= 20 && failures / addressesSeen <= 10;
  const spread = isSpread ? ', a few tries from each address to stay under rate limits' : '';
  if (unknownAccounts >= failures * 0.3 && unknownAccounts > 0) {
    const share = formatShare(Math.min(1, unknownAccounts / failures));
    return `someone tries a leaked list: ${share} of the failures name accounts that do not exist here${spread}`;
  }
  if (!(accountsTouched > 0)) return undefined;
  if (accountsTouched <= 1 && addressesSeen === 1) {
    return 'one account from one address: somebody guesses its password, or a job runs with an old one';
  }
  if (failures / accountsTouched >= 10) return `the passwords of a few accounts are being guessed${spread}`;
  if (failures / accountsTouched <= 3) return `few tries on each of many accounts: spraying, or a leaked list${spread}`;
  return undefined;
}
