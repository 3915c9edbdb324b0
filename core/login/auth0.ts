/** Reads Auth0's log stream. Its `f` is mostly a wrong set-up (callback, connection), so it is no failed password. */
import type { JsonObject } from '../log/json';
import { readClientAddress } from './client-address';
import { accountOf, firstText, objectAt } from './line-values';
import type { LoginFacts } from './login-event';
import { readReason } from './reason';

/** `data` as the stream wraps it, or the event itself. */
export function readAuth0(line: JsonObject): LoginFacts | undefined {
  const event = objectAt(line, 'data') ?? line;
  const type = event['type'];
  const facts = typeof type === 'string' ? TYPES.get(type) : undefined;
  if (facts === undefined) return undefined;
  const account = accountOf(event['user_name']) ?? accountOf(event['user_id']);
  const why = type === 'fcoa' ? readReason(firstText(event, ['description']) ?? '', account) : undefined;
  return {
    outcome: facts.outcome,
    reason: facts.reason ?? why,
    account,
    isKnownAccount: facts.isKnownAccount,
    address: readClientAddress(event['ip']),
    userAgent: firstText(event, ['user_agent']),
  };
}

const TYPES: ReadonlyMap<string, LoginFacts> = new Map<string, LoginFacts>([
  ['s', { outcome: 'success' }],
  ['fp', { outcome: 'failure', reason: 'INVALID_CREDENTIALS', isKnownAccount: true }],
  ['fu', { outcome: 'failure', reason: 'USER_DOES_NOT_EXIST' }],
  ['fcoa', { outcome: 'failure' }], // by script from another site's page: the door of credential stuffing
  ['pwd_leak', { outcome: 'failure', reason: 'BREACHED_PASSWORD' }],
  ['limit_wc', { outcome: 'failure', reason: 'ACCOUNT_LOCKED_OUT' }],
  ['limit_sul', { outcome: 'failure', reason: 'ACCOUNT_LOCKED_OUT' }],
  ['limit_mu', { outcome: 'failure', reason: 'ADDRESS_BLOCKED' }],
]);
