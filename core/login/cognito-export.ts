/** Reads Cognito's user-activity export (Plus plan): name, address and outcome in one line. */
import { isObject, readJsonObject, type JsonObject } from '../log/json';
import { readClientAddress } from './client-address';
import { accountOf, firstText } from './line-values';
import type { LoginFacts } from './login-event';

/** Known by what `message` holds, as the name of the event source differs between Cognito and its manual. */
export function readCognitoExport(line: JsonObject): LoginFacts | undefined {
  const { message } = line;
  const event = isObject(message) ? message : typeof message === 'string' ? readJsonObject(message) : line;
  if (event?.['eventType'] !== 'SignIn') return undefined;
  const result = event['eventResponse'];
  if (result !== 'Pass' && result !== 'Fail') return undefined; // InProgress: a challenge was sent
  const account = accountOf(event['userName']) ?? accountOf(event['userSub']);
  const address = readClientAddress(event['ipAddress']);
  const userAgent = firstText(event, ['userAgent', 'deviceName']);
  if (result === 'Pass') return { outcome: 'success', account, address, userAgent };
  const isBreached = String(event['compromisedCredentialDetected']) === 'true'; // booleans are texts there
  return { outcome: 'failure', reason: isBreached ? 'BREACHED_PASSWORD' : undefined, account, address, userAgent };
}
