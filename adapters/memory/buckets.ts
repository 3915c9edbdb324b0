/** Minute buckets in memory. What it returns are live maps, not copies: to be read at once, which replay's speed needs. */
import type { BucketStore } from '../../core/ports';
import type { Place, ShardState } from '../../core/recount/ports';
import { mergeShards, type Bucket, type BucketAfter, type BucketPart, type Counters } from '../../core/state/bucket';
import { HeldEdges } from '../../core/state/guard';
import type { Minute } from '../../core/state/minute';
import { seriesKey, type Series } from '../../core/state/series';
import { createByMinute } from './by-minute';

interface Stored {
  readonly counters: Map<string, number>;
  readonly sketches: Map<string, Set<number>>;
  readonly seen: Set<string>;
  readonly edges: HeldEdges;
  readonly from: Set<string>;
  version: number;
  late?: Map<Minute, Map<string, number>>;
  /** What is read of it; undefined since something was added. */
  read?: Bucket;
}

export interface MemoryBuckets extends BucketStore {
  forgetBefore(minute: Minute): void;
  /** What a recount asks for; as in `RecountStore`. */
  shardsOf(series: Series, minute: Minute): ShardState[];
  freeze(place: Place, shard: ShardState): boolean;
  replace(place: Place, shard: ShardState, counts: Pick<BucketPart, 'counters' | 'sketches'>): boolean;
}

const empty = (): Stored => ({
  counters: new Map(),
  sketches: new Map(),
  seen: new Set(),
  edges: new HeldEdges(),
  from: new Set(),
  version: 0,
});

const bucketOf = (minute: Minute, { counters, sketches, late, version }: Stored): Bucket => ({
  minute,
  counters,
  sketches,
  ...(late && { late }),
  ...(version > 0 && { isRecounted: true }),
});

export function createMemoryBuckets(): MemoryBuckets {
  const minutes = createByMinute(() => new Map<string, Map<number, Stored>>());
  const held = (series: Series, minute: Minute) => minutes.get(minute)?.get(seriesKey(series));
  const getOrMake = (series: Series, minute: Minute, shard: number): Stored => {
    const bySeries = minutes.getOrMake(minute);
    const key = seriesKey(series);
    let shards = bySeries.get(key);
    if (shards === undefined) bySeries.set(key, (shards = new Map()));
    let stored = shards.get(shard);
    if (stored === undefined) shards.set(shard, (stored = empty()));
    return stored;
  };

  return {
    async add({ series, minute, shard, parts, lateDue }): Promise<BucketAfter> {
      if (parts.length === 0) return afterOf(held(series, minute)?.get(shard) ?? empty(), {});
      const stored = getOrMake(series, minute, shard);
      if (stored.version > 0) {
        const late = new Set(parts.map(({ guard }) => guard).filter((guard) => !stored.seen.has(guard)));
        return afterOf(stored, { late: [...late] });
      }
      const known = stored.seen.size;
      delete stored.read;
      for (const part of parts) {
        if (stored.seen.has(part.guard)) continue;
        addPart(stored, part);
        if (lateDue !== undefined) addLate(stored, lateDue, part.counters);
      }
      const applied = stored.seen.size - known;
      const overlapping = new Set(parts.filter((part) => stored.edges.isOverlapping(part)).map(({ guard }) => guard));
      return afterOf(stored, { applied, created: known === 0 && applied > 0, overlapping: [...overlapping] });
    },

    async missing({ series, minute, shard, parts }) {
      const stored = held(series, minute)?.get(shard);
      if (stored !== undefined && stored.version > 0) return [];
      return parts.map(({ guard }) => guard).filter((guard) => !stored?.seen.has(guard));
    },

    async read(series, from, to) {
      const buckets: Bucket[] = [];
      const key = seriesKey(series);
      for (const minute of minutes.between(from, to)) {
        const shards = minutes.get(minute)?.get(key);
        if (shards === undefined) continue;
        const whole = shards.get(0);
        const [first, ...rest] = whole !== undefined && whole.version > 0 ? [whole] : shards.values();
        if (first === undefined) continue;
        buckets.push(
          rest.length === 0 ? (first.read ??= bucketOf(minute, first)) : mergeShards(minute, [first, ...rest]),
        );
      }
      return buckets;
    },

    forgetBefore: (minute) => minutes.forgetBefore(minute),

    shardsOf(series, minute) {
      const shards = held(series, minute) ?? new Map<number, Stored>();
      return Array.from({ length: Math.max(0, ...shards.keys()) + 1 }, (_, shard) => {
        const { seen, from, version } = shards.get(shard) ?? empty();
        return { shard, guards: [...seen], held: seen.size, from: [...from], version };
      });
    },

    freeze({ series, minute }, state) {
      const stored = getOrMake(series, minute, state.shard);
      if (stored.seen.size !== state.held) return false;
      stored.version = Math.max(1, state.version);
      for (const guard of state.guards) stored.seen.add(guard);
      return true;
    },

    replace({ series, minute }, { shard, guards, held: before, from, version }, { counters, sketches }) {
      const stored = getOrMake(series, minute, shard);
      if (stored.seen.size !== before || stored.version !== version) return false;
      const anew = { ...empty(), seen: new Set(guards), from: new Set(from), version: version + 1 };
      for (const [name, count] of counters) if (count !== 0) anew.counters.set(name, count);
      for (const [name, pairs] of sketches) if (pairs.size > 0) anew.sketches.set(name, new Set(pairs));
      held(series, minute)?.set(shard, anew);
      return true;
    },
  };
}

const afterOf = ({ counters, seen }: Stored, found: Partial<BucketAfter>): BucketAfter => ({
  counters,
  applied: 0,
  created: false,
  guards: seen.size,
  overlapping: [],
  late: [],
  ...found,
});

function addPart(stored: Stored, part: BucketPart): void {
  stored.seen.add(part.guard);
  stored.edges.add(part.guard);
  if (part.from !== undefined) stored.from.add(part.from);
  for (const [name, count] of part.counters) {
    if (count !== 0) stored.counters.set(name, (stored.counters.get(name) ?? 0) + count);
  }
  for (const [name, pairs] of part.sketches) {
    const all = stored.sketches.get(name) ?? new Set<number>();
    for (const pair of pairs) all.add(pair);
    if (all.size > 0) stored.sketches.set(name, all);
  }
}

function addLate(stored: Stored, due: Minute, counters: Counters): void {
  stored.late ??= new Map();
  const late = stored.late.get(due) ?? new Map<string, number>();
  for (const [name, count] of counters) if (count !== 0) late.set(name, (late.get(name) ?? 0) + count);
  stored.late.set(due, late);
}
