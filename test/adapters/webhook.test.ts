/** Shows what a webhook is sent, that its signature can be checked, what its answers mean, and that nobody else is called. */
import { createHmac } from 'node:crypto';
import { messageOfAlert } from '../../core/alert/alert-message';
import type { Message } from '../../core/alert/message';
import { SecretError } from '../../adapters/secrets';
import { createWebhookChannel, type WebhookOutlet } from '../../adapters/webhook';
import { madeAlert } from '../contracts/made-alert';
import { expectNoLeak } from './expect-no-leak';
import { startSlack, type SlackServer } from './slack-server';

const KEY = Buffer.from('canary-key-of-thirty-two-bytes!!');
const SECRETS = [KEY.toString('base64'), 'canaryPath'];
const AT_MS = Date.UTC(2026, 10, 20, 14, 5);

let receiver: SlackServer;
beforeAll(async () => {
  receiver = await startSlack();
});
afterAll(() => receiver.stop());
beforeEach(() => receiver.answer({ status: 204 }));

const message = messageOfAlert(madeAlert({ seq: 3 }), {});
const secretFor = (changes: Record<string, unknown> = {}) =>
  JSON.stringify({
    url: `http://${receiver.host}/hooks/canaryPath`,
    signingKey: `whsec_${KEY.toString('base64')}`,
    ...changes,
  });

async function tell(secret: string, changes: Partial<WebhookOutlet> = {}, told = message) {
  const delivery = await createWebhookChannel({
    name: 'webhook',
    readSecret: async () => secret,
    refreshSecret: async () => secret,
    host: receiver.host,
    now: () => AT_MS,
    ...changes,
  }).tell(told, undefined);
  expectNoLeak(delivery, SECRETS);
  return delivery;
}

it('posts the JSON with a signature that its receiver can check', async () => {
  expect(await tell(secretFor())).toEqual({ kind: 'sent' });
  const [{ path, headers, body } = { path: '', headers: {}, body: '' }] = receiver.requests;
  expect(path).toBe('/hooks/canaryPath');
  expect(JSON.parse(body)).toEqual(JSON.parse(JSON.stringify(message.json)));
  expect(headers).toMatchObject({
    'webhook-id': expect.stringMatching(/^3fa9c1-1\.3\.[\da-f]{16}$/),
    'webhook-timestamp': String(AT_MS / 1000),
  });
  const signed = `${headers['webhook-id'] as string}.${headers['webhook-timestamp'] as string}.${body}`;
  const expected = createHmac('sha256', KEY).update(signed).digest('base64');
  expect(headers['webhook-signature']).toBe(`v1,${expected}`);
});

it('gives a repeat the same id, and nothing else: no other stack, account, Region, channel, function or kind', async () => {
  const elsewhere = (changes: Partial<Message>): [Partial<WebhookOutlet>, Message] => [{}, { ...message, ...changes }];
  const others: [Partial<WebhookOutlet>, Message][] = [
    elsewhere({ origin: 'abcdef' }),
    [{ name: 'webhook-of-a-route' }, message],
    elsewhere({ where: ['function pay', 'eu-west-1', 'account 111111111111'] }),
    elsewhere({ where: ['function pay', 'eu-west-1', 'account 222222222222'] }),
    elsewhere({ where: ['function pay', 'eu-west-2', 'account 222222222222'] }),
    elsewhere({ kind: 'slow-calls' }),
    elsewhere({ seq: 4 }),
  ];
  for (const [outlet, told] of [[{}, message], [{}, message], ...others] as typeof others)
    await tell(secretFor(), outlet, told);
  const ids = receiver.requests.map(({ headers }) => headers['webhook-id']);
  expect(ids[0]).toBe(ids[1]);
  expect(new Set(ids).size).toBe(1 + others.length);
});

it("signs as the standard's own example does", async () => {
  const { signatureOf } = await import('../../adapters/webhook/signature');
  const key = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64');
  const signed = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', atS: 1_614_265_330, body: '{"test": 2432232314}' };
  expect(signatureOf(signed, key)).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

it.each([
  [200, {}, { kind: 'sent' }],
  [202, {}, { kind: 'sent' }],
  [
    301,
    { location: 'http://127.0.0.1:1/' },
    { kind: 'give-up', why: 'the webhook answered 301: redirects are not followed' },
  ],
  [400, {}, { kind: 'give-up', why: 'the webhook answered 400' }],
  [410, {}, { kind: 'give-up', why: 'the webhook answered 410' }],
  [401, {}, { kind: 'give-up', why: "the webhook answered 401; look at the webhook's secret" }],
  [408, {}, { kind: 'try-again', why: 'the webhook answered 408' }],
  [429, { 'retry-after': '30' }, { kind: 'try-again', why: 'the webhook answered 429', afterMs: 30_000 }],
  [
    503,
    { 'retry-after': 'Fri, 20 Nov 2026 14:06:00 GMT' },
    { kind: 'try-again', why: 'the webhook answered 503', afterMs: 60_000 },
  ],
  [
    503,
    { 'retry-after': 'Fri, 20 Nov 2026 14:00:00 GMT' },
    { kind: 'try-again', why: 'the webhook answered 503', afterMs: 0 },
  ],
  [503, { 'retry-after': 'soon' }, { kind: 'try-again', why: 'the webhook answered 503' }],
])('makes of %i %o: %o', async (status, headers, delivery) => {
  receiver.answer({ status, headers, body: 'at /hooks/canaryPath' });
  expect(await tell(secretFor())).toEqual(delivery);
  expect(receiver.requests).toHaveLength(1);
});

it.each([
  ['never', 'never', 'the webhook did not answer in time'],
  ['by hanging up', 'hang-up', 'the webhook could not be reached'],
] as const)('tries again where it answers %s', async (_, answer, why) => {
  receiver.answer(answer);
  expect(await tell(secretFor(), { answersWithinMs: 200 })).toEqual({ kind: 'try-again', why, isUnsure: true });
});

it('is sure that nothing arrived where nobody listens', async () => {
  const host = '127.0.0.1:1';
  const secret = secretFor({ url: `http://${host}/hooks/canaryPath` });
  expect(await tell(secret, { host })).toEqual({ kind: 'try-again', why: 'the webhook could not be reached' });
});

it('asks for a newer secret once, and signs with it', async () => {
  const newer = Buffer.alloc(32, 7);
  receiver.answer({ status: 401 }, { status: 200 });
  const refreshSecret = async () => secretFor({ signingKey: newer.toString('base64') });
  expect(await tell(secretFor(), { refreshSecret })).toEqual({ kind: 'sent' });
  const [first, second] = receiver.requests.map(({ headers }) => headers['webhook-signature']);
  expect(receiver.requests).toHaveLength(2);
  expect(first).not.toBe(second);
});

it.each([
  ['is not JSON', 'whsec_', 'the webhook secret must be JSON with "url" and "signingKey"'],
  ['is empty', '', 'the webhook secret must be JSON with "url" and "signingKey"'],
  ['lacks the key', JSON.stringify({ url: 'https://x.test/' }), 'the webhook secret must be JSON with'],
])('names a secret that %s', async (_, secret, why) => {
  expect(await tell(secret)).toMatchObject({ kind: 'give-up', why: expect.stringContaining(why) });
  expect(receiver.requests).toHaveLength(0);
});

it.each([
  ['a short key', { signingKey: 'whsec_c2hvcnQ=' }, 'at least 24 random bytes'],
  ['a key that is no base64', { signingKey: 'whsec_***' }, 'at least 24 random bytes'],
  ['another host', { url: 'https://evil.example/' }, 'must begin with https://127.0.0.1:'],
  ['plain HTTP elsewhere', { url: 'http://alerts.shop.test/' }, 'must begin with https://'],
  ['a password in the URL', { url: 'https://a:b@alerts.shop.test/' }, 'must begin with https://'],
])('calls nobody with %s', async (_, changes, why) => {
  expect(await tell(secretFor(changes))).toMatchObject({ kind: 'give-up', why: expect.stringContaining(why) });
  expect(receiver.requests).toHaveLength(0);
});

it('waits for Secrets Manager', async () => {
  const down = new SecretError('try-again', 'could not read the secret "hook": ThrottlingException');
  const readSecret = () => Promise.reject(down);
  expect(await tell('', { readSecret })).toEqual({ kind: 'try-again', why: down.message });
});
