/** Reads OneLogin's events: type 5 is a login, type 6 a failed one; logins into single apps come after these. */
import type { JsonObject } from '../log/json';
import { readClientAddress } from './client-address';
import { accountOf, firstText } from './line-values';
import type { LoginFacts } from './login-event';
import { readReason } from './reason';

export function readOneLogin(line: JsonObject): LoginFacts | undefined {
  const type = String(line['event_type_id']);
  if (type !== '5' && type !== '6') return undefined;
  const account = accountOf(line['user_name']) ?? accountOf(line['user_id']);
  const address = readClientAddress(line['ipaddr']);
  const userAgent = firstText(line, ['user_agent']);
  if (type === '5') return { outcome: 'success', account, address, userAgent };
  const reason = readReason(firstText(line, ['error_description', 'notes']) ?? '', account);
  return { outcome: 'failure', reason, account, address, userAgent };
}
