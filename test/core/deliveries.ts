/** Makes deliveries for tests: log batches with lines as Lambda and applications write them. */
import type { LogBatch } from '../../core/log/batch';

export const ACCOUNT = '123456789012';
const STREAM = '2026/11/20/[$LATEST]0123456789abcdef0123456789abcdef';

let lastId = 0;

/** A delivery of lines at these times; event ids are unique in the test's process. */
export function delivery(
  logGroup: string,
  lines: readonly (readonly [atMs: number, message: string])[],
  logStream = STREAM,
): LogBatch {
  return {
    owner: ACCOUNT,
    logGroup,
    logStream,
    subscriptionFilters: ['vigil'],
    events: lines.map(([timestampMs, message]) => ({
      id: String((lastId += 1)).padStart(56, '0'),
      timestampMs,
      message,
    })),
  };
}

export const requestId = (n: number): string => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;

export const report = (n: number, durationMs: number, rest = ''): string =>
  `REPORT RequestId: ${requestId(n)}\tDuration: ${durationMs.toFixed(2)} ms\tBilled Duration: ${Math.ceil(durationMs)} ms\t` +
  `Memory Size: 256 MB\tMax Memory Used: 90 MB\t${rest}\n`;

export const failedLogin = (account: string, address: string): string =>
  JSON.stringify({ event: `authn_login_fail:${account}`, source_ip: address, description: 'user does not exist' });

export const goodLogin = (account: string, address: string): string =>
  JSON.stringify({ event: `authn_login_success:${account}`, source_ip: address });

/** The payload as a subscription sends it, before base64 and gzip. */
export const envelope = (batch: LogBatch): string =>
  JSON.stringify({
    messageType: 'DATA_MESSAGE',
    owner: batch.owner,
    logGroup: batch.logGroup,
    logStream: batch.logStream,
    subscriptionFilters: batch.subscriptionFilters,
    logEvents: batch.events.map(({ id, timestampMs, message }) => ({ id, timestamp: timestampMs, message })),
  });
