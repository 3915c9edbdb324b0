/** What is usual, and the sweeper's cursor, in memory. */
import type { Recent } from '../../core/baseline/recent';
import type { UsualStore } from '../../core/ports';
import type { Minute } from '../../core/state/minute';
import { seriesKey } from '../../core/state/series';

export function createMemoryUsual(): UsualStore {
  const bySeries = new Map<string, Recent>();
  let cursor: Minute | undefined;
  return {
    read: async (series) => bySeries.get(seriesKey(series)),
    async write(series, recent, expectedRev) {
      const key = seriesKey(series);
      if ((bySeries.get(key)?.rev ?? 0) !== expectedRev) return false;
      bySeries.set(key, recent);
      return true;
    },
    readCursor: async () => cursor,
    async writeCursor(due) {
      if (cursor === undefined || due > cursor) cursor = due;
    },
  };
}
