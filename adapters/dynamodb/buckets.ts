/** Minute buckets in the table: one conditional write counts each delivery exactly once, whatever is repeated. */
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { BucketStore } from '../../core/ports';
import type { Shards } from '../../core/shards';
import {
  mergeShards,
  sumParts,
  type Bucket,
  type BucketAfter,
  type BucketPart,
  type BucketWrite,
} from '../../core/state/bucket';
import {
  BUCKET_TTL_SECONDS,
  bucketKey,
  bucketPartition,
  bucketSort,
  minuteOfBucketSort,
  ttlAfter,
  type ItemKey,
} from '../../core/state/keys';
import { startOf, type Minute } from '../../core/state/minute';
import type { Series } from '../../core/state/series';
import { wasRetried } from '../sdk-error';
import {
  COUNTER_PREFIX,
  bucketOf,
  countersOf,
  hexBytes,
  hexOf,
  lateAttribute,
  sketchBytes,
  setSize,
  SKETCH_PREFIX,
} from './attributes';
import { StateError, unlessRefused } from './errors';
import { getItem, itemAfterRefusal, keyOf, queryAll, type Item, type Table } from './table';

/** A condition may hold 300 operators, two for each guard, and an expression 4 KB (2026-11). */
const PARTS_A_WRITE = 100;

export function createDynamoBuckets(table: Table, shards: Pick<Shards, 'toRead'>): BucketStore {
  return {
    async add(write) {
      const parts = [...new Map(write.parts.map((part) => [part.guard, part])).values()];
      const key = bucketKey(write.series, write.minute, write.shard);
      if (parts.length === 0) {
        const item = (await getItem(table, key)) ?? {};
        return { counters: countersOf(item), applied: 0, created: false, guards: setSize(item['seen']) };
      }
      let after: BucketAfter | undefined;
      for (let start = 0; start < parts.length; start += PARTS_A_WRITE) {
        const next = await addParts(table, key, write, parts.slice(start, start + PARTS_A_WRITE));
        after = {
          counters: next.counters,
          applied: next.applied + (after?.applied ?? 0),
          created: next.created || (after?.created ?? false),
          guards: next.guards,
        };
      }
      return after ?? { counters: new Map(), applied: 0, created: false, guards: 0 };
    },

    async missing({ series, minute, shard, parts }) {
      const item = (await getItem(table, bucketKey(series, minute, shard))) ?? {};
      if (item['repaired'] !== undefined) return [];
      const seen = new Set((item['seen']?.BS ?? []).map(hexOf));
      return parts.map(({ guard }) => guard).filter((guard) => !seen.has(guard));
    },

    async read(series, from, to) {
      if (from > to) return [];
      const length = await shards.toRead(series, from, to);
      const read = Array.from({ length }, (_, shard) => readShard(table, series, shard, from, to));
      return byMinute((await Promise.all(read)).flat());
    },
  };
}

async function addParts(
  table: Table,
  key: ItemKey,
  write: BucketWrite,
  parts: readonly BucketPart[],
): Promise<BucketAfter> {
  let left = parts;
  for (;;) {
    const update = updateOf(table, key, write, left);
    const answer = await unlessRefused('count a delivery', () => table.client.send(update));
    if ('done' in answer) {
      const item = answer.done.Attributes ?? {};
      const guards = setSize(item['seen']);
      return { counters: countersOf(item), applied: left.length, created: guards === left.length, guards };
    }
    const item = (await itemAfterRefusal(table, key, answer.refused)) ?? {};
    const seen = new Set((item['seen']?.BS ?? []).map(hexOf));
    const unknown = left.filter((part) => !seen.has(part.guard));
    if (unknown.length === 0 || item['repaired'] !== undefined) {
      return afterRefusal(item, left.length - unknown.length, seen.size, wasRetried(answer.refused));
    }
    if (unknown.length === left.length) {
      throw new StateError('conflict', 'could not count a delivery: refused without a reason; repeat the delivery');
    }
    left = unknown;
  }
}

/** Where the SDK repeated the request and the bucket holds just these parts, it was our own write whose reply was lost. */
function afterRefusal(item: Item, known: number, seenSize: number, retried: boolean): BucketAfter {
  const ours = retried && known > 0 && known === seenSize && item['repaired'] === undefined;
  return { counters: countersOf(item), applied: ours ? known : 0, created: ours, guards: seenSize };
}

function updateOf(table: Table, key: ItemKey, write: BucketWrite, parts: readonly BucketPart[]): UpdateItemCommand {
  const { counters, sketches } = sumParts(parts);
  const names: Record<string, string> = {};
  const values: Item = {
    ':t': { N: String(ttlAfter(startOf(write.minute), BUCKET_TTL_SECONDS)) },
    ':s': { BS: parts.map((part) => hexBytes(part.guard)) },
  };
  const adds = ['seen :s'];
  const add = (attribute: string, value: Item[string]) => {
    const at = adds.length.toString(36);
    names[`#${at}`] = attribute;
    values[`:${at}_`] = value;
    adds.push(`#${at} :${at}_`);
  };
  for (const [name, count] of counters) {
    if (count === 0) continue;
    add(COUNTER_PREFIX + name, { N: String(count) });
    if (write.lateDue !== undefined) add(lateAttribute(write.lateDue - write.minute, name), { N: String(count) });
  }
  for (const [name, pairs] of sketches) {
    if (pairs.size > 0) add(SKETCH_PREFIX + name, { BS: Array.from(pairs, sketchBytes) });
  }
  const known = parts.map((part, index) => {
    values[`:g${index}`] = { B: hexBytes(part.guard) };
    return `contains(seen,:g${index})`;
  });
  return new UpdateItemCommand({
    TableName: table.name,
    Key: keyOf(key),
    UpdateExpression: `SET #ttl = if_not_exists(#ttl, :t) ADD ${adds.join(', ')}`,
    ConditionExpression: `attribute_not_exists(repaired) AND NOT (${known.join(' OR ')})`,
    ExpressionAttributeNames: { '#ttl': 'ttl', ...names },
    ExpressionAttributeValues: values,
    ReturnValues: 'ALL_NEW',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
}

/** Eventually consistent, at half the price: what a read misses is judged by the sweep a minute later. */
async function readShard(
  table: Table,
  series: Series,
  shard: number,
  from: Minute,
  to: Minute,
): Promise<readonly Bucket[]> {
  const items = await queryAll(table, {
    KeyConditionExpression: 'pk = :p AND sk BETWEEN :f AND :t',
    ExpressionAttributeValues: {
      ':p': { S: bucketPartition(series, shard) },
      ':f': { S: bucketSort(from) },
      ':t': { S: bucketSort(to) },
    },
  });
  return items.map((item) => bucketOf(minuteOfBucketSort(item['sk']?.S ?? ''), item));
}

function byMinute(shards: readonly Bucket[]): readonly Bucket[] {
  const minutes = new Map<Minute, Bucket[]>();
  for (const bucket of shards) minutes.set(bucket.minute, [...(minutes.get(bucket.minute) ?? []), bucket]);
  return [...minutes]
    .map(([minute, held]) => (held.length === 1 ? held[0]! : mergeShards(minute, held)))
    .toSorted((one, other) => one.minute - other.minute);
}
