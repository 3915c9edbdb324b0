/** Keeps in the table who carries the tags that routes ask for. */
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { RouteTagStore, TagCarriers } from '../../core/alert/route-tags';
import { ROUTE_TAGS_KEY } from '../../core/state/keys';
import { orThrow } from './errors';
import { getItem, keyOf, type Table } from './table';

export const createDynamoRouteTags = (table: Table): RouteTagStore => ({
  async read() {
    const carriers: readonly TagCarriers[] = JSON.parse((await getItem(table, ROUTE_TAGS_KEY))?.['body']?.S ?? '[]');
    return carriers;
  },
  async write(carriers) {
    const item = { ...keyOf(ROUTE_TAGS_KEY), body: { S: JSON.stringify(carriers) } };
    await orThrow('note tags', () => table.client.send(new PutItemCommand({ TableName: table.name, Item: item })));
  },
});
