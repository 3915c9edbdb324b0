/** Keeps what became of each wanted log group: one partition, so that one Query lists them all. */
import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { ItemKey } from '../../core/state/keys';
import type { WatchedGroup, WatchState, WatchStore } from '../../core/watch/ports';
import { orThrow } from './errors';
import { getItem, type Item, keyOf, queryAll, type Table } from './table';

const PARTITION = 'G#1';
/** No log group's key has a bare `#`, so this is none. */
const STOPPED: ItemKey = { pk: PARTITION, sk: '#stopped' };

const watchKey = (logGroup: string): ItemKey => ({
  pk: PARTITION,
  sk: logGroup.replaceAll('%', '%25').replaceAll('#', '%23'),
});

export function createDynamoWatch(table: Table): WatchStore {
  const put = (item: Item) =>
    orThrow('note a log group', () => table.client.send(new PutItemCommand({ TableName: table.name, Item: item })));
  const remove = (key: ItemKey) =>
    orThrow('forget a log group', () =>
      table.client.send(new DeleteItemCommand({ TableName: table.name, Key: keyOf(key) })),
    );
  return {
    async list() {
      const items = await queryAll(table, {
        KeyConditionExpression: 'pk = :p',
        ExpressionAttributeValues: { ':p': { S: PARTITION } },
        ConsistentRead: true,
      });
      return items.flatMap(readGroup);
    },
    async put({ logGroup, state, atMs, why }) {
      await put({
        ...keyOf(watchKey(logGroup)),
        logGroup: { S: logGroup },
        state: { S: state },
        atMs: { N: String(atMs) },
        ...(why === undefined ? {} : { why: { S: why } }),
      });
    },
    async forget(logGroup) {
      await remove(watchKey(logGroup));
    },
    async isStopped() {
      return (await getItem(table, STOPPED)) !== undefined;
    },
    async setStopped(stopped) {
      await (stopped ? put(keyOf(STOPPED)) : remove(STOPPED));
    },
  };
}

const STATES: readonly WatchState[] = ['watched', 'missing', 'refused', 'full', 'failed'];

function readGroup({ logGroup, state: stored, atMs, why }: Item): WatchedGroup[] {
  const state = STATES.find((known) => known === stored?.S);
  if (logGroup?.S === undefined || state === undefined) return [];
  return [{ logGroup: logGroup.S, state, atMs: Number(atMs?.N ?? 0), ...(why?.S === undefined ? {} : { why: why.S }) }];
}
