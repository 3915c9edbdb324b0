/** The dirty list in memory. */
import type { DirtyList } from '../../core/ports';
import type { Minute } from '../../core/state/minute';
import { seriesKey, type Series } from '../../core/state/series';
import { createByMinute } from './by-minute';

export interface MemoryDirtyList extends DirtyList {
  forgetBefore(minute: Minute): void;
}

export function createMemoryDirtyList(): MemoryDirtyList {
  const byDue = createByMinute(() => new Map<string, { readonly series: Series; readonly minute: Minute }>());
  return {
    add: async (series, minute, due) =>
      void byDue.getOrMake(due).set(`${minute} ${seriesKey(series)}`, { series, minute }),
    list: async (due) => [...(byDue.get(due)?.values() ?? [])],
    forgetBefore: (minute) => byDue.forgetBefore(minute),
  };
}
