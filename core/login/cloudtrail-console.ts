/** Reads CloudTrail's ConsoleLogin: people who log in to the AWS console. */
import type { JsonObject } from '../log/json';
import { readClientAddress } from './client-address';
import { accountOf, firstText, objectAt, textOf } from './line-values';
import type { LoginFacts } from './login-event';

/** A name that AWS hides was typed wrong: often a password in the field for the name. */
export function readCloudTrailConsole(line: JsonObject): LoginFacts | undefined {
  if (line['eventName'] !== 'ConsoleLogin' || line['eventSource'] !== 'signin.amazonaws.com') return undefined;
  const result = objectAt(line, 'responseElements')?.['ConsoleLogin'];
  const who = objectAt(line, 'userIdentity');
  const isRoot = who?.['type'] === 'Root';
  const account = accountOf(who?.['userName']) ?? (isRoot ? 'root' : accountOf(who?.['arn']));
  const address = readClientAddress(line['sourceIPAddress']);
  const userAgent = firstText(line, ['userAgent']);
  if (result === 'Success') return { outcome: 'success', account, address, userAgent };
  if (result !== 'Failure') return undefined;
  const words = textOf(line['errorMessage']) ?? '';
  if (words.startsWith('No username found'))
    return { outcome: 'failure', reason: 'USER_DOES_NOT_EXIST', account, address, userAgent };
  const hasUsedMfa = objectAt(line, 'additionalEventData')?.['MFAUsed'] === 'Yes'; // then the code may be what was wrong
  const reason = words === 'Failed authentication' && !hasUsedMfa ? 'INVALID_CREDENTIALS' : undefined;
  return { outcome: 'failure', reason, account, address, userAgent };
}
