/** Ways of counting that are known to be wrong: the checker must find them out, or it finds nothing. */
import { PutItemCommand, UpdateItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { COUNTER_PREFIX, countersOf } from '../../adapters/dynamodb/attributes';
import { orThrow, unlessRefused } from '../../adapters/dynamodb/errors';
import { keyOf } from '../../adapters/dynamodb/table';
import type { BucketStore } from '../../core/ports';
import type { BucketAfter, BucketPart, BucketWrite } from '../../core/state/bucket';
import { sumParts } from '../../core/state/bucket';
import { bucketKey } from '../../core/state/keys';

export type Control = 'a bare ADD' | 'a marker written first';

export function createControl(
  control: Control,
  client: DynamoDBClient,
  tableName: string,
  real: BucketStore,
): BucketStore {
  return {
    read: (series, from, to) => real.read(series, from, to),
    missing: (write) => real.missing(write),
    async add(write) {
      if (control === 'a bare ADD') return addBare(client, tableName, write, write.parts);
      const fresh: BucketPart[] = [];
      for (const part of write.parts) if (await mark(client, tableName, write, part)) fresh.push(part);
      if (fresh.length === 0) return afterOf(new Map(), 0);
      return addBare(client, tableName, write, fresh);
    },
  };
}

async function addBare(
  client: DynamoDBClient,
  tableName: string,
  write: BucketWrite,
  parts: readonly BucketPart[],
): Promise<BucketAfter> {
  const counters = [...sumParts(parts).counters].filter(([, count]) => count !== 0);
  const update = new UpdateItemCommand({
    TableName: tableName,
    Key: keyOf(bucketKey(write.series, write.minute, write.shard)),
    UpdateExpression: `ADD ${counters.map((_, index) => `#n${index} :v${index}`).join(', ')}`,
    ExpressionAttributeNames: Object.fromEntries(
      counters.map(([name], index) => [`#n${index}`, COUNTER_PREFIX + name]),
    ),
    ExpressionAttributeValues: Object.fromEntries(
      counters.map(([, count], index) => [`:v${index}`, { N: String(count) }]),
    ),
    ReturnValues: 'ALL_NEW',
  });
  const { Attributes = {} } = await orThrow('count without a guard', () => client.send(update));
  return afterOf(countersOf(Attributes), parts.length);
}

const afterOf = (counters: BucketAfter['counters'], applied: number): BucketAfter => ({
  counters,
  applied,
  created: false,
  guards: 0,
  overlapping: [],
  late: [],
});

/** False where the part was marked before. */
async function mark(client: DynamoDBClient, tableName: string, write: BucketWrite, part: BucketPart): Promise<boolean> {
  const { pk, sk } = bucketKey(write.series, write.minute, write.shard);
  const put = new PutItemCommand({
    TableName: tableName,
    Item: keyOf({ pk: `marker ${pk} ${sk}`, sk: part.guard }),
    ConditionExpression: 'attribute_not_exists(pk)',
  });
  return 'done' in (await unlessRefused('mark a delivery', () => client.send(put)));
}
