/** Reads OCSF: class 3002 (Authentication), activity 1 (Logon). */
import type { JsonObject } from '../log/json';
import { readClientAddress } from './client-address';
import { accountOf, firstText, objectAt, textOf } from './line-values';
import { LOGIN_REASONS, type LoginFacts, type LoginReason } from './login-event';
import { readReason } from './reason';

/** Numbers may have become texts on the way. */
export function readOcsf(line: JsonObject): LoginFacts | undefined {
  if (textOf(line['class_uid']) !== '3002' || textOf(line['activity_id']) !== '1') return undefined;
  const status = textOf(line['status_id']) ?? STATUS_IDS.get((textOf(line['status']) ?? '').toLowerCase());
  if (status !== '1' && status !== '2') return undefined;
  const user = objectAt(line, 'user');
  const account = accountOf(user?.['name']) ?? accountOf(user?.['email_addr']) ?? accountOf(user?.['uid']);
  const address = readClientAddress(objectAt(line, 'src_endpoint')?.['ip']);
  const userAgent = firstText(objectAt(line, 'http_request'), ['user_agent']);
  if (status === '1') return { outcome: 'success', account, address, userAgent };
  return { outcome: 'failure', reason: reasonOf(line, account), account, address, userAgent };
}

const STATUS_IDS: ReadonlyMap<string, string> = new Map([
  ['success', '1'],
  ['failure', '2'],
]);

function reasonOf(line: JsonObject, account: string | undefined): LoginReason | undefined {
  const detail = firstText(line, ['status_detail', 'message']) ?? '';
  return LOGIN_REASONS.find((reason) => reason === detail) ?? readReason(detail, account);
}
