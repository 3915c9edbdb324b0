/**
 * Asks an AWS service that speaks JSON and has no client among our packages (CloudWatch's metrics, the tagging service):
 * signs the request with Signature Version 4 and sends it. Its errors look like the SDK's.
 */
import { createHash, createHmac } from 'node:crypto';

export interface SigningKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

export interface JsonService {
  /** As requests are signed for it, such as `monitoring`. */
  readonly name: string;
  /** What stands before an operation's name, such as `GraniteServiceVersion20100801`. */
  readonly target: string;
  readonly contentType: 'application/x-amz-json-1.0' | 'application/x-amz-json-1.1';
}

export interface SignedWorld {
  readonly region: string;
  /** Read anew for each request: they change every few hours. */
  readonly keys: () => SigningKeys | Promise<SigningKeys>;
  /** @default the service's own in the Region */
  readonly endpoint?: string | undefined;
  readonly now: () => number;
}

export type Ask = (operation: string, input: object) => Promise<unknown>;

const ANSWERS_WITHIN_MS = 10_000;

/** Throws an error with the service's name for it, and the HTTP status. */
export function createAsk(service: JsonService, { region, keys, endpoint, now }: SignedWorld): Ask {
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  const url = new URL(endpoint ?? `https://${service.name}.${region}.${suffix}/`);
  return async (operation, input) => {
    const body = JSON.stringify(input);
    const headers = { 'content-type': service.contentType, 'x-amz-target': `${service.target}.${operation}` };
    const signed = signHeaders({ url, headers, body, service: service.name, region, keys: await keys(), atMs: now() });
    const signal = AbortSignal.timeout(ANSWERS_WITHIN_MS);
    const answer = await fetch(url, { method: 'POST', body, headers: signed, signal });
    const text = await answer.text();
    if (!answer.ok) throw errorOf(text, answer.status);
    return JSON.parse(text);
  };
}

interface ToSign {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly service: string;
  readonly region: string;
  readonly keys: SigningKeys;
  readonly atMs: number;
}

/** The headers of a POST with those that sign it; exported for the test against AWS's own examples. */
export function signHeaders({ url, headers, body, service, region, keys, atMs }: ToSign): Record<string, string> {
  const time = new Date(atMs).toISOString().replace(/[-:]|\.\d{3}/g, '');
  const day = time.slice(0, 8);
  const all: Record<string, string> = {
    ...headers,
    host: url.host,
    'x-amz-date': time,
    ...(keys.sessionToken !== undefined && { 'x-amz-security-token': keys.sessionToken }),
  };
  const names = Object.keys(all).toSorted();
  const lines = names.map((name) => `${name}:${(all[name] ?? '').trim()}\n`).join('');
  const request = ['POST', url.pathname, '', lines, names.join(';'), sha256(body)].join('\n');
  const scope = `${day}/${region}/${service}/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', time, scope, sha256(request)].join('\n');
  const key = [day, region, service, 'aws4_request'].reduce<string | Buffer>(
    (secret, part) => hmac(secret, part),
    `AWS4${keys.secretAccessKey}`,
  );
  const signature = hmac(key, text).toString('hex');
  const { host: _, ...sent } = all; // fetch writes it itself
  return {
    ...sent,
    authorization: `AWS4-HMAC-SHA256 Credential=${keys.accessKeyId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`,
  };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

function errorOf(text: string, status: number): Error {
  const [, name = `status ${status}`] = /"__type"\s*:\s*"(?:[^"#]*#)?([A-Za-z]+)/.exec(text) ?? [];
  const [, message = ''] = /"[Mm]essage"\s*:\s*"([^"]{0,200})/.exec(text) ?? [];
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status } });
}

/** What Lambda puts into a function's environment. */
export const keysOfEnvironment = (): SigningKeys => ({
  accessKeyId: process.env['AWS_ACCESS_KEY_ID'] ?? '',
  secretAccessKey: process.env['AWS_SECRET_ACCESS_KEY'] ?? '',
  sessionToken: process.env['AWS_SESSION_TOKEN'],
});

/** Where and as whom a function of ours asks; an endpoint only where all services share one, as an emulator's do. */
export const signedWorldOfEnvironment = (): SignedWorld => ({
  region: process.env['AWS_REGION'] ?? '',
  keys: keysOfEnvironment,
  endpoint: process.env['AWS_ENDPOINT_URL'],
  now: Date.now,
});
