/** Puts lines into log groups as functions would have written them; the filters deliver them at once. */
import { CreateLogStreamCommand, PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { randomUUID } from 'node:crypto';
import type { Aws } from '../aws';
import { groupOf } from './tell-names';

/** When the lines were handed over, in ms. */
export async function putLines(aws: Aws, functionName: string, lines: readonly string[]): Promise<number> {
  const atMs = Date.now();
  const day = new Date(atMs).toISOString().slice(0, 10).replaceAll('-', '/');
  const where = {
    logGroupName: groupOf(functionName),
    logStreamName: `${day}/[$LATEST]${randomUUID().replaceAll('-', '')}`,
  };
  await aws.logs.send(new CreateLogStreamCommand(where));
  const logEvents = lines.map((message) => ({ timestamp: atMs, message }));
  const putMs = Date.now();
  await aws.logs.send(new PutLogEventsCommand({ ...where, logEvents }));
  return putMs;
}

/** A call that was cut off at its time limit. */
export function timeoutLines(): string[] {
  const id = randomUUID();
  return [
    `START RequestId: ${id} Version: $LATEST\n`,
    `${new Date().toISOString()} ${id} Task timed out after 3.00 seconds\n`,
    `END RequestId: ${id}\n`,
    `REPORT RequestId: ${id}\tDuration: 3000.00 ms\tBilled Duration: 3000 ms\tMemory Size: 512 MB\tMax Memory Used: 84 MB\tStatus: timeout\n`,
  ];
}

export const loginLine = (account: string, address: string, isRight: boolean): string =>
  JSON.stringify({
    datetime: new Date().toISOString(),
    event: `${isRight ? 'authn_login_success' : 'authn_login_fail'}:${account}`,
    level: isRight ? 'INFO' : 'WARN',
    source_ip: address,
  });
