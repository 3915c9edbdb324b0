/** The plans of shards in the table: all in one partition, so that a container reads them with one Query. */
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { ShardStore } from '../../core/ports';
import { parseShardSort, SHARD_PARTITION, shardKey } from '../../core/state/keys';
import type { ShardStep } from '../../core/state/shard';
import { wasRetried } from '../sdk-error';
import { numberOf } from './attributes';
import { unlessRefused } from './errors';
import { itemAfterRefusal, keyOf, queryAll, type Table } from './table';

export function createDynamoShards(table: Table): ShardStore {
  return {
    /** Strongly consistent: a writer that misses a step counts on the wrong shard. */
    async list() {
      const items = await queryAll(table, {
        KeyConditionExpression: 'pk = :p',
        ExpressionAttributeValues: { ':p': { S: SHARD_PARTITION } },
        ConsistentRead: true,
      });
      return items.map((item) => {
        const steps: ShardStep[] = JSON.parse(item['steps']?.S ?? '[]');
        return {
          series: parseShardSort(item['sk']?.S ?? ''),
          rev: numberOf(item['rev']) ?? 0,
          steps,
          settled: numberOf(item['settled']) ?? 0,
        };
      });
    },

    async write({ series, rev, steps, settled }, expectedRev) {
      const key = shardKey(series);
      const body = JSON.stringify(steps);
      const put = new PutItemCommand({
        TableName: table.name,
        Item: { ...keyOf(key), rev: { N: String(rev) }, steps: { S: body }, settled: { N: String(settled) } },
        ConditionExpression: expectedRev === 0 ? 'attribute_not_exists(rev)' : 'rev = :expected',
        ...(expectedRev !== 0 && { ExpressionAttributeValues: { ':expected': { N: String(expectedRev) } } }),
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
      const answer = await unlessRefused('write the shards of a series', () => table.client.send(put));
      if ('done' in answer) return true;
      if (!wasRetried(answer.refused)) return false;
      // The first request may have been carried out and its reply lost; another's plan that says the same is as good.
      const item = await itemAfterRefusal(table, key, answer.refused);
      return numberOf(item?.['rev']) === rev && item?.['steps']?.S === body && numberOf(item['settled']) === settled;
    },
  };
}
