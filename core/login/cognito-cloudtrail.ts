/** Reads Cognito's calls in CloudTrail: the address, and of the account its `sub` at most, as CloudTrail hides the name. */
import type { JsonObject } from '../log/json';
import { readClientAddress } from './client-address';
import { accountOf, firstText, objectAt, textOf } from './line-values';
import type { LoginFacts, LoginReason } from './login-event';

/** Renewing a session is no login, and a challenge that was sent is no success yet. */
export function readCognitoCloudTrail(line: JsonObject): LoginFacts | undefined {
  const name = line['eventName'];
  if (line['eventSource'] !== 'cognito-idp.amazonaws.com' || typeof name !== 'string' || !CALLS.has(name))
    return undefined;
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
