/** The dirty list in the table: a few small partitions a minute, so that the sweeper never scans. */
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { DirtyList } from '../../core/ports';
import {
  DIRTY_SHARDS,
  DIRTY_TTL_SECONDS,
  dirtyKey,
  dirtyPartition,
  parseDirtySort,
  ttlAfter,
} from '../../core/state/keys';
import { startOf } from '../../core/state/minute';
import { orThrow } from './errors';
import { keyOf, queryAll, type Table } from './table';

export function createDynamoDirtyList(table: Table): DirtyList {
  return {
    async add(series, minute, due) {
      const put = new PutItemCommand({
        TableName: table.name,
        Item: {
          ...keyOf(dirtyKey(series, minute, due)),
          ttl: { N: String(ttlAfter(startOf(due), DIRTY_TTL_SECONDS)) },
        },
      });
      await orThrow('note a changed minute', () => table.client.send(put));
    },

    /** Strongly consistent: the sweeper reads a due minute once. */
    async list(due) {
      const shards = Array.from({ length: DIRTY_SHARDS }, (_, shard) =>
        queryAll(table, {
          KeyConditionExpression: 'pk = :p',
          ExpressionAttributeValues: { ':p': { S: dirtyPartition(due, shard) } },
          ConsistentRead: true,
        }),
      );
      return (await Promise.all(shards)).flat().map((item) => parseDirtySort(item['sk']?.S ?? ''));
    },
  };
}
