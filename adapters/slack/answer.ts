/** Reads Slack's answer: sent, refused credentials, try again (and when), or give up. */
import { readJsonObject } from '../../core/log/json';
import type { Delivery } from '../../core/ports';

export type SlackAnswer = Delivery | { readonly kind: 'refused'; readonly why: string };

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
  if (status >= 500 || status === 408) return { kind: 'try-again', why };
  if (status >= 300 && status < 400) return { kind: 'give-up', why: `${why}: redirects are not followed` };
  if (CREDENTIAL_STATUSES.has(status)) return { kind: 'refused', why };
  if (status !== 200) return { kind: 'give-up', why };
  if (!isRefusal(body)) return { kind: 'sent' };
  if (PASSING_ERRORS.has(word ?? '')) return { kind: 'try-again', why, ...afterOf(retryAfter) };
  return { kind: CREDENTIAL_ERRORS.has(word ?? '') ? 'refused' : 'give-up', why };
}

/** The Web API answers 200 and says `"ok": false`; a webhook answers the text `ok`. */
function isRefusal(body: string): boolean {
  const json = readJsonObject(body);
  return json !== undefined && json['ok'] !== true;
}

/** Slack's own word for what is wrong; anything that does not look like one of its words could be a secret. */
function errorWord(body: string): string | undefined {
  const word = readJsonObject(body)?.['error'] ?? body;
  return typeof word === 'string' && word !== 'ok' && /^[a-z_]{1,40}$/.test(word) ? word : undefined;
}

function afterOf(retryAfter: string | null): { readonly afterMs?: number } {
  const seconds = Number(retryAfter ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? { afterMs: seconds * 1000 } : {};
}
