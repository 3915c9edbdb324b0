/** The one table and the client to it, with the reads that every store makes. */
import {
  ConditionalCheckFailedException,
  GetItemCommand,
  paginateQuery,
  QueryCommand,
  type AttributeValue,
  type DynamoDBClient,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { ItemKey } from '../../core/state/keys';
import { orThrow } from './errors';

export type Item = Record<string, AttributeValue>;

export interface Table {
  readonly client: DynamoDBClient;
  readonly name: string;
}

export const keyOf = ({ pk, sk }: ItemKey): Item => ({ pk: { S: pk }, sk: { S: sk } });

/** Strongly consistent; undefined where there is no such item. */
export async function getItem({ client, name }: Table, key: ItemKey): Promise<Item | undefined> {
  const command = new GetItemCommand({ TableName: name, Key: keyOf(key), ConsistentRead: true });
  return (await orThrow('read an item', () => client.send(command))).Item;
}

/** All items of a partition that meet the condition, by sort key, however many pages they take. */
export async function queryAll(
  { client, name }: Table,
  query: Pick<QueryCommandInput, 'KeyConditionExpression' | 'ExpressionAttributeValues' | 'ConsistentRead'>,
): Promise<readonly Item[]> {
  return orThrow('query a partition', async () => {
    const items: Item[] = [];
    for await (const page of paginateQuery({ client }, { TableName: name, ...query }))
      items.push(...(page.Items ?? []));
    return items;
  });
}

/** The first items of a partition, as they now are. */
export async function queryFirst(
  { client, name }: Table,
  query: Pick<QueryCommandInput, 'KeyConditionExpression' | 'ExpressionAttributeValues'>,
  most: number,
): Promise<readonly Item[]> {
  const command = new QueryCommand({ TableName: name, ...query, ConsistentRead: true, Limit: most });
  return (await orThrow('query a partition', () => client.send(command))).Items ?? [];
}

/** The item as it stood when a condition on it was not met; read anew where the store does not hand it over. */
export async function itemAfterRefusal(table: Table, key: ItemKey, refused: unknown): Promise<Item | undefined> {
  if (refused instanceof ConditionalCheckFailedException && refused.Item !== undefined) return refused.Item;
  return getItem(table, key);
}
