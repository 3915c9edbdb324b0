/** Reads Cognito's trigger events as functions log them. They name the account and know no address. */
import type { JsonObject } from '../log/json';
import { accountOf, objectAt } from './line-values';
import type { LoginFacts } from './login-event';

/**
 * There is no trigger for a failure: before the password is checked the outcome is open, unless there is no such user.
 * Client metadata is not looked into for an address, as the client writes it.
 */
export function readCognitoTrigger(line: JsonObject): LoginFacts | undefined {
  const account = accountOf(line['userName']);
  switch (line['triggerSource']) {
    case 'PostAuthentication_Authentication':
      return { outcome: 'success', account };
    case 'PreAuthentication_Authentication':
      return objectAt(line, 'request')?.['userNotFound'] === true
        ? { outcome: 'failure', reason: 'USER_DOES_NOT_EXIST', account }
        : { outcome: 'probe', account };
    default:
      return undefined;
  }
}
