/** A Slack on this machine that behaves like the real one towards a bot: threads, edits, its refusals, its rate, and bad days. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { slackFaults } from '../slack-faults';

export const BOT_TOKEN = 'xoxb-e2e-not-for-any-log';
export const CHANNEL = 'C0E2E0TELL';
export const TEAM_CHANNEL = 'C0E2E0TEAM';

export interface SlackPost {
  readonly ts: string;
  readonly channel: string;
  readonly threadTs?: string;
  /** As it now is, after all edits. */
  content: Readonly<Record<string, unknown>>;
  /** Every state it was in, the first as it was posted. */
  readonly states: Readonly<Record<string, unknown>>[];
  readonly atMs: number;
}

export interface FakeSlack {
  readonly host: string;
  readonly posts: readonly SlackPost[];
  /** When it refused for its rate, and when it was next asked for anything. */
  readonly limited: readonly { readonly atMs: number; readonly forMs: number; nextMs?: number }[];
  /** Requests while it was down. */
  readonly missed: number;
  readonly strays: readonly string[];
  setDown(isDown: boolean): void;
  /** The team's channel takes no message while it is archived. */
  archiveTeam(isArchived: boolean): void;
  /** The next request is told to come back after so many seconds. */
  limitOnce(seconds: number): void;
  readonly stop: () => Promise<void>;
}

type Answer = { readonly status: number; readonly body: object; readonly retryAfter?: number };

const ok = (body: object): Answer => ({ status: 200, body: { ok: true, ...body } });
/** The Web API refuses with 200. */
const refused = (error: string): Answer => ({ status: 200, body: { ok: false, error } });

export async function startFakeSlack(): Promise<FakeSlack> {
  const posts: SlackPost[] = [];
  const strays: string[] = [];
  const limited: { atMs: number; forMs: number; nextMs?: number }[] = [];
  let isDown = false;
  let missed = 0;
  let isArchived = false;
  let limitSeconds: number | undefined;

  const answer = (path: string, authorization: string | undefined, content: Record<string, unknown>): Answer => {
    const last = limited.at(-1);
    if (last !== undefined) last.nextMs ??= Date.now();
    if (authorization !== `Bearer ${BOT_TOKEN}`)
      return refused(authorization === undefined ? 'not_authed' : 'invalid_auth');
    if (limitSeconds !== undefined) {
      limited.push({ atMs: Date.now(), forMs: limitSeconds * 1000 });
      const retryAfter = limitSeconds;
      limitSeconds = undefined;
      return { status: 429, body: { ok: false, error: 'ratelimited' }, retryAfter };
    }
    const { channel, ts, thread_ts: threadTs, ...rest } = content;
    if (channel !== CHANNEL && channel !== TEAM_CHANNEL) return refused('channel_not_found');
    if (channel === TEAM_CHANNEL && isArchived) return refused('is_archived');
    const { parse: _p, link_names: _l, unfurl_links: _u, unfurl_media: _m, ...message } = rest;
    if (slackFaults(message).length > 0) return refused('invalid_blocks');
    if (path === '/api/chat.postMessage') return post(message, channel, threadTs);
    if (path === '/api/chat.update') return update(message, ts);
    return refused('unknown_method');
  };
  const post = (content: Record<string, unknown>, channel: string, threadTs: unknown): Answer => {
    if (threadTs !== undefined && !posts.some((each) => each.ts === threadTs && each.threadTs === undefined))
      return refused('thread_not_found');
    const atMs = Date.now();
    const ts = `${Math.floor(atMs / 1000)}.${String(posts.length + 1).padStart(6, '0')}`;
    posts.push({ ts, channel, content, states: [content], atMs, ...(typeof threadTs === 'string' && { threadTs }) });
    return ok({ channel, ts, message: content });
  };
  const update = (content: Record<string, unknown>, ts: unknown): Answer => {
    const found = posts.find((each) => each.ts === ts);
    if (found === undefined) return refused('message_not_found');
    found.content = content;
    found.states.push(content);
    return ok({ channel: found.channel, ts });
  };

  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request);
    if (isDown) {
      missed += 1;
      response.writeHead(503).end('upstream connect error');
      return;
    }
    const path = request.url ?? '';
    if (request.method !== 'POST' || !path.startsWith('/api/')) strays.push(`${request.method} ${path}`);
    const said = answer(path, request.headers.authorization, JSON.parse(body) as Record<string, unknown>);
    const headers = said.retryAfter === undefined ? {} : { 'retry-after': String(said.retryAfter) };
    response.writeHead(said.status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(said.body));
  };
  const server = createServer((request, response) => {
    take(request, response).catch((error: unknown) => {
      strays.push(String(error));
      response.writeHead(500).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no loopback port for Slack');
  return {
    host: `127.0.0.1:${address.port}`,
    posts,
    limited,
    strays,
    get missed() {
      return missed;
    },
    setDown: (down) => void (isDown = down),
    archiveTeam: (archived) => void (isArchived = archived),
    limitOnce: (seconds) => void (limitSeconds = seconds),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  request.setEncoding('utf8');
  let body = '';
  for await (const text of request) body += String(text);
  return body;
}
