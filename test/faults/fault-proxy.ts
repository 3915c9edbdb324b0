/** Stands between the analyzers and DynamoDB and does what networks and tables do: drawn from a seed for each request. */
import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { countOne, type Chance, type Counts } from './chance';

/** Every trouble that the proxy can make, with its share of requests in the long run. */
const FAULTS = {
  'request lost before the table': 0.02,
  'reply lost after the write': 0.03,
  '500 before the write': 0.02,
  '500 after the write': 0.03,
  'throttled, with reasons': 0.03,
  'transaction conflict': 0.01,
  'slow reply': 0.02,
  'late write: carried out after the client gave up': 0.003,
  'reply cut in half': 0.01,
  'access denied (a key that is switched off)': 0.002,
  'refusal that does not show the item': 0.1,
} as const;

export type Fault = keyof typeof FAULTS;

/** A client under test waits less than this for a reply. */
export const CLIENT_WAITS_MS = 1_000;

const SLOW_MS = 60;

export interface FaultProxy {
  readonly endpoint: string;
  /** Until this is called, and after it is called with undefined, nothing goes wrong. */
  trouble(chance: Chance | undefined): void;
  readonly met: Counts;
  /** Write and read units as the table reported them, by operation; the units of a lost reply count too. */
  readonly requests: () => number;
  stop(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export async function startFaultProxy(endpoint: string): Promise<FaultProxy> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const met: Counts = new Map();
  const occurrences = new Map<string, number>();
  let chance: Chance | undefined;
  let requests = 0;

  const carryOut = (incoming: IncomingMessage, body: Buffer): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const { method, url, headers } = incoming;
      const onward = request(new URL(url ?? '/', endpoint), { method, headers, agent }, (answer) => {
        void readAll(answer).then((bytes) =>
          resolve({ status: answer.statusCode ?? 500, headers: answer.headers, body: bytes }),
        );
      });
      onward.once('error', reject);
      onward.end(body);
    });

  /** By item and how often it was asked for, so that the order of writers side by side changes nothing. */
  const draw = (incoming: IncomingMessage, body: Buffer): Fault | undefined => {
    if (chance === undefined) return undefined;
    const about = `${String(incoming.headers['x-amz-target'])} ${keyIn(body)}`;
    const nth = (occurrences.get(about) ?? 0) + 1;
    occurrences.set(about, nth);
    let left = chance.share('proxy', about, nth);
    for (const [fault, share] of Object.entries(FAULTS) as [Fault, number][]) {
      if (left < share) return fault;
      left -= share;
    }
    return undefined;
  };

  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const body = await readAll(incoming);
    requests += 1;
    const fault = draw(incoming, body);
    const refuse = (status: number, type: string, more: object = {}): void => {
      outgoing.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
      outgoing.end(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: type, ...more }));
    };
    const note = (): void => fault && countOne(met, fault);
    switch (fault) {
      case 'request lost before the table':
        note();
        return void incoming.socket.destroy();
      case '500 before the write':
        note();
        return refuse(500, 'InternalServerError');
      case 'throttled, with reasons':
        note();
        return refuse(400, 'ProvisionedThroughputExceededException', {
          ThrottlingReasons: [{ reason: 'TableWriteKeyRangeThroughputExceeded', resource: 'arn:aws:dynamodb:table' }],
        });
      case 'transaction conflict':
        note();
        return refuse(400, 'TransactionConflictException');
      case 'access denied (a key that is switched off)':
        note();
        return refuse(400, 'AccessDeniedException');
      case 'late write: carried out after the client gave up':
        note();
        await wait(CLIENT_WAITS_MS * 1.3);
        await carryOut(incoming, body);
        return;
      default:
    }
    const answer = await carryOut(incoming, body);
    switch (fault) {
      case 'reply lost after the write':
        note();
        return void incoming.socket.destroy();
      case '500 after the write':
        note();
        return refuse(500, 'InternalServerError');
      case 'reply cut in half':
        note();
        outgoing.writeHead(answer.status, answer.headers);
        outgoing.write(answer.body.subarray(0, answer.body.length >> 1), () => incoming.socket.destroy());
        return;
      case 'slow reply':
        note();
        await wait(SLOW_MS);
        break;
      case 'refusal that does not show the item':
        if (answer.status === 400 && answer.body.includes('ConditionalCheckFailedException')) {
          note();
          return refuse(400, 'ConditionalCheckFailedException');
        }
        break;
      default:
    }
    outgoing.writeHead(answer.status, answer.headers);
    outgoing.end(answer.body);
  };

  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch(() => incoming.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    endpoint: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    trouble: (next) => void (chance = next),
    met,
    requests: () => requests,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        agent.destroy();
      }),
  };
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

/** The key of the item that a request is about, or the partition of a Query. */
function keyIn(body: Buffer): string {
  const asked = JSON.parse(body.toString('utf8')) as Record<string, Record<string, unknown> | undefined>;
  const key = asked['Key'] ?? asked['Item'];
  return JSON.stringify(key === undefined ? asked['ExpressionAttributeValues'] : [key['pk'], key['sk']]);
}
