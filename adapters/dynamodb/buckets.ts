/** Minute buckets in the table: one conditional write counts each delivery exactly once, whatever is repeated. */
import type { BucketStore } from '../../core/ports';
import type { Shards } from '../../core/shards';
import { mergeShards, type Bucket, type BucketAfter, type BucketPart, type BucketWrite } from '../../core/state/bucket';
import { HeldEdges } from '../../core/state/guard';
import { bucketKey, bucketPartition, bucketSort, minuteOfBucketSort, type ItemKey } from '../../core/state/keys';
import type { Minute } from '../../core/state/minute';
import type { Series } from '../../core/state/series';
import { wasRetried } from '../sdk-error';
import { bucketOf, countersOf, hexOf, setSize } from './attributes';
import { splitParts, updateOf } from './bucket-update';
import { StateError, unlessRefused } from './errors';
import { getItem, itemAfterRefusal, queryAll, type Item, type Table } from './table';

export function createDynamoBuckets(table: Table, shards: Pick<Shards, 'toRead'>): BucketStore {
  return {
    async add(write) {
      const parts = [...new Map(write.parts.map((part) => [part.guard, part])).values()];
      const key = bucketKey(write.series, write.minute, write.shard);
      if (parts.length === 0) {
        const item = (await getItem(table, key)) ?? {};
        return { ...NOTHING, counters: countersOf(item), guards: setSize(item['seen']) };
      }
      let after = NOTHING;
      for (const some of splitParts(parts)) {
        const next = await addParts(table, key, write, some);
        after = {
          counters: next.counters,
          applied: next.applied + after.applied,
          created: next.created || after.created,
          guards: next.guards,
          overlapping: [...after.overlapping, ...next.overlapping],
          late: [...after.late, ...next.late],
        };
      }
      return after;
    },

    async missing({ series, minute, shard, parts }) {
      const item = (await getItem(table, bucketKey(series, minute, shard))) ?? {};
      if (item['repaired'] !== undefined) return [];
      const seen = guardsOf(item);
      return parts.map(({ guard }) => guard).filter((guard) => !seen.has(guard));
    },

    async read(series, from, to) {
      if (from > to) return [];
      const length = await shards.toRead(series, from, to);
      const read = Array.from({ length }, (_, shard) => readShard(table, series, shard, from, to));
      return byMinute(await Promise.all(read));
    },
  };
}

const NOTHING: BucketAfter = {
  counters: new Map(),
  applied: 0,
  created: false,
  guards: 0,
  overlapping: [],
  late: [],
};

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
      const seen = guardsOf(item);
      const created = seen.size === left.length;
      return afterWrite(item, seen, parts, left.length, created);
    }
    const item = (await itemAfterRefusal(table, key, answer.refused)) ?? {};
    const seen = guardsOf(item);
    const unknown = left.filter((part) => !seen.has(part.guard));
    if (item['repaired'] !== undefined) {
      const late = unknown.map(({ guard }) => guard);
      return { ...NOTHING, counters: countersOf(item), guards: seen.size, late };
    }
    if (unknown.length === 0) {
      // Where the SDK repeated the request and the bucket holds just these parts, it was our own write whose reply was lost.
      const isOurs = wasRetried(answer.refused) && left.length === seen.size;
      return afterWrite(item, seen, parts, isOurs ? left.length : 0, isOurs);
    }
    if (unknown.length === left.length) {
      throw new StateError('conflict', 'could not count a delivery: refused without a reason; repeat the delivery');
    }
    left = unknown;
  }
}

/** The parts that were counted before are looked at again: whoever counted them may have died before it told. */
function afterWrite(
  item: Item,
  seen: ReadonlySet<string>,
  parts: readonly BucketPart[],
  applied: number,
  created: boolean,
): BucketAfter {
  const edges = new HeldEdges(seen);
  const overlapping = parts.filter((part) => edges.isOverlapping(part)).map(({ guard }) => guard);
  return { counters: countersOf(item), applied, created, guards: seen.size, overlapping, late: [] };
}

const guardsOf = (item: Item): Set<string> => new Set((item['seen']?.BS ?? []).map(hexOf));

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

/** A first shard that was recounted holds the whole minute; what the others counted before is void. */
function byMinute([first = [], ...others]: readonly (readonly Bucket[])[]): readonly Bucket[] {
  const recounted = new Set(first.filter(({ isRecounted }) => isRecounted).map(({ minute }) => minute));
  const valid = [...first, ...others.flat().filter(({ minute }) => !recounted.has(minute))];
  const minutes = new Map<Minute, Bucket[]>();
  for (const bucket of valid) minutes.set(bucket.minute, [...(minutes.get(bucket.minute) ?? []), bucket]);
  return [...minutes]
    .map(([minute, held]) => (held.length === 1 ? held[0]! : mergeShards(minute, held)))
    .toSorted((one, other) => one.minute - other.minute);
}
