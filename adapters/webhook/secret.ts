/** Reads the webhook's secret: where to post, and the key to sign with. */
import { readJsonObject } from '../../core/log/json';
import { isSafeUrl } from '../safe-url';

export type WebhookSecret =
  | { readonly kind: 'webhook'; readonly url: string; readonly key: Buffer }
  | { readonly kind: 'unusable'; readonly why: string };

/** Of the key, decoded; Standard Webhooks asks for 24 to 64. */
const LEAST_KEY_BYTES = 24;

export function readWebhookSecret(text: string, host: string): WebhookSecret {
  const { url: given, signingKey } = readJsonObject(text.trim()) ?? {};
  if (typeof given !== 'string' || typeof signingKey !== 'string')
    return unusable('the webhook secret must be JSON with "url" and "signingKey"');
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url === undefined || url.host !== host || !isSafeUrl(url))
    return unusable(`url in the webhook secret must begin with https://${host}/, as alerts.webhook.host says`);
  const key = readKey(signingKey);
  if (key === undefined)
    return unusable('signingKey in the webhook secret must be whsec_ and at least 24 random bytes in base64');
  return { kind: 'webhook', url: url.href, key };
}

function readKey(text: string): Buffer | undefined {
  const base64 = text.replace(/^whsec_/, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined;
  const key = Buffer.from(base64, 'base64');
  return key.length >= LEAST_KEY_BYTES ? key : undefined;
}

const unusable = (why: string): WebhookSecret => ({ kind: 'unusable', why });
