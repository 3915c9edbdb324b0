/** A Slack on this machine that answers as the test says and keeps what it was sent. */
import { createServer, type IncomingHttpHeaders } from 'node:http';

export interface SlackServer {
  /** Host and port. */
  readonly host: string;
  readonly requests: { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: string }[];
  /** What the next requests are answered, the last for ever; `never` leaves them without an answer. */
  answer(...answers: readonly (SlackReply | 'never' | 'hang-up')[]): void;
  stop(): Promise<void>;
}

export interface SlackReply {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Record<string, string>;
}

export async function startSlack(): Promise<SlackServer> {
  const requests: { path: string; headers: IncomingHttpHeaders; body: string }[] = [];
  let answers: readonly (SlackReply | 'never' | 'hang-up')[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (text: string) => (body += text));
    request.on('end', () => {
      const answer = answers[Math.min(requests.length, answers.length - 1)] ?? { status: 200, body: 'ok' };
      requests.push({ path: request.url ?? '', headers: request.headers, body });
      if (answer === 'hang-up') request.socket.destroy();
      else if (answer !== 'never') response.writeHead(answer.status, answer.headers).end(answer.body ?? '');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    host: `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    requests,
    answer: (...next) => {
      requests.length = 0;
      answers = next;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
