/** The plans of shards in memory. */
import type { ShardStore } from '../../core/ports';
import { seriesKey } from '../../core/state/series';
import type { ShardPlan } from '../../core/state/shard';

export function createMemoryShards(): ShardStore {
  const plans = new Map<string, ShardPlan>();
  return {
    list: async () => [...plans.values()],
    async write(plan, expectedRev) {
      const key = seriesKey(plan.series);
      if ((plans.get(key)?.rev ?? 0) !== expectedRev) return false;
      plans.set(key, plan);
      return true;
    },
  };
}
