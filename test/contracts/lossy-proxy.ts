/** Stands between a client and DynamoDB: carries requests out and, when told so, hangs up instead of answering. */
import { createServer, request } from 'node:http';

export interface LossyProxy {
  readonly endpoint: string;
  loseNextReply(): void;
  /** How many replies were lost. */
  lost(): number;
  stop(): Promise<void>;
}

export async function startLossyProxy(endpoint: string): Promise<LossyProxy> {
  let losing = false;
  let lost = 0;
  const server = createServer((incoming, outgoing) => {
    const { method, url, headers } = incoming;
    const onward = request(new URL(url ?? '/', endpoint), { method, headers }, (answer) => {
      if (!losing) {
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(outgoing);
        return;
      }
      losing = false;
      lost += 1;
      answer.resume();
      answer.once('end', () => incoming.socket.destroy());
    });
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    endpoint: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    loseNextReply: () => void (losing = true),
    lost: () => lost,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
