/** Shows what Slack is sent, what its answers mean, and that nobody else is ever called. */
import type { Thread } from '../../core/alert/alert';
import { messageOfAlert } from '../../core/alert/alert-message';
import { SecretError } from '../../adapters/secrets';
import { createSlackChannel, type SlackOutlet } from '../../adapters/slack';
import { madeAlert } from '../contracts/made-alert';
import { expectNoLeak } from './expect-no-leak';
import { startSlack, type SlackServer } from './slack-server';

const PATH = '/services/T0CANARY/B0CANARY/canarySecretPath';
const TOKEN = 'xoxb-canary-0123456789';
const THREAD = { incident: '3fa9c1-1', place: 'C0123', message: '1795405500.000100' };
const SECRETS = ['canarySecretPath', 'T0CANARY', 'xoxb-canary'];

let slack: SlackServer;
beforeAll(async () => {
  slack = await startSlack();
});
afterAll(() => slack.stop());
beforeEach(() => slack.answer({ status: 200, body: 'ok' }));

const webhook = () => JSON.stringify({ webhookUrl: `http://${slack.host}${PATH}` });
const bot = () => JSON.stringify({ botToken: TOKEN, channel: 'C0123' });

async function send(secret: string, changes: Partial<SlackOutlet> = {}, thread?: Thread) {
  const delivery = await createSlackChannel({
    readSecret: async () => secret,
    refreshSecret: async () => secret,
    render: ({ id }) => ({ text: id, blocks: [] }),
    renderReply: ({ id }) => ({ text: `news of ${id}`, blocks: [] }),
    host: slack.host,
    ...changes,
  }).tell(messageOfAlert(madeAlert(), {}), thread);
  expectNoLeak(delivery, SECRETS);
  return delivery;
}

describe('Slack channel', () => {
  it('posts to a webhook', async () => {
    expect(await send(webhook())).toEqual({ kind: 'sent' });
    expect(slack.requests).toHaveLength(1);
    expect(slack.requests[0]).toMatchObject({
      path: PATH,
      headers: { 'content-type': 'application/json; charset=utf-8' },
    });
    expect(JSON.parse(slack.requests[0]?.body ?? '')).toEqual({
      text: '3fa9c1-1',
      blocks: [],
      unfurl_links: false,
      unfurl_media: false,
    });
  });

  it("posts with a bot's token", async () => {
    slack.answer({ status: 200, body: '{"ok":true,"ts":"1795405500.000100"}' });
    expect(await send(bot())).toEqual({ kind: 'sent', thread: THREAD });
    expect(slack.requests[0]).toMatchObject({
      path: '/api/chat.postMessage',
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    expect(JSON.parse(slack.requests[0]?.body ?? '')).toEqual({
      channel: 'C0123',
      text: '3fa9c1-1',
      blocks: [],
      parse: 'none',
      link_names: false,
      unfurl_links: false,
      unfurl_media: false,
    });
  });

  describe('in the thread of an incident', () => {
    const calls = () => slack.requests.map(({ path, body }) => [path, JSON.parse(body)] as const);
    const ok = { status: 200, body: '{"ok":true,"ts":"1795405999.000200"}' };
    const says = (error: string) => ({ status: 200, body: JSON.stringify({ ok: false, error }) });

    it('edits the first message, then answers it with what is new', async () => {
      slack.answer(ok);
      expect(await send(bot(), {}, THREAD)).toEqual({ kind: 'sent', thread: THREAD });
      expect(calls()).toMatchObject([
        ['/api/chat.update', { channel: 'C0123', ts: THREAD.message, text: '3fa9c1-1' }],
        ['/api/chat.postMessage', { channel: 'C0123', thread_ts: THREAD.message, text: 'news of 3fa9c1-1' }],
      ]);
    });

    it.each(['message_not_found', 'thread_not_found'])('begins anew where Slack says %s', async (error) => {
      slack.answer(...(error === 'thread_not_found' ? [ok] : []), says(error), ok);
      const thread = { ...THREAD, message: '1795405999.000200' };
      expect(await send(bot(), {}, THREAD)).toEqual({ kind: 'sent', thread });
      expect(calls().at(-1)).toMatchObject(['/api/chat.postMessage', { text: '3fa9c1-1' }]);
      expect(calls().at(-1)?.[1]).not.toHaveProperty('thread_ts');
    });

    it('answers where the first message can be edited no more', async () => {
      slack.answer(says('edit_window_closed'), ok);
      expect(await send(bot(), {}, THREAD)).toEqual({ kind: 'sent', thread: THREAD });
      expect(calls().map(([path]) => path)).toEqual(['/api/chat.update', '/api/chat.postMessage']);
    });

    it('begins anew in the channel that the secret names by now', async () => {
      slack.answer(ok);
      await send(bot(), {}, { ...THREAD, place: 'C0999' });
      expect(calls().map(([path]) => path)).toEqual(['/api/chat.postMessage']);
    });

    it('tries all of it again where Slack is busy in between', async () => {
      slack.answer(ok, { status: 429, headers: { 'retry-after': '7' } });
      expect(await send(bot(), {}, THREAD)).toMatchObject({ kind: 'try-again', afterMs: 7_000 });
    });

    it('goes on with a newer secret', async () => {
      const newer = JSON.stringify({ botToken: 'xoxb-newer', channel: 'C0123' });
      slack.answer(says('token_revoked'), ok);
      expect(await send(bot(), { refreshSecret: async () => newer }, THREAD)).toMatchObject({ kind: 'sent' });
      expect(slack.requests.map(({ headers }) => headers.authorization)).toEqual([
        `Bearer ${TOKEN}`,
        'Bearer xoxb-newer',
        'Bearer xoxb-newer',
      ]);
    });
  });

  it.each([
    ['429', { status: 429, headers: { 'retry-after': '30' } }, 'try-again', 'Slack answered 429', 30_000],
    ['429 without a time', { status: 429 }, 'try-again', 'Slack answered 429', undefined],
    ['500', { status: 500, body: `at ${PATH}` }, 'try-again', 'Slack answered 500', undefined],
    ['503', { status: 503 }, 'try-again', 'Slack answered 503', undefined],
    ['400', { status: 400, body: 'invalid_payload' }, 'give-up', 'Slack answered 400 (invalid_payload)', undefined],
    [
      '404',
      { status: 404, body: 'no_service' },
      'give-up',
      'Slack answered 404 (no_service); look at the Slack secret',
      undefined,
    ],
    [
      '410',
      { status: 410, body: 'channel_is_archived' },
      'give-up',
      'Slack answered 410 (channel_is_archived)',
      undefined,
    ],
    ['204', { status: 204 }, 'give-up', 'Slack answered 204', undefined],
    [
      'a redirect',
      { status: 302, headers: { location: 'http://127.0.0.1:1/elsewhere' } },
      'give-up',
      'Slack answered 302: redirects are not followed',
      undefined,
    ],
    ['never', 'never', 'try-again', 'Slack did not answer in time', undefined],
    ['by hanging up', 'hang-up', 'try-again', 'Slack could not be reached', undefined],
  ] as const)('makes of a webhook that answers %s: %o → %s', async (_, answer, kind, why, afterMs) => {
    slack.answer(answer);
    const patience = answer === 'never' ? { answersWithinMs: 200 } : {};
    const isUnsure = answer === 'never' || answer === 'hang-up'; // it has the message, and may have shown it
    const isAsked = afterMs !== undefined;
    expect(await send(webhook(), patience)).toEqual({
      kind,
      why,
      ...(isAsked && { afterMs }),
      ...(isUnsure && { isUnsure }),
    });
    expect(slack.requests).toHaveLength(1);
  });

  it.each([
    ['ratelimited', 'try-again', 'Slack answered 200 (ratelimited)'],
    ['internal_error', 'try-again', 'Slack answered 200 (internal_error)'],
    ['channel_not_found', 'give-up', 'Slack answered 200 (channel_not_found)'],
    ['invalid_auth', 'give-up', 'Slack answered 200 (invalid_auth); look at the Slack secret'],
    [TOKEN, 'give-up', 'Slack answered 200'],
  ])('makes of the error %s: %s', async (error, kind, why) => {
    slack.answer({ status: 200, body: JSON.stringify({ ok: false, error }) });
    expect(await send(bot())).toEqual({ kind, why });
  });

  it('asks for a newer secret once when the old one is refused', async () => {
    slack.answer({ status: 403, body: 'invalid_token' }, { status: 200, body: 'ok' });
    const newer = JSON.stringify({ webhookUrl: `http://${slack.host}/services/newer` });
    expect(await send(webhook(), { refreshSecret: async () => newer })).toEqual({ kind: 'sent' });
    expect(slack.requests.map(({ path }) => path)).toEqual([PATH, '/services/newer']);
  });

  it('asks no third time', async () => {
    slack.answer({ status: 403 });
    const newer = JSON.stringify({ webhookUrl: `http://${slack.host}/services/newer` });
    expect((await send(webhook(), { refreshSecret: async () => newer })).kind).toBe('give-up');
    expect(slack.requests).toHaveLength(2);
  });

  it.each([
    [
      'is not JSON',
      `https://hooks.slack.com${PATH}`,
      'the Slack secret must be JSON with "webhookUrl", or with "botToken" and "channel"',
    ],
    [
      'lacks the channel',
      JSON.stringify({ botToken: TOKEN }),
      'the Slack secret must be JSON with "webhookUrl", or with "botToken" and "channel"',
    ],
    ['is empty', '', 'the Slack secret must be JSON with "webhookUrl", or with "botToken" and "channel"'],
    [
      'holds a token that is none',
      JSON.stringify({ botToken: `${TOKEN}\n`, channel: 'C0123' }),
      'botToken in the Slack secret must be a token such as',
    ],
    [
      "holds a channel's name",
      JSON.stringify({ botToken: TOKEN, channel: '#ops' }),
      "channel in the Slack secret must be a channel's id such as",
    ],
  ])('names a secret that %s', async (_, secret, why) => {
    const delivery = await send(secret);
    expect(delivery).toMatchObject({ kind: 'give-up', why: expect.stringContaining(why.slice(0, 40)) });
    expect(slack.requests).toHaveLength(0);
  });

  it('says that there is no secret', async () => {
    const absent = new SecretError('give-up', 'there is no secret "slack"; make it in Secrets Manager');
    expect(await send('', { readSecret: () => Promise.reject(absent) })).toEqual({
      kind: 'give-up',
      why: 'there is no secret "slack"; make it in Secrets Manager',
    });
  });

  describe('calls', () => {
    const called: string[] = [];
    const record = async (url: Parameters<typeof fetch>[0]) => {
      called.push(url instanceof Request ? url.url : url.toString());
      return new Response('ok');
    };
    beforeEach(() => void called.splice(0));

    it.each([
      ['https://hooks.slack.com/services/x', undefined, true],
      ['https://hooks.slack-gov.com/services/x', undefined, true],
      ['http://hooks.slack.com/services/x', undefined, false],
      ['https://hooks.slack.com.evil.example/services/x', undefined, false],
      ['https://hooks.slack.com:8443/services/x', undefined, false],
      ['https://hooks.slack.com@evil.example/services/x', undefined, false],
      ['https://user:word@hooks.slack.com/services/x', undefined, false],
      ['http://127.0.0.1:9/services/x', undefined, false],
      ['file:///etc/passwd', undefined, false],
      ['http://127.0.0.1:9/services/x', '127.0.0.1:9', true],
      ['http://127.0.0.1:10/services/x', '127.0.0.1:9', false],
      ['https://relay.example/services/x', 'relay.example', true],
      ['http://relay.example/services/x', 'relay.example', false],
      ['https://hooks.slack.com/services/x', 'relay.example', false],
    ])('%s with the host set to %p: %p', async (webhookUrl, host, isCalled) => {
      const delivery = await send(JSON.stringify({ webhookUrl }), { host, fetch: record });
      expect(called).toEqual(isCalled ? [webhookUrl] : []);
      expect(delivery.kind).toBe(isCalled ? 'sent' : 'give-up');
    });

    it.each([
      [undefined, 'https://slack.com/api/chat.postMessage'],
      ['127.0.0.1:9', 'http://127.0.0.1:9/api/chat.postMessage'],
      ['relay.example', 'https://relay.example/api/chat.postMessage'],
    ])("with a bot's token and the host set to %p: %s", async (host, url) => {
      await send(bot(), { host, fetch: record });
      expect(called).toEqual([url]);
    });
  });
});
