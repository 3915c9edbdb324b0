/** Posts JSON to a URL of the owner's, signed so that the receiver knows whose it is: Standard Webhooks, version 1. */
import { createHash } from 'node:crypto';
import type { Message } from '../core/alert/message';
import type { Channel, Delivery } from '../core/ports';
import { isAnswerLost } from './lost-answer';
import { sdkErrorName } from './sdk-error';
import { SecretError } from './secrets';
import { readWebhookAnswer } from './webhook/answer';
import { readWebhookSecret } from './webhook/secret';
import { signatureOf } from './webhook/signature';

export interface WebhookOutlet {
  readonly name: string;
  /** The secret: JSON, `{"url","signingKey"}`. */
  readonly readSecret: () => Promise<string>;
  /** The same, past every cache: asked once when the receiver refuses what it says. */
  readonly refreshSecret: () => Promise<string>;
  /** The one host to call, with its port where it has one. */
  readonly host: string;
  readonly now: () => number;
  /** @default 5,000 ms */
  readonly answersWithinMs?: number;
  /** @default Node's own */
  readonly fetch?: typeof fetch;
}

const ANSWERS_WITHIN_MS = 5_000;

export function createWebhookChannel(outlet: WebhookOutlet): Channel {
  return {
    name: outlet.name,
    async tell(message): Promise<Delivery> {
      try {
        const secret = await outlet.readSecret();
        const first = await post(outlet, secret, message);
        if (first.kind !== 'refused') return first;
        const newer = await outlet.refreshSecret();
        const last = newer === secret ? first : await post(outlet, newer, message);
        return last.kind === 'refused' ? { kind: 'give-up', why: `${last.why}; look at the webhook's secret` } : last;
      } catch (error) {
        if (error instanceof SecretError) return { kind: error.kind, why: error.message };
        throw error;
      }
    },
  };
}

/** Receivers drop what has an id that they saw: an alert's own is short, and the same for like functions of two accounts. */
function idOf({ name }: WebhookOutlet, { id, seq, origin, kind, where }: Message): string {
  const whose = createHash('sha256').update(JSON.stringify([origin, name, kind, where]));
  return `${id}.${seq}.${whose.digest('hex').slice(0, 16)}`;
}

async function post(
  outlet: WebhookOutlet,
  text: string,
  message: Message,
): Promise<ReturnType<typeof readWebhookAnswer>> {
  const secret = readWebhookSecret(text, outlet.host);
  if (secret.kind === 'unusable') return { kind: 'refused', why: secret.why };
  const body = JSON.stringify(message.json);
  // The same on a repeat, so that the receiver can tell.
  const id = idOf(outlet, message);
  const atS = Math.floor(outlet.now() / 1000);
  try {
    const answer = await (outlet.fetch ?? fetch)(secret.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'Vigil',
        'webhook-id': id,
        'webhook-timestamp': String(atS),
        'webhook-signature': signatureOf({ id, atS, body }, secret.key),
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(outlet.answersWithinMs ?? ANSWERS_WITHIN_MS),
    });
    await answer.body?.cancel(); // what it says is of no use, and may be endless
    return readWebhookAnswer(answer.status, answer.headers.get('retry-after'), outlet.now());
  } catch (error) {
    const isSlow = sdkErrorName(error) === 'TimeoutError';
    const why = `the webhook ${isSlow ? 'did not answer in time' : 'could not be reached'}`;
    return { kind: 'try-again', why, ...(isAnswerLost(error) && { isUnsure: true }) };
  }
}
