/** A dirty list that remembers what it noted, so that a container notes the five minutes of a busy series once, not five times. */
import type { DirtyList } from './ports';
import { seriesKey } from './state/series';

/** Enough for thousands of series; then all is forgotten, and noted again. */
const MOST_NOTED = 10_000;

export function noteOnce(dirty: DirtyList): DirtyList {
  const noted = new Set<string>();
  return {
    ...dirty,
    async add(series, minute, due) {
      const key = `${minute} ${due} ${seriesKey(series)}`;
      if (noted.has(key)) return;
      await dirty.add(series, minute, due);
      if (noted.size >= MOST_NOTED) noted.clear();
      noted.add(key);
    },
  };
}
