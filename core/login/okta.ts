/** Reads Okta's System Log: the start of a session, and single factors that were refused for what was typed. */
import type { JsonObject } from '../log/json';
import { readClientAddress } from './client-address';
import { accountOf, firstText, objectAt } from './line-values';
import type { LoginFacts, LoginReason } from './login-event';
import { readReason } from './reason';

/** A factor's success is a step on the way, so that only the session's start counts as one. */
export function readOkta(line: JsonObject): LoginFacts | undefined {
  const type = line['eventType'];
  const outcome = objectAt(line, 'outcome');
  const result = outcome?.['result'];
  if (typeof type !== 'string' || (result !== 'SUCCESS' && result !== 'FAILURE')) return undefined;
  const word = firstText(outcome, ['reason']) ?? '';
  const reason = REASONS.get(word) ?? readReason(word);
  const isSession = type === 'user.session.start';
  if (!isSession && (!type.startsWith('user.authentication.') || result === 'SUCCESS' || !REASONS.has(word)))
    return undefined;
  const actor = objectAt(line, 'actor');
  const client = objectAt(line, 'client');
  const account = accountOf(actor?.['alternateId']);
  const address = readClientAddress(client?.['ipAddress']);
  const userAgent = firstText(objectAt(client, 'userAgent'), ['rawUserAgent']);
  if (result === 'SUCCESS') return { outcome: 'success', account, address, userAgent };
  const isKnownAccount = actor?.['id'] === 'unknown' ? false : undefined;
  return { outcome: 'failure', reason, account, isKnownAccount, address, userAgent };
}

const REASONS: ReadonlyMap<string, LoginReason> = new Map<string, LoginReason>([
  ['INVALID_CREDENTIALS', 'INVALID_CREDENTIALS'],
  ['LOCKED_OUT', 'ACCOUNT_LOCKED_OUT'],
]);
