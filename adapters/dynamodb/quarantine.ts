/** Deliveries that could not be read, in the table: why, when, size and hash. */
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { QuarantineStore } from '../../core/ports';
import { QUARANTINE_TTL_SECONDS, quarantineKey, ttlAfter } from '../../core/state/keys';
import { orThrow } from './errors';
import { keyOf, type Table } from './table';

export function createDynamoQuarantine(table: Table): QuarantineStore {
  return {
    async put({ why, atMs, sizeBytes, hash }) {
      const put = new PutItemCommand({
        TableName: table.name,
        Item: {
          ...keyOf(quarantineKey(atMs, hash)),
          why: { S: why },
          atMs: { N: String(atMs) },
          sizeBytes: { N: String(sizeBytes) },
          hash: { S: hash },
          ttl: { N: String(ttlAfter(atMs, QUARANTINE_TTL_SECONDS)) },
        },
      });
      await orThrow('put a delivery into quarantine', () => table.client.send(put));
    },
  };
}
