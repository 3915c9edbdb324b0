/** Stands in for the people who are told: an HTTP endpoint of the topic, which confirms itself, and Slack's webhook. */
import { createServer, type IncomingMessage } from 'node:http';

export const WEBHOOK_PATH = '/services/T0E2E/B0E2E/not-for-any-log';

export interface Mail {
  readonly subject: string;
  readonly text: string;
  readonly atMs: number;
}

export interface Receiver {
  readonly origin: string;
  readonly mails: readonly Mail[];
  readonly slack: readonly unknown[];
  readonly confirmed: readonly string[];
  /** Requests that were neither. */
  readonly strays: readonly string[];
  readonly stop: () => Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const mails: Mail[] = [];
  const slack: unknown[] = [];
  const confirmed: string[] = [];
  const strays: string[] = [];
  const take = async (request: IncomingMessage): Promise<void> => {
    const body = await readBody(request);
    if (request.url === WEBHOOK_PATH) slack.push(JSON.parse(body));
    else if (request.url === '/sns') await takeNotification(JSON.parse(body), mails, confirmed);
    else strays.push(`${request.method} ${request.url}`);
  };
  const server = createServer((request, response) => {
    take(request).then(
      () => response.end('ok'),
      (error: unknown) => {
        strays.push(String(error));
        response.writeHead(500).end();
      },
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no loopback port for the receiver');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    mails,
    slack,
    confirmed,
    strays,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Notification {
  readonly Type: string;
  readonly TopicArn: string;
  readonly Subject?: string;
  readonly Message: string;
  readonly SubscribeURL?: string;
}

async function takeNotification(note: Notification, mails: Mail[], confirmed: string[]): Promise<void> {
  if (note.Type === 'SubscriptionConfirmation' && note.SubscribeURL !== undefined) {
    const answer = await fetch(note.SubscribeURL);
    if (!answer.ok) throw new Error(`the topic answered ${answer.status} to the confirmation`);
    confirmed.push(note.TopicArn);
  } else {
    mails.push({ subject: note.Subject ?? '', text: note.Message, atMs: Date.now() });
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  request.setEncoding('utf8');
  let body = '';
  for await (const text of request) body += String(text);
  return body;
}
