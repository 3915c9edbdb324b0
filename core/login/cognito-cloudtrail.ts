/** Reads Cognito's calls in CloudTrail: the address, and of the account its `sub` at most, as CloudTrail hides the name. */
import type { JsonObject } from '../log/json';
import { readClientAddress } from './client-address';
import { accountOf, firstText, objectAt, textOf } from './line-values';
import type { LoginFacts, LoginReason } from './login-event';

/** Renewing a session is no login, and a challenge that was sent is no success yet. */
export function readCognitoCloudTrail(line: JsonObject): LoginFacts | undefined {
  const name = line['eventName'];
  if (line['eventSource'] !== 'cognito-idp.amazonaws.com' || typeof name !== 'string') return undefined;
  if (name === 'Login_POST') return readHostedPage(line);
  if (!CALLS.has(name)) return undefined;
  const flow = textOf(objectAt(line, 'requestParameters')?.['authFlow']) ?? '';
  if (flow.startsWith('REFRESH_TOKEN')) return undefined;
  const error = textOf(line['errorCode']);
  const isKnownError = error !== undefined && ERRORS.has(error);
  const tokens = objectAt(line, 'responseElements')?.['authenticationResult'];
  if (error === undefined ? tokens === undefined || tokens === null : !isKnownError) return undefined;
  const reason = isKnownError ? (reasonOf(textOf(line['errorMessage']) ?? '') ?? ERRORS.get(error)) : undefined;
  if (reason === 'no login') return undefined;
  return {
    outcome: isKnownError ? 'failure' : 'success',
    reason,
    account: accountOf(objectAt(line, 'additionalEventData')?.['sub']),
    address: readClientAddress(line['sourceIPAddress']),
    userAgent: firstText(line, ['userAgent']),
  };
}

/**
 * A form sent from Cognito's own login page. Its status is a redirect whatever came of it, so only an error in the words of
 * the calls is a failure, and only one that names who logged in a success (no failed one is in AWS's manual, 2026-11).
 */
function readHostedPage(line: JsonObject): LoginFacts | undefined {
  const data = objectAt(line, 'additionalEventData');
  const account = accountOf(data?.['userSub']) ?? accountOf(data?.['sub']);
  const who = {
    account,
    address: readClientAddress(line['sourceIPAddress']),
    userAgent: firstText(line, ['userAgent']),
  };
  const words = textOf(line['errorMessage']);
  const error = textOf(line['errorCode']);
  if (words === undefined && error === undefined)
    return account === undefined ? undefined : { outcome: 'success', ...who };
  const reason = reasonOf(words ?? '') ?? ERRORS.get(error ?? '');
  if (reason === 'no login' || (reason === undefined && !ERRORS.has(error ?? ''))) return undefined;
  return { outcome: 'failure', reason, ...who };
}

const CALLS = new Set(['InitiateAuth', 'RespondToAuthChallenge', 'AdminInitiateAuth', 'AdminRespondToAuthChallenge']);

/** Errors that tell of a try; others tell of a wrong set-up, a limit or a dead session. */
const ERRORS: ReadonlyMap<string, LoginReason | undefined> = new Map<string, LoginReason | undefined>([
  ['NotAuthorizedException', undefined],
  ['UserNotFoundException', 'USER_DOES_NOT_EXIST'],
  ['PasswordResetRequiredException', 'PASSWORD_EXPIRED'],
  ['CodeMismatchException', undefined],
]);

function reasonOf(words: string): LoginReason | 'no login' | undefined {
  if (words.startsWith('Incorrect username or password')) return 'INVALID_CREDENTIALS';
  if (words.startsWith('Password attempts exceeded')) return 'ACCOUNT_LOCKED_OUT';
  if (words.startsWith('User is disabled')) return 'ACCOUNT_DISABLED';
  if (words.startsWith('User does not exist')) return 'USER_DOES_NOT_EXIST';
  return /session|refresh token|client/i.test(words) ? 'no login' : undefined;
}
