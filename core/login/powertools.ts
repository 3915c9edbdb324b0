/** Reads what applications log by themselves: an `event` or `message` that says LOGIN_FAILED, login_success and the like. */
import type { JsonObject } from '../log/json';
import { readClientAddress } from './client-address';
import { accountOf, firstText, objectAt } from './line-values';
import type { LoginFacts } from './login-event';
import type { LoginSource } from './login-source';
import { readReason } from './reason';

/** A message may come from anywhere, so it counts only where the line also names an account or an address. */
export function readPowertools(line: JsonObject, source: LoginSource | undefined): LoginFacts | undefined {
  const named = outcomeNamed(line);
  if (named === undefined) return undefined;
  const account = firstOf(line, accountIn);
  const address = firstOf(line, (place) => addressIn(place, source));
  if (named.isWeak && account === undefined && address === undefined) return undefined;
  const userAgent = firstOf(line, userAgentIn);
  const { outcome } = named;
  const reason = outcome === 'success' ? undefined : firstOf(line, (place) => reasonIn(place, account));
  return { outcome, reason, account, address, userAgent };
}

interface Named {
  readonly outcome: 'success' | 'failure';
  readonly isWeak: boolean;
}

/** The keys that name an event decide; one of them that names another event ends the search. */
function outcomeNamed(line: JsonObject): Named | undefined {
  for (const key of EVENT_KEYS) {
    const value = line[key];
    if (typeof value !== 'string' || value === '') continue;
    const outcome = outcomeOf(value);
    return outcome && { outcome, isWeak: /authentication/i.test(value) };
  }
  const byType = typeof line['type'] === 'string' ? outcomeOf(line['type']) : undefined;
  if (byType !== undefined) return { outcome: byType, isWeak: false };
  const words = typeof line['message'] === 'string' ? line['message'] : line['msg'];
  if (typeof words !== 'string') return undefined;
  const outcome = outcomeOf(/^[^:;,(|]*?(?= - | for |[:;,(|]|$)/.exec(words.slice(0, MAX_WORDS + 1))?.[0] ?? '');
  return outcome && { outcome, isWeak: true };
}

const EVENT_KEYS = ['event', 'eventType', 'event_type', 'eventName', 'action'];
const NESTED = ['metadata', 'data', 'details', 'context', 'user', 'client', 'request'];
const MAX_WORDS = 64;

function outcomeOf(words: string): Named['outcome'] | undefined {
  if (words.length > MAX_WORDS) return undefined;
  const plain = words.toLowerCase().replaceAll(/[^a-z]/g, '');
  if (FAILURE.test(plain)) return 'failure';
  return SUCCESS.test(plain) ? 'success' : undefined;
}

const FAILURE =
  /^(?:(?:auth|authn|user|account|customer|admin)*login(?:attempt)?(?:was|has)?(?:fail|fails|failed|failure|denied|rejected|unsuccessful)|(?:failed|unsuccessful|invalid)(?:user)?login(?:attempt)?|(?:user)?authentication(?:fail|failed|failure))$/;
const SUCCESS =
  /^(?:(?:auth|authn|user|account|customer|admin)*login(?:attempt)?(?:was|has)?(?:success|succeeded|successful|successfully|ok)|successful(?:user)?login|(?:user)?authentication(?:success|succeeded|successful))$/;

const ACCOUNT_KEYS = [
  'username',
  'userName',
  'user_name',
  'email',
  'userEmail',
  'user_email',
  'login',
  'usernameOrEmail',
  'identifier',
  'userId',
  'userid',
  'user_id',
  'user',
  'account',
];
const ADDRESS_KEYS = [
  'ip',
  'ipAddress',
  'ip_address',
  'clientIp',
  'clientIP',
  'client_ip',
  'sourceIp',
  'sourceIP',
  'source_ip',
  'remoteIp',
  'remote_ip',
];
const FORWARDED_KEYS = ['xForwardedFor', 'x_forwarded_for', 'x-forwarded-for', 'X-Forwarded-For'];
const USER_AGENT_KEYS = ['userAgent', 'user_agent', 'useragent'];
const REASON_KEYS = ['reason', 'code', 'error', 'errorCode', 'error_code', 'status_detail', 'description'];

function accountIn(place: JsonObject): string | undefined {
  for (const key of ACCOUNT_KEYS) {
    const account = accountOf(place[key]);
    if (account !== undefined) return account;
  }
  return accountOf(objectAt(place, 'user')?.['name']) ?? accountOf(objectAt(place, 'user')?.['id']);
}

function addressIn(place: JsonObject, source: LoginSource | undefined): string | undefined {
  const hops = source?.trustedHops;
  for (const key of hops === undefined ? ADDRESS_KEYS : [...FORWARDED_KEYS, ...ADDRESS_KEYS]) {
    const address = readClientAddress(place[key], hops);
    if (address !== undefined) return address;
  }
  return undefined;
}

function reasonIn(place: JsonObject, account: string | undefined): LoginFacts['reason'] {
  for (const key of REASON_KEYS) {
    const words = firstText(place, [key]) ?? firstText(objectAt(place, key), ['code', 'name', 'message']);
    const reason = words === undefined ? undefined : readReason(words, account);
    if (reason !== undefined) return reason;
  }
  const message = firstText(place, ['message', 'msg']);
  return message === undefined ? undefined : readReason(message, account);
}

function userAgentIn(place: JsonObject): string | undefined {
  return firstText(place, USER_AGENT_KEYS);
}

/** In the line itself, or else in one of the objects that loggers put the rest into. */
function firstOf<Value>(line: JsonObject, read: (place: JsonObject) => Value | undefined): Value | undefined {
  const own = read(line);
  if (own !== undefined) return own;
  for (const key of NESTED) {
    const inner = objectAt(line, key);
    const value = inner && read(inner);
    if (value !== undefined) return value;
  }
  return undefined;
}
