/** Makes deliveries as CloudWatch sends them, of three kinds: a function's text lines, its JSON lines, and logins. Seeded. */
import { gzipSync } from 'node:zlib';

export const MIXES = ['text', 'json', 'login'] as const;
export type Mix = (typeof MIXES)[number];

/** `awslogs.data` of a delivery of so many events; `accent` puts one letter that is not ASCII into every application line. */
export function makeDelivery(mix: Mix, events: number, seed = 1, accent = false): string {
  const random = createRandom(seed);
  const messages: string[] = [];
  while (messages.length < events) messages.push(...MAKERS[mix](random, accent ? 'é' : 'e'));
  return pack(messages.slice(0, events));
}

/** A delivery of about so many bytes before it is zipped. */
export function makeDeliveryOfBytes(mix: Mix, bytes: number): { readonly data: string; readonly events: number } {
  const random = createRandom(2);
  const messages: string[] = [];
  for (let size = 0; size < bytes;) {
    const more = MAKERS[mix](random, 'e');
    messages.push(...more);
    for (const message of more) size += JSON.stringify(message).length + 100;
  }
  return { data: pack(messages), events: messages.length };
}

export const NOW_MS = Date.UTC(2026, 10, 20, 12);

type Random = () => number;

const MAKERS: Readonly<Record<Mix, (random: Random, letter: string) => string[]>> = {
  text: textCall,
  json: jsonCall,
  login,
};

function textCall(random: Random, letter: string): string[] {
  const id = uuid(random);
  const { duration, billed, memory } = account(random);
  const app = (level: string, words: string) => `2026-11-20T12:00:00.000Z\t${id}\t${level}\t${words}\n`;
  return [
    `START RequestId: ${id} Version: $LATEST\n`,
    app('INFO', `Order ${number(random, 1e9)} r${letter}ceived from queue orders-${number(random, 9)}, items: 3`),
    app(
      'INFO',
      `GET /prices/${number(random, 1e6)}?currency=EUR 200 ${number(random, 90)} ms, r${letter}used connection`,
    ),
    `END RequestId: ${id}\n`,
    `REPORT RequestId: ${id}\tDuration: ${duration.toFixed(2)} ms\tBilled Duration: ${billed} ms\t` +
      `Memory Size: 512 MB\tMax Memory Used: ${memory} MB\t\n`,
  ];
}

function jsonCall(random: Random, letter: string): string[] {
  const id = uuid(random);
  const { duration, billed, memory } = account(random);
  const time = '2026-11-20T12:00:00.000Z';
  const app = (message: string) =>
    JSON.stringify({ timestamp: time, level: 'INFO', requestId: id, message, service: 'orders', cold_start: false });
  const platform = (type: string, record: object) => JSON.stringify({ time, type: `platform.${type}`, record });
  return [
    platform('start', { requestId: id, version: '$LATEST', functionArn: 'arn:aws:lambda:eu-west-1:1:function:pay' }),
    app(`Order ${number(random, 1e9)} r${letter}ceived from queue orders-${number(random, 9)}`),
    JSON.stringify({
      level: 'INFO',
      message: `Charg${letter}d the card of customer ${number(random, 1e9)}`,
      timestamp: time,
      service: 'payments',
      cold_start: false,
      function_arn: 'arn:aws:lambda:eu-west-1:123456789012:function:pay',
      function_memory_size: 512,
      function_name: 'pay',
      function_request_id: id,
      sampling_rate: 0,
      xray_trace_id: '1-6ac7d63f-0104e99861c65c8039f183da',
    }),
    platform('report', {
      requestId: id,
      metrics: {
        durationMs: duration,
        billedDurationMs: billed,
        memorySizeMB: 512,
        maxMemoryUsedMB: memory,
      },
      status: 'success',
    }),
  ];
}

function login(random: Random, letter: string): string[] {
  const failed = random() < 0.3;
  const user = `us${letter}r${number(random, 200)}@example.com`;
  return [
    JSON.stringify({
      datetime: '2026-11-20T12:00:00.000Z',
      appid: 'shop.auth',
      event: `authn_login_${failed ? 'fail' : 'success'}:${user}`,
      level: failed ? 'WARN' : 'INFO',
      description: failed ? `User ${user} login failed, wrong password` : `User ${user} login successfully`,
      useragent: 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0',
      source_ip: `203.0.113.${number(random, 255)}`,
      host_ip: '10.12.7.9',
      request_uri: '/api/v2/login',
      request_method: 'POST',
      region: 'eu-west-1',
    }),
  ];
}

function account(random: Random) {
  const duration = Math.round(2000 + random() * 30_000) / 100;
  return { duration, billed: Math.ceil(duration), memory: 80 + number(random, 40) };
}

function pack(messages: readonly string[]): string {
  const envelope = {
    messageType: 'DATA_MESSAGE',
    owner: '123456789012',
    logGroup: '/aws/lambda/pay',
    logStream: '2026/11/20/[$LATEST]0123456789abcdef0123456789abcdef',
    subscriptionFilters: ['vigil'],
    logEvents: messages.map((message, index) => ({
      id: String(index).padStart(56, '3'),
      timestamp: NOW_MS + index,
      message,
    })),
  };
  return gzipSync(JSON.stringify(envelope)).toString('base64');
}

const number = (random: Random, below: number): number => Math.floor(random() * below);

function uuid(random: Random): string {
  const hex = (digits: number): string =>
    number(random, 16 ** digits)
      .toString(16)
      .padStart(digits, '0');
  return `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(6)}${hex(6)}`;
}

/** mulberry32: small, seeded, good enough for noise. */
export function createRandom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
