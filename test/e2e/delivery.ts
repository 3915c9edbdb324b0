/** Log rows of one stream as CloudWatch Logs hands them to a function. */
import { gzipSync } from 'node:zlib';
import type { LogRow } from '../../cli/replay/read-file';
import { ACCOUNT } from './aws';

/** @returns what the analyzer is called with */
export function deliveryOf(rows: readonly LogRow[]): unknown {
  const delivery = {
    messageType: 'DATA_MESSAGE',
    owner: ACCOUNT,
    logGroup: rows[0]?.logGroup,
    logStream: rows[0]?.logStream,
    subscriptionFilters: ['e2e'],
    logEvents: rows.map(({ id, timestampMs, message }) => ({ id, timestamp: timestampMs, message })),
  };
  return { awslogs: { data: gzipSync(JSON.stringify(delivery)).toString('base64') } };
}
