/** Writes what the sample app did in the past two hours into its log groups: the usual, through the real filter. */
import { CreateLogStreamCommand, PutLogEventsCommand, type InputLogEvent } from '@aws-sdk/client-cloudwatch-logs';
import { randomBytes } from 'node:crypto';
import type { Aws } from './aws';
import { CHECKOUT, groupOf, LOGIN } from './sample-stack';
import type { Sent } from './sent';

const MINUTE_MS = 60_000;
/** From … to … minutes ago: well before any window that a detector looks at. */
const FIRST_MINUTE = 140;
const LAST_MINUTE = 21;
export const SEEDED_MINUTES = FIRST_MINUTE - LAST_MINUTE + 1;
const CHECKOUTS_PER_MINUTE = 2;
const LOGINS_PER_MINUTE = 4;
/** Every so many logins fail: a usual share of one in twelve. */
const FAILS_EVERY = 12;
const MINUTES_A_DELIVERY = 12;

/**
 * One delivery at a time: the emulator does not repeat one whose function failed, and it is easily overrun.
 * @param isCounted waits until what was sent so far has been counted
 */
export async function seed(aws: Aws, nowMs: number, sent: Sent, isCounted: () => Promise<void>): Promise<void> {
  for (let first = FIRST_MINUTE; first >= LAST_MINUTE; first -= MINUTES_A_DELIVERY) {
    const minutes = Array.from({ length: MINUTES_A_DELIVERY }, (_, index) => first - index);
    const startsMs = minutes.map((minute) => (Math.floor(nowMs / MINUTE_MS) - minute) * MINUTE_MS);
    for (const [functionName, linesOf] of [
      [CHECKOUT, checkouts],
      [LOGIN, logins],
    ] as const) {
      const events = startsMs.flatMap((startMs) => linesOf(startMs, sent));
      await put(aws, groupOf(functionName), events, nowMs);
      await isCounted();
    }
  }
}

/** 20 to 48 ms each, the same in every run. */
function checkouts(startMs: number, sent: Sent): InputLogEvent[] {
  return Array.from({ length: CHECKOUTS_PER_MINUTE }, (_, index) => {
    const durationMs = 20 + (((startMs / MINUTE_MS) * 7 + index * 13) % 29);
    return callLines(startMs + index * 20_000, durationMs, [], sent, CHECKOUT);
  }).flat();
}

function logins(startMs: number, sent: Sent): InputLogEvent[] {
  return Array.from({ length: LOGINS_PER_MINUTE }, (_, index) => {
    const number = (startMs / MINUTE_MS) * LOGINS_PER_MINUTE + index;
    const isRight = number % FAILS_EVERY !== 0;
    sent.attempts += 1;
    if (!isRight) sent.failures += 1;
    const line = {
      datetime: new Date(startMs + index * 10_000).toISOString(),
      appid: 'shop.login',
      event: `${isRight ? 'authn_login_success' : 'authn_login_fail'}:customer-${number % 40}@example.com`,
      level: isRight ? 'INFO' : 'WARN',
      description: isRight ? 'User logged in' : 'Wrong password',
      useragent: 'Mozilla/5.0',
      source_ip: `198.51.100.${1 + (number % 40)}`,
    };
    return callLines(startMs + index * 10_000, 31, [JSON.stringify(line)], sent, LOGIN);
  }).flat();
}

function callLines(
  atMs: number,
  durationMs: number,
  lines: readonly string[],
  sent: Sent,
  name: string,
): InputLogEvent[] {
  const id = randomBytes(16)
    .toString('hex')
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5');
  sent.countCall(name, durationMs);
  return [
    `START RequestId: ${id} Version: $LATEST\n`,
    ...lines,
    `END RequestId: ${id}\n`,
    `REPORT RequestId: ${id}\tDuration: ${durationMs.toFixed(2)} ms\tBilled Duration: ${durationMs} ms\t` +
      'Memory Size: 512 MB\tMax Memory Used: 84 MB\t\n',
  ].map((message) => ({ timestamp: atMs, message }));
}

async function put(aws: Aws, logGroupName: string, logEvents: InputLogEvent[], nowMs: number): Promise<void> {
  const day = new Date(nowMs).toISOString().slice(0, 10).replaceAll('-', '/');
  const logStreamName = `${day}/[$LATEST]${randomBytes(16).toString('hex')}`;
  await aws.logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
  await aws.logs.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
}
