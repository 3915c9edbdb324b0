/** The lists of what a channel is told once a day, in the table. A list that was told is left to its TTL. */
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { DeskStore, SmallEntry } from '../../core/alert/desk/desk';
import { smallKey, smallPartition, WAITING_TTL_SECONDS } from '../../core/state/desk-keys';
import { alertKey, ttlAfter } from '../../core/state/keys';
import { numberOf } from './attributes';
import { unlessRefused } from './errors';
import { getItem, keyOf, queryFirst, type Item, type Table } from './table';

export function createDynamoDeskDays(
  table: Table,
  now: () => number,
): Pick<DeskStore, 'putSmall' | 'readSmall' | 'listSmall'> {
  return {
    async putSmall(channel, list, entry) {
      const { before, ...body } = entry;
      const put = new UpdateItemCommand({
        TableName: table.name,
        Key: keyOf(smallKey(channel, list, entry.key)),
        UpdateExpression: 'SET body = :body, seq = :seq, #before = if_not_exists(#before, :before), #ttl = :ttl',
        ConditionExpression: 'attribute_not_exists(seq) OR seq <= :seq',
        ExpressionAttributeNames: { '#before': 'before', '#ttl': 'ttl' },
        ExpressionAttributeValues: {
          ':body': { S: JSON.stringify(body) },
          ':seq': { N: String(entry.seq) },
          ':before': { N: String(before) },
          ':ttl': { N: String(ttlAfter(now(), WAITING_TTL_SECONDS)) },
        },
      });
      await unlessRefused("put an alert on the day's list", () => table.client.send(put));
    },

    async readSmall(channel, list, key) {
      const item = await getItem(table, smallKey(channel, list, key));
      return item && readSmall(item);
    },

    async listSmall(channel, list, most, after) {
      const partition = { ':p': { S: smallPartition(channel, list) } };
      const query =
        after === undefined
          ? { KeyConditionExpression: 'pk = :p', ExpressionAttributeValues: partition }
          : {
              KeyConditionExpression: 'pk = :p AND sk > :after',
              ExpressionAttributeValues: { ...partition, ':after': { S: alertKey(after).pk } },
            };
      return (await queryFirst(table, query, most)).map(readSmall);
    },
  };
}

function readSmall({ body, before }: Item): SmallEntry {
  const kept: Omit<SmallEntry, 'before'> = JSON.parse(body?.S ?? '{}');
  return { ...kept, before: numberOf(before) ?? 0 };
}
