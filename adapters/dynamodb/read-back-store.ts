/** Keeps which log groups are to be read back from before their filter was there. */
import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { READ_BACK_PARTITION, readBackKey, READ_BACK_TTL_SECONDS, ttlAfter } from '../../core/state/keys';
import { startOf } from '../../core/state/minute';
import type { ReadBack, ReadBackStore } from '../../core/watch/ports';
import { numberOf } from './attributes';
import { orThrow } from './errors';
import { keyOf, queryAll, type Item, type Table } from './table';

export const createDynamoReadBacks = (table: Table): ReadBackStore => ({
  async note({ logGroup, from, to }) {
    const item: Item = {
      ...keyOf(readBackKey(logGroup)),
      logGroup: { S: logGroup },
      from: { N: String(from) },
      to: { N: String(to) },
      ttl: { N: String(ttlAfter(startOf(to), READ_BACK_TTL_SECONDS)) },
    };
    await orThrow('note a log group to be read back', () =>
      table.client.send(new PutItemCommand({ TableName: table.name, Item: item })),
    );
  },
  async list() {
    const items = await queryAll(table, {
      KeyConditionExpression: 'pk = :p',
      ExpressionAttributeValues: { ':p': { S: READ_BACK_PARTITION } },
      ConsistentRead: true,
    });
    return items.flatMap(readReadBack);
  },
  async forget(logGroup) {
    await orThrow('forget a log group that was read back', () =>
      table.client.send(new DeleteItemCommand({ TableName: table.name, Key: keyOf(readBackKey(logGroup)) })),
    );
  },
});

function readReadBack({ logGroup, from, to }: Item): ReadBack[] {
  const [first, last] = [numberOf(from), numberOf(to)];
  return logGroup?.S === undefined || first === undefined || last === undefined
    ? []
    : [{ logGroup: logGroup.S, from: first, to: last }];
}
