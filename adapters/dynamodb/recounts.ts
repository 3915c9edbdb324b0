/** Minutes to be recounted, in the table: the list of them, and the writes that put a minute right. */
import {
  DeleteItemCommand,
  PutItemCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { Place, RecountMark, RecountStore, ShardState } from '../../core/recount/ports';
import type { Shards } from '../../core/shards';
import {
  BUCKET_TTL_SECONDS,
  bucketKey,
  parseRecountSort,
  RECOUNT_PARTITION,
  RECOUNT_TTL_SECONDS,
  recountKey,
  ttlAfter,
} from '../../core/state/keys';
import { startOf } from '../../core/state/minute';
import { COUNTER_PREFIX, hexBytes, hexOf, numberOf, sketchBytes, SKETCH_PREFIX } from './attributes';
import { orThrow, unlessRefused } from './errors';
import { getItem, keyOf, queryFirst, type Item, type Table } from './table';

export function createDynamoRecounts(table: Table, shards: Pick<Shards, 'toRead'>): RecountStore {
  const update = (input: Omit<UpdateItemCommandInput, 'TableName'>) =>
    table.client.send(new UpdateItemCommand({ TableName: table.name, ...input }));
  return {
    async note({ series, minute, guards, from, noticedAtMs }) {
      const added = [
        'rev :one',
        ...(guards.length > 0 ? ['guards :guards'] : []),
        ...(from.length > 0 ? ['#from :from'] : []),
      ];
      await orThrow('note a minute for a recount', () =>
        update({
          Key: keyOf(recountKey(series, minute)),
          UpdateExpression: `SET #ttl = if_not_exists(#ttl, :ttl), noticed = if_not_exists(noticed, :now) ADD ${added.join(', ')}`,
          ExpressionAttributeNames: { '#ttl': 'ttl', ...(from.length > 0 && { '#from': 'from' }) },
          ExpressionAttributeValues: {
            ':ttl': { N: String(ttlAfter(noticedAtMs, RECOUNT_TTL_SECONDS)) },
            ':now': { N: String(noticedAtMs) },
            ':one': { N: '1' },
            ...(guards.length > 0 && { ':guards': { BS: [...new Set(guards)].map(hexBytes) } }),
            ...(from.length > 0 && { ':from': { SS: [...new Set(from)] } }),
          },
        }),
      );
    },

    async list(most) {
      const query = {
        KeyConditionExpression: 'pk = :p',
        ExpressionAttributeValues: { ':p': { S: RECOUNT_PARTITION } },
      };
      return (await queryFirst(table, query, most)).map(markOf);
    },

    async strike({ series, minute, rev }) {
      const remove = new DeleteItemCommand({
        TableName: table.name,
        Key: keyOf(recountKey(series, minute)),
        ConditionExpression: 'attribute_not_exists(rev) OR rev = :rev',
        ExpressionAttributeValues: { ':rev': { N: String(rev) } },
      });
      return 'done' in (await unlessRefused('strike a minute off the recounts', () => table.client.send(remove)));
    },

    async read(series, minute) {
      const length = await shards.toRead(series, minute, minute);
      return Promise.all(
        Array.from({ length }, async (_, shard) =>
          stateOf(shard, (await getItem(table, bucketKey(series, minute, shard))) ?? {}),
        ),
      );
    },

    async freeze({ series, minute }, { shard, guards, held, version }) {
      const isSame = unchanged(held);
      const answer = await unlessRefused('close a shard', () =>
        update({
          Key: keyOf(bucketKey(series, minute, shard)),
          UpdateExpression: `SET #ttl = if_not_exists(#ttl, :ttl), repaired = :version${guards.length > 0 ? ' ADD seen :guards' : ''}`,
          ConditionExpression: isSame.condition,
          ExpressionAttributeNames: { '#ttl': 'ttl' },
          ExpressionAttributeValues: {
            ...isSame.values,
            ':ttl': ttlOf(minute),
            ':version': { N: String(Math.max(1, version)) },
            ...(guards.length > 0 && { ':guards': { BS: guards.map(hexBytes) } }),
          },
        }),
      );
      return 'done' in answer;
    },

    async replace({ series, minute }, { shard, guards, held, from, version }, { counters, sketches }) {
      const isSame = unchanged(held);
      const item: Item = { ...keyOf(bucketKey(series, minute, shard)), ttl: ttlOf(minute) };
      item['repaired'] = { N: String(version + 1) };
      if (guards.length > 0) item['seen'] = { BS: guards.map(hexBytes) };
      if (from.length > 0) item['from'] = { SS: [...from] };
      for (const [name, count] of counters) if (count !== 0) item[COUNTER_PREFIX + name] = { N: String(count) };
      for (const [name, pairs] of sketches)
        if (pairs.size > 0) item[SKETCH_PREFIX + name] = { BS: Array.from(pairs, sketchBytes) };
      const put = new PutItemCommand({
        TableName: table.name,
        Item: item,
        ConditionExpression: `${isSame.condition} AND ${version === 0 ? 'attribute_not_exists(repaired)' : 'repaired = :version'}`,
        ...((held > 0 || version > 0) && {
          ExpressionAttributeValues: { ...isSame.values, ...(version > 0 && { ':version': { N: String(version) } }) },
        }),
      });
      return 'done' in (await unlessRefused('set a recounted minute', () => table.client.send(put)));
    },
  };
}

/** A shard's guards only grow: as many as before are the same ones. */
const unchanged = (held: number): { readonly condition: string; readonly values: Item } =>
  held === 0
    ? { condition: 'attribute_not_exists(seen)', values: {} }
    : { condition: 'size(seen) = :held', values: { ':held': { N: String(held) } } };

const ttlOf = (minute: Place['minute']) => ({ N: String(ttlAfter(startOf(minute), BUCKET_TTL_SECONDS)) });

function stateOf(shard: number, item: Item): ShardState {
  const guards = (item['seen']?.BS ?? []).map(hexOf);
  const version = numberOf(item['repaired']) ?? 0;
  return { shard, guards, held: guards.length, from: item['from']?.SS ?? [], version };
}

const markOf = (item: Item): RecountMark => ({
  ...parseRecountSort(item['sk']?.S ?? ''),
  guards: (item['guards']?.BS ?? []).map(hexOf),
  from: item['from']?.SS ?? [],
  noticedAtMs: numberOf(item['noticed']) ?? 0,
  rev: numberOf(item['rev']) ?? 0,
});
