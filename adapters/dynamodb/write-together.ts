/** Writes single items without a condition, those that are asked for while a write is under way with one request. */
import { BatchWriteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { orThrow } from './errors';
import type { Item, Table } from './table';

export type WriteItem = (item: Item) => Promise<void>;

/** What the table takes at once. */
const MOST_ITEMS = 25;

interface Asked {
  readonly item: Item;
  readonly done: (written: Promise<void>) => void;
}

/** @param act what is done, in words that follow "could not" */
export function createWriteTogether(table: Table, act: string): WriteItem {
  const waiting: Asked[] = [];
  let isWriting = false;

  const writeOn = async (): Promise<void> => {
    isWriting = true;
    while (waiting.length > 0) await write(table, act, waiting.splice(0, MOST_ITEMS));
    isWriting = false;
  };

  return (item) =>
    new Promise((resolve) => {
      waiting.push({ item, done: resolve });
      if (!isWriting) void writeOn();
    });
}

/** Where the table does not take all at once, each is written by itself, so that one fails without the others. */
async function write(table: Table, act: string, asked: readonly Asked[]): Promise<void> {
  const areWritten = asked.length > 1 && (await putItems(table, act, asked).catch(() => false));
  const written = asked.map(({ item, done }) => {
    const put = areWritten ? Promise.resolve() : putItem(table, act, item);
    done(put);
    return put;
  });
  await Promise.allSettled(written);
}

async function putItem({ client, name }: Table, act: string, item: Item): Promise<void> {
  await orThrow(act, () => client.send(new PutItemCommand({ TableName: name, Item: item })));
}

/** False where the table left some out, as it does when it is busy. */
async function putItems({ client, name }: Table, act: string, asked: readonly Asked[]): Promise<boolean> {
  const items = new Map(asked.map(({ item }) => [JSON.stringify([item['pk'], item['sk']]), item]));
  const requests = [...items.values()].map((Item) => ({ PutRequest: { Item } }));
  const command = new BatchWriteItemCommand({ RequestItems: { [name]: requests } });
  const { UnprocessedItems } = await orThrow(act, () => client.send(command));
  return UnprocessedItems?.[name] === undefined;
}
