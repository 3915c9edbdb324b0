/** What is usual, and the sweeper's cursor, in memory. */
import type { Profile } from '../../core/baseline/profile';
import type { Recent } from '../../core/baseline/recent';
import type { UsualStore } from '../../core/ports';
import type { Minute } from '../../core/state/minute';
import { seriesKey, type Series } from '../../core/state/series';

export function createMemoryUsual(): UsualStore {
  const recent = bySeries<Recent>();
  const profiles = bySeries<Profile>();
  let cursor: Minute | undefined;
  return {
    ...recent,
    readProfile: profiles.read,
    writeProfile: profiles.write,
    readCursor: async () => cursor,
    async writeCursor(due) {
      if (cursor === undefined || due > cursor) cursor = due;
    },
  };
}

function bySeries<Value extends { readonly rev: number }>() {
  const values = new Map<string, Value>();
  return {
    read: async (series: Series): Promise<Value | undefined> => values.get(seriesKey(series)),
    write: async (series: Series, value: Value, expectedRev: number): Promise<boolean> => {
      const key = seriesKey(series);
      if ((values.get(key)?.rev ?? 0) !== expectedRev) return false;
      values.set(key, value);
      return true;
    },
  };
}
