/** Keeps what became of each wanted log group, and who is at work on them: one partition, so that one Query lists them all. */
import { DeleteItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { ItemKey } from '../../core/state/keys';
import type { WatchedGroup, WatchState, WatchStore } from '../../core/watch/ports';
import { orThrow, unlessRefused } from './errors';
import { getItem, type Item, keyOf, queryAll, type Table } from './table';

const PARTITION = 'G#1';
/** No log group's key has a bare `#`, so this is none. */
const RUN: ItemKey = { pk: PARTITION, sk: '#run' };

const watchKey = (logGroup: string): ItemKey => ({
  pk: PARTITION,
  sk: logGroup.replaceAll('%', '%25').replaceAll('#', '%23'),
});

export function createDynamoWatch(table: Table): WatchStore {
  const updateRun = (expression: string, condition: string | undefined, values: Item) =>
    unlessRefused('note who watches', () =>
      table.client.send(
        new UpdateItemCommand({
          TableName: table.name,
          Key: keyOf(RUN),
          UpdateExpression: expression,
          ...(condition !== undefined && { ConditionExpression: condition }),
          // Each expression has them all, so that none is left unused.
          ExpressionAttributeNames: {
            '#run': 'run',
            '#until': 'until',
            ...(/#off/.test(expression + condition) && { '#off': 'stopped' }),
          },
          ExpressionAttributeValues: values,
        }),
      ),
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
    async put(group) {
      const item = itemOf(group);
      await orThrow('note a log group', () =>
        table.client.send(new PutItemCommand({ TableName: table.name, Item: item })),
      );
    },
    async forget(logGroup) {
      await orThrow('forget a log group', () =>
        table.client.send(new DeleteItemCommand({ TableName: table.name, Key: keyOf(watchKey(logGroup)) })),
      );
    },
    async begin(run, nowMs, untilMs, force = false) {
      const values: Item = { ':run': { S: run }, ':until': { N: String(untilMs) } };
      const taken = force
        ? await updateRun('SET #run = :run, #until = :until REMOVE #off', undefined, values)
        : await updateRun(
            'SET #run = :run, #until = :until',
            'attribute_not_exists(#off) AND (attribute_not_exists(#run) OR #until < :now)',
            { ...values, ':now': { N: String(nowMs) } },
          );
      return 'done' in taken;
    },
    async isOurs(run) {
      return (await getItem(table, RUN))?.['run']?.S === run;
    },
    async end(run) {
      await updateRun('REMOVE #run, #until', '#run = :run AND attribute_not_exists(#off)', { ':run': { S: run } });
    },
    async stop(run) {
      const values: Item = { ':run': { S: run }, ':until': { N: '0' }, ':yes': { BOOL: true } };
      await updateRun('SET #run = :run, #until = :until, #off = :yes', undefined, values);
    },
    async isStopped() {
      return (await getItem(table, RUN))?.['stopped'] !== undefined;
    },
  };
}

const STATES: readonly WatchState[] = ['watched', 'missing', 'refused', 'full', 'unfit', 'failed'];

const itemOf = ({ logGroup, state, atMs, why, holders, unwantedAtMs }: WatchedGroup): Item => ({
  ...keyOf(watchKey(logGroup)),
  logGroup: { S: logGroup },
  state: { S: state },
  atMs: { N: String(atMs) },
  ...(why !== undefined && { why: { S: why } }),
  ...(holders !== undefined && { holders: { L: holders.map((holder) => ({ S: holder })) } }),
  ...(unwantedAtMs !== undefined && { unwantedAtMs: { N: String(unwantedAtMs) } }),
});

function readGroup({ logGroup, state: stored, atMs, why, holders, unwantedAtMs }: Item): WatchedGroup[] {
  const state = STATES.find((known) => known === stored?.S);
  if (logGroup?.S === undefined || state === undefined) return [];
  return [
    {
      logGroup: logGroup.S,
      state,
      atMs: Number(atMs?.N ?? 0),
      ...(why?.S !== undefined && { why: why.S }),
      ...(holders?.L !== undefined && { holders: holders.L.flatMap(({ S }) => S ?? []) }),
      ...(unwantedAtMs?.N !== undefined && { unwantedAtMs: Number(unwantedAtMs.N) }),
    },
  ];
}
