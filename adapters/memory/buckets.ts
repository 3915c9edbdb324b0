/** Minute buckets in memory. What it returns are live maps, not copies: to be read at once, which replay's speed needs. */
import type { BucketStore } from '../../core/ports';
import { mergeShards, type Bucket, type BucketAfter, type Counters } from '../../core/state/bucket';
import type { Minute } from '../../core/state/minute';
import { seriesKey } from '../../core/state/series';
import { createByMinute } from './by-minute';

interface Stored {
  readonly counters: Map<string, number>;
  readonly sketches: Map<string, Set<number>>;
  readonly seen: Set<string>;
  late?: Map<Minute, Map<string, number>>;
}

export interface MemoryBuckets extends BucketStore {
  forgetBefore(minute: Minute): void;
}

export function createMemoryBuckets(): MemoryBuckets {
  const minutes = createByMinute(() => new Map<string, Map<number, Stored>>());
  return {
    async add({ series, minute, shard, parts, lateDue }): Promise<BucketAfter> {
      if (parts.length === 0) {
        const stored = minutes.get(minute)?.get(seriesKey(series))?.get(shard);
        return { counters: stored?.counters ?? new Map(), applied: 0, created: false, guards: stored?.seen.size ?? 0 };
      }
      const bySeries = minutes.getOrMake(minute);
      const key = seriesKey(series);
      let shards = bySeries.get(key);
      if (shards === undefined) bySeries.set(key, (shards = new Map()));
      let stored = shards.get(shard);
      if (stored === undefined)
        shards.set(shard, (stored = { counters: new Map(), sketches: new Map(), seen: new Set() }));
      const known = stored.seen.size;
      for (const part of parts) {
        if (stored.seen.has(part.guard)) continue;
        stored.seen.add(part.guard);
        for (const [name, count] of part.counters) {
          if (count !== 0) stored.counters.set(name, (stored.counters.get(name) ?? 0) + count);
        }
        if (lateDue !== undefined) addLate(stored, lateDue, part.counters);
        for (const [name, pairs] of part.sketches) {
          const all = stored.sketches.get(name) ?? new Set<number>();
          for (const pair of pairs) all.add(pair);
          if (all.size > 0) stored.sketches.set(name, all);
        }
      }
      const applied = stored.seen.size - known;
      return { counters: stored.counters, applied, created: known === 0 && applied > 0, guards: stored.seen.size };
    },

    async missing({ series, minute, shard, parts }) {
      const seen = minutes.get(minute)?.get(seriesKey(series))?.get(shard)?.seen;
      return parts.map(({ guard }) => guard).filter((guard) => !seen?.has(guard));
    },

    async read(series, from, to) {
      const key = seriesKey(series);
      const buckets: Bucket[] = [];
      for (const minute of minutes.between(from, to)) {
        const shards = minutes.get(minute)?.get(key);
        if (shards === undefined) continue;
        const [first, ...rest] = shards.values();
        if (first === undefined) continue;
        const { counters, sketches, late } = first;
        buckets.push(
          rest.length === 0
            ? { minute, counters, sketches, ...(late && { late }) }
            : mergeShards(minute, [first, ...rest]),
        );
      }
      return buckets;
    },

    forgetBefore: (minute) => minutes.forgetBefore(minute),
  };
}

function addLate(stored: Stored, due: Minute, counters: Counters): void {
  stored.late ??= new Map();
  const late = stored.late.get(due) ?? new Map<string, number>();
  for (const [name, count] of counters) if (count !== 0) late.set(name, (late.get(name) ?? 0) + count);
  stored.late.set(due, late);
}
