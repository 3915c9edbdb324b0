/** Reads Slack's answer: taken, refused credentials, try again (and when), or give up. */
import type { Thread } from '../../core/alert/alert';
import { readJsonObject } from '../../core/log/json';
import type { Delivery } from '../../core/ports';
import { readRetryAfterMs } from '../retry-after';

export type SlackAnswer =
  /** With the message's name, where it has one. */
  | { readonly kind: 'taken'; readonly ts?: string }
  | { readonly kind: 'try-again'; readonly why: string; readonly afterMs?: number; readonly isUnsure?: boolean }
  /** `refused` what a newer secret may cure; `word` is Slack's own for what is wrong. */
  | { readonly kind: 'refused' | 'give-up'; readonly why: string; readonly word?: string };

/** What may be cured by a newer secret. */
const CREDENTIAL_STATUSES = new Set([401, 403, 404]);
const CREDENTIAL_ERRORS = new Set(['invalid_auth', 'not_authed', 'token_revoked', 'token_expired', 'account_inactive']);

const PASSING_ERRORS = new Set([
  'ratelimited',
  'rate_limited',
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
]);

export function readSlackAnswer(status: number, retryAfter: string | null, body: string): SlackAnswer {
  const word = errorWord(body);
  const why = `Slack answered ${status}${word === undefined ? '' : ` (${word})`}`;
  if (status === 429) return { kind: 'try-again', why, ...afterOf(retryAfter) };
  if (status >= 500 || status === 408) return { kind: 'try-again', why, ...afterOf(retryAfter) };
  if (status >= 300 && status < 400) return { kind: 'give-up', why: `${why}: redirects are not followed` };
  const refusal = { why, ...(word !== undefined && { word }) };
  if (CREDENTIAL_STATUSES.has(status)) return { kind: 'refused', ...refusal };
  if (status !== 200) return { kind: 'give-up', ...refusal };
  if (!isRefusal(body)) return { kind: 'taken', ...tsOf(body) };
  if (PASSING_ERRORS.has(word ?? '')) return { kind: 'try-again', why, ...afterOf(retryAfter) };
  return { kind: CREDENTIAL_ERRORS.has(word ?? '') ? 'refused' : 'give-up', ...refusal };
}

function tsOf(body: string): { readonly ts?: string } {
  const ts = readJsonObject(body)?.['ts'];
  return typeof ts === 'string' && /^\d{1,12}\.\d{1,9}$/.test(ts) ? { ts } : {};
}

/** The Web API answers 200 and says `"ok": false`; a webhook answers the text `ok`. */
function isRefusal(body: string): boolean {
  const json = readJsonObject(body);
  return json !== undefined && json['ok'] !== true;
}

/** Without what was only of use on the way. */
export function deliveryOf(answer: SlackAnswer, thread?: Thread): Delivery | { kind: 'refused'; why: string } {
  switch (answer.kind) {
    case 'taken':
      return { kind: 'sent', ...(thread && { thread }) };
    case 'try-again':
      return answer;
    default:
      return { kind: answer.kind, why: answer.why };
  }
}

/** Slack's own word for what is wrong; anything that does not look like one of its words could be a secret. */
function errorWord(body: string): string | undefined {
  const word = readJsonObject(body)?.['error'] ?? body;
  return typeof word === 'string' && word !== 'ok' && /^[a-z_]{1,40}$/.test(word) ? word : undefined;
}

function afterOf(retryAfter: string | null): { readonly afterMs?: number } {
  const afterMs = readRetryAfterMs(retryAfter, 0); // Slack says seconds
  return afterMs === undefined ? {} : { afterMs };
}
