/** Stands between the subscriber and the emulator's CloudWatch Logs, passes everything on, and notes when which action was asked for. */
import { createServer, request } from 'node:http';

export interface RequestCounter {
  readonly url: string;
  /** The emulator, once it is known. */
  to(url: string): void;
  /** Actions about subscription filters since the last call of this. */
  take(): readonly Asked[];
  stop(): Promise<void>;
}

export interface Asked {
  readonly action: string;
  readonly atMs: number;
}

export async function startRequestCounter(): Promise<RequestCounter> {
  let target = '';
  let asked: Asked[] = [];
  const server = createServer((incoming, response) => {
    const action = String(incoming.headers['x-amz-target'] ?? '').split('.')[1] ?? '';
    if (/SubscriptionFilters?$/.test(action)) asked.push({ action, atMs: Date.now() });
    const { method, headers, url = '/' } = incoming;
    const onward = request(new URL(url, target), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    to: (url) => void (target = url),
    take: () => {
      const taken = asked;
      asked = [];
      return taken;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The most within any second. */
export function mostInASecond(asked: readonly Asked[]): number {
  const times = asked.map(({ atMs }) => atMs).toSorted((one, other) => one - other);
  return Math.max(0, ...times.map((time, at) => times.slice(at).filter((other) => other < time + 1_000).length));
}
