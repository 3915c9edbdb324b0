/** Reads a webhook's answer by its status alone: what it says may be anything. */
import type { Delivery } from '../../core/ports';
import { readRetryAfterMs } from '../retry-after';

/** What may be cured by a newer secret. */
const CREDENTIAL_STATUSES = new Set([401, 403, 404]);

export function readWebhookAnswer(
  status: number,
  retryAfter: string | null,
  nowMs: number,
): Delivery | { readonly kind: 'refused'; readonly why: string } {
  const why = `the webhook answered ${status}`;
  if (status >= 200 && status < 300) return { kind: 'sent' };
  if (status >= 300 && status < 400) return { kind: 'give-up', why: `${why}: redirects are not followed` };
  if (CREDENTIAL_STATUSES.has(status)) return { kind: 'refused', why };
  if (status !== 408 && status !== 429 && status < 500) return { kind: 'give-up', why };
  const afterMs = readRetryAfterMs(retryAfter, nowMs);
  return { kind: 'try-again', why, ...(afterMs !== undefined && { afterMs }) };
}
