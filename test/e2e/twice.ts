/** Makes one delivery to be handed over twice, as CloudWatch does now and then. */
import { gzipSync } from 'node:zlib';
import type { LogRow } from '../../cli/replay/read-file';
import { ACCOUNT } from './aws';
import { CHECKOUT, groupOf } from './sample-stack';
import type { Sent } from './sent';

const DURATIONS_MS = [33, 34, 35];

export interface MadeDelivery {
  /** What the analyzer is called with. */
  readonly event: unknown;
  readonly rows: readonly LogRow[];
}

export function makeDelivery(nowMs: number, sent: Sent): MadeDelivery {
  const atMs = nowMs - 30 * 60_000;
  const logEvents = DURATIONS_MS.map((durationMs, index) => {
    sent.countCall(CHECKOUT, durationMs);
    return {
      id: `3854929873294872394872394872394872394872394${index}`,
      timestamp: atMs + index,
      message:
        `REPORT RequestId: 8f507cfc-3a1c-4c0e-9d4e-00000000000${index}\tDuration: ${durationMs}.00 ms\t` +
        `Billed Duration: ${durationMs} ms\tMemory Size: 512 MB\tMax Memory Used: 84 MB\t\n`,
    };
  });
  const delivery = {
    messageType: 'DATA_MESSAGE',
    owner: ACCOUNT,
    logGroup: groupOf(CHECKOUT),
    logStream: '2026/01/01/[$LATEST]0123456789abcdef0123456789abcdef',
    subscriptionFilters: ['e2e'],
    logEvents,
  };
  const { logGroup, logStream } = delivery;
  return {
    event: { awslogs: { data: gzipSync(JSON.stringify(delivery)).toString('base64') } },
    rows: logEvents.map(({ id, timestamp, message }) => ({
      kind: 'row',
      logGroup,
      logStream,
      timestampMs: timestamp,
      message,
      id,
    })),
  };
}
