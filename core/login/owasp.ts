/** Reads logins in OWASP's logging vocabulary: `authn_login_fail:user`, `authn_login_success:user`, as JSON or as text. */
import { isObject, readJsonObject, valuesOf, type JsonObject, type Values } from '../log/json';
import { readAddress } from './address';
import { readClientAddress } from './client-address';
import type { LoginFacts } from './login-event';
import type { LoginSource } from './login-source';
import { prefixEnd } from './line-prefix';
import { readReason } from './reason';

/** Where the token begins after what loggers put before a message (time, level, id); -1 where the message is another. */
export function findOwaspToken(text: string, from: number): number {
  const at = prefixEnd(text, from);
  return startsLikeToken(text, at) ? at : -1;
}

/** The token in `event`, or the whole thing under `message` (an object, JSON text or a line of text), as Lambda nests it. */
export function readOwaspJson(line: JsonObject, source?: LoginSource): LoginFacts | undefined {
  const { event, message = line['msg'] } = line;
  if (typeof event === 'string') return readOwaspEvent(event, valuesOf(line), source);
  if (isObject(message)) return readNamed(message, source);
  if (typeof message !== 'string') return undefined;
  const nested = readJsonObject(message);
  if (nested !== undefined) return readNamed(nested, source);
  const at = findOwaspToken(message, 0);
  return at === -1 ? undefined : readMessage(message.slice(at), valuesOf(line), source);
}

/** `text` begins at the token. What a person typed can only follow it, so the first word decides the outcome. */
export function readOwaspText(text: string): LoginFacts | undefined {
  const brace = text.indexOf(' {');
  const line = brace === -1 ? undefined : readJsonObject(text.slice(brace + 1));
  if (line !== undefined) return readMessage(text.slice(0, brace), valuesOf(line));
  const login = readMessage(text, () => undefined);
  return login && { ...login, address: onlyAddress(text) };
}

/** The event is a value of its own, so the account is all that follows the first colon. */
export function readOwaspEvent(event: string, line: Values, source?: LoginSource): LoginFacts | undefined {
  const token = readToken(event);
  if (token === undefined) return undefined;
  const account = token.account ?? accountOf(line);
  const why = token.outcome === 'failure' ? reasonOf(line, account) : undefined;
  return {
    outcome: token.outcome,
    reason: why,
    account,
    address: addressOf(line, source),
    userAgent: userAgentOf(line),
  };
}

const readNamed = (line: JsonObject, source: LoginSource | undefined): LoginFacts | undefined =>
  typeof line['event'] === 'string' ? readOwaspEvent(line['event'], valuesOf(line), source) : undefined;

interface Token {
  readonly outcome: LoginFacts['outcome'];
  readonly account?: string;
}

/** The account ends at white space, as other words may follow; `token: the username X does not exist` names it inside. */
function readMessage(text: string, line: Values, source?: LoginSource): LoginFacts | undefined {
  const space = text.search(/\s/);
  const token = readToken(withoutMarks(space === -1 ? text : text.slice(0, space)));
  if (token === undefined) return undefined;
  const words = space === -1 ? '' : text.slice(space);
  const account = token.account ?? accountIn(words) ?? accountOf(line);
  const why = readReason(words, account) ?? reasonOf(line, account);
  const reason = token.outcome === 'failure' ? why : undefined;
  return { outcome: token.outcome, reason, account, address: addressOf(line, source), userAgent: userAgentOf(line) };
}

/** By hand, because a pattern for marks at the end takes quadratic time on a text that is full of them. */
function withoutMarks(word: string): string {
  let end = word.length;
  while (end > 0 && `"',;`.includes(word.charAt(end - 1))) end -= 1;
  return word.slice(0, end);
}

const TOKEN = /^authn_login_(fail|success|successafterfail)(?:$|[:,\s])/i;
const LONGEST_TOKEN = 'authn_login_successafterfail:'.length;
const MAX_ACCOUNT = 256;

function startsLikeToken(text: string, at: number): boolean {
  const first = text.charAt(at);
  return (first === 'a' || first === 'A') && TOKEN.test(text.slice(at, at + LONGEST_TOKEN));
}

function readToken(text: string): Token | undefined {
  const colon = text.indexOf(':');
  const name = nameOf(text, colon);
  if (name === undefined) return undefined;
  const rest = colon === -1 ? '' : text.slice(colon + 1);
  const account = name === 'successafterfail' ? rest.replace(/,\d{1,9}$/, '') : rest;
  return { outcome: name === 'fail' ? 'failure' : 'success', account: accountFrom(account) };
}

/** What stands before the colon is mostly one of two words: comparing costs a third of matching. */
function nameOf(text: string, colon: number): string | undefined {
  const word = colon === -1 ? '' : text.slice(0, colon);
  if (word === 'authn_login_fail') return 'fail';
  if (word === 'authn_login_success') return 'success';
  return TOKEN.exec(text.slice(0, LONGEST_TOKEN))?.[1]?.toLowerCase();
}

function accountFrom(value: unknown): string | undefined {
  return typeof value === 'string' && !isBlank(value) ? value.slice(0, MAX_ACCOUNT) : undefined;
}

/** Nearly every name begins with a visible letter of ASCII; a look at it costs a tenth of trimming. */
const isBlank = (text: string): boolean => !isVisible(text.charCodeAt(0)) && text.trim() === '';
const isVisible = (code: number): boolean => code > 0x20 && code < 0x7f;

const ACCOUNT_KEYS = ['userid', 'user_id', 'userId', 'username', 'user', 'email'];

function accountOf(line: Values): string | undefined {
  for (const key of ACCOUNT_KEYS) {
    const value = line(key);
    const account = accountFrom(isObject(value) ? (value['name'] ?? value['id']) : value);
    if (account !== undefined) return account;
  }
  return undefined;
}

function accountIn(words: string): string | undefined {
  const start = /\buser ?name /i.exec(words.slice(0, 80));
  const end = words.lastIndexOf(' does not exist');
  const from = start === null ? -1 : start.index + start[0].length;
  return from !== -1 && end > from ? accountFrom(words.slice(from, end).replaceAll(/^["']|["']$/g, '')) : undefined;
}

const ADDRESS_KEYS = ['source_ip', 'client_ip'];
const AGENT_KEYS = ['useragent', 'user_agent'];

function addressOf(line: Values, source: LoginSource | undefined): string | undefined {
  for (const key of ADDRESS_KEYS) {
    const address = readClientAddress(line(key), source?.trustedHops);
    if (address !== undefined) return address;
  }
  return undefined;
}

/** None where the text names more than one: one of them may have been typed into the login form. */
function onlyAddress(text: string): string | undefined {
  if (!text.includes('_ip')) return undefined;
  const after = text.slice(text.lastIndexOf(' does not exist') + 1);
  const found = new Set<string | undefined>();
  for (const [, value = ''] of after.matchAll(ADDRESS_FIELD)) found.add(readAddress(value.replace(/[.:]$/, '')));
  return found.size === 1 ? [...found][0] : undefined;
}

const ADDRESS_FIELD = /[\s,;](?:source|client)_ip[=:] ?"?([0-9a-fA-F.:[\]%]{2,64})/g;

const REASON_KEYS = ['reason', 'status_detail', 'error', 'description'];

/** All that is read of a line that names its event. */
export const OWASP_FIELDS: readonly string[] = [
  'event',
  ...ACCOUNT_KEYS,
  ...ADDRESS_KEYS,
  ...REASON_KEYS,
  ...AGENT_KEYS,
];

function reasonOf(line: Values, account: string | undefined): LoginFacts['reason'] {
  for (const key of REASON_KEYS) {
    const value = line(key);
    const reason = typeof value === 'string' ? readReason(value, account) : undefined;
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function userAgentOf(line: Values): string | undefined {
  const value = line('useragent') ?? line('user_agent');
  return typeof value === 'string' && value !== '' ? value.slice(0, 512) : undefined;
}
