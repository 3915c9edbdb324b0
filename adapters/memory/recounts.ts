/** Minutes to be recounted, in memory: the list of them, and what puts a minute right. */
import type { RecountMark, RecountStore } from '../../core/recount/ports';
import { recountKey } from '../../core/state/keys';
import type { MemoryBuckets } from './buckets';

export function createMemoryRecounts(buckets: Pick<MemoryBuckets, 'shardsOf' | 'freeze' | 'replace'>): RecountStore {
  const marks = new Map<string, RecountMark>();
  return {
    async note({ series, minute, guards, from, noticedAtMs }) {
      const key = recountKey(series, minute).sk;
      const held = marks.get(key);
      marks.set(key, {
        series,
        minute,
        guards: [...new Set([...(held?.guards ?? []), ...guards])],
        from: [...new Set([...(held?.from ?? []), ...from])],
        noticedAtMs: held?.noticedAtMs ?? noticedAtMs,
        rev: (held?.rev ?? 0) + 1,
      });
    },
    list: async (most) =>
      [...marks]
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .slice(0, most)
        .map(([, mark]) => mark),
    async strike({ series, minute, rev }) {
      const key = recountKey(series, minute).sk;
      const held = marks.get(key);
      if (held !== undefined && held.rev !== rev) return false;
      marks.delete(key);
      return true;
    },
    read: async (series, minute) => buckets.shardsOf(series, minute),
    freeze: async (place, shard) => buckets.freeze(place, shard),
    replace: async (place, shard, counts) => buckets.replace(place, shard, counts),
  };
}
