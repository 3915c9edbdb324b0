/** Answers FilterLogEvents as CloudWatch Logs does, over HTTP on this machine: pages, tokens, throttling, refusals. */
import { createServer, type ServerResponse } from 'node:http';

export interface FakeEvent {
  readonly logGroup: string;
  readonly logStream: string;
  readonly timestampMs: number;
  readonly message: string;
}

export interface FakeLogs {
  readonly endpoint: string;
  /** Every request that was answered with a page. */
  readonly asked: { readonly logGroup: string; readonly fromMs: number; readonly toMs: number }[];
  /** Answers the next requests with these errors, one each. */
  fail(...names: string[]): void;
  /** Answers every request after so many pages with this error, until it is called again. */
  failAfter(pages: number, name: string): void;
  deny(logGroup: string): void;
  stop(): Promise<void>;
}

interface Asked {
  readonly logGroupName: string;
  readonly startTime: number;
  readonly endTime: number;
  readonly nextToken?: string;
}

export async function startFakeLogs(events: readonly FakeEvent[], pageSize: number): Promise<FakeLogs> {
  const asked: { logGroup: string; fromMs: number; toMs: number }[] = [];
  const failures: string[] = [];
  const denied = new Set<string>();
  let limit = { pages: Infinity, name: '' };
  const groups = new Map<string, FakeEvent[]>();
  for (const event of events.toSorted((one, other) => one.timestampMs - other.timestampMs)) {
    groups.set(event.logGroup, [...(groups.get(event.logGroup) ?? []), event]);
  }

  const answer = (target: unknown, query: Asked): readonly [status: number, body: object] => {
    const refuse = (name: string) => [400, { __type: name, message: name }] as const;
    if (target !== 'Logs_20140328.FilterLogEvents') return refuse('UnknownOperationException');
    const failure = failures.shift();
    if (failure !== undefined) return refuse(failure);
    if (limit.pages <= 0) return refuse(limit.name);
    if (denied.has(query.logGroupName)) return refuse('AccessDeniedException');
    const all = groups.get(query.logGroupName);
    if (all === undefined) return refuse('ResourceNotFoundException');
    limit = { ...limit, pages: limit.pages - 1 };
    asked.push({ logGroup: query.logGroupName, fromMs: query.startTime, toMs: query.endTime });
    const within = all.filter(({ timestampMs }) => timestampMs >= query.startTime && timestampMs <= query.endTime);
    const from = Number(query.nextToken ?? 0);
    const page = within.slice(from, from + pageSize).map(({ logStream, timestampMs, message }, index) => ({
      logStreamName: logStream,
      timestamp: timestampMs,
      ingestionTime: timestampMs + 400,
      message,
      eventId: `${timestampMs}${String(from + index).padStart(43, '0')}`,
    }));
    const isMore = from + pageSize < within.length;
    return [200, { events: page, searchedLogStreams: [], ...(isMore && { nextToken: String(from + pageSize) }) }];
  };

  const server = createServer((request, response: ServerResponse) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => void (body += text));
    request.on('end', () => {
      const [status, answered] = answer(request.headers['x-amz-target'], JSON.parse(body));
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify(answered));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    endpoint: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    asked,
    fail: (...names) => void failures.push(...names),
    failAfter: (pages, name) => void (limit = { pages, name }),
    deny: (logGroup) => void denied.add(logGroup),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
