/** Reads single items, those that are asked for while a read is under way with one request: a sweep asks for thousands. */
import { BatchGetItemCommand } from '@aws-sdk/client-dynamodb';
import type { ItemKey } from '../../core/state/keys';
import { orThrow } from './errors';
import { getItem, keyOf, type Item, type Table } from './table';

export type ReadItem = (key: ItemKey) => Promise<Item | undefined>;

/** What the table takes at once. */
const MOST_KEYS = 100;

interface Asked {
  readonly key: ItemKey;
  readonly give: (item: Promise<Item | undefined>) => void;
}

/** Strongly consistent, as `getItem`; whoever asks alone is answered by a request of his own. */
export function createReadTogether(table: Table): ReadItem {
  const waiting: Asked[] = [];
  let isReading = false;

  const readOn = async (): Promise<void> => {
    isReading = true;
    while (waiting.length > 0) await answer(table, waiting.splice(0, MOST_KEYS));
    isReading = false;
  };

  return (key) =>
    new Promise((resolve) => {
      waiting.push({ key, give: resolve });
      if (!isReading) void readOn();
    });
}

/** Where the table does not answer for all at once, each is asked for by itself, so that one fails without the others. */
async function answer(table: Table, asked: readonly Asked[]): Promise<void> {
  const items = asked.length > 1 ? await getItems(table, asked).catch(() => undefined) : undefined;
  const answers = asked.map(({ key, give }) => {
    const item = items ? Promise.resolve(items.get(nameOf(key))) : getItem(table, key);
    give(item);
    return item;
  });
  await Promise.allSettled(answers);
}

const nameOf = ({ pk, sk }: ItemKey): string => JSON.stringify([pk, sk]);

/** Undefined where the table left some out, as it does when it is busy. */
async function getItems({ client, name }: Table, asked: readonly Asked[]): Promise<Map<string, Item> | undefined> {
  const keys = [...new Map(asked.map(({ key }) => [nameOf(key), keyOf(key)])).values()];
  const command = new BatchGetItemCommand({ RequestItems: { [name]: { Keys: keys, ConsistentRead: true } } });
  const { Responses, UnprocessedKeys } = await orThrow('read items', () => client.send(command));
  if (UnprocessedKeys?.[name] !== undefined) return undefined;
  return new Map(
    (Responses?.[name] ?? []).map((item) => [nameOf({ pk: item['pk']?.S ?? '', sk: item['sk']?.S ?? '' }), item]),
  );
}
