/** The dirty list in the table: a few small partitions a minute, so that the sweeper never scans. */
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
import { keyOf, queryAll, type Table } from './table';
import { createWriteTogether } from './write-together';

export function createDynamoDirtyList(table: Table): DirtyList {
  const write = createWriteTogether(table, 'note a changed minute');
  return {
    async add(series, minute, due) {
      await write({
        ...keyOf(dirtyKey(series, minute, due)),
        ttl: { N: String(ttlAfter(startOf(due), DIRTY_TTL_SECONDS)) },
      });
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
