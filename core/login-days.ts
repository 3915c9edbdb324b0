/** Remembers of each login source the day before the last hour, so that judging reads only the windows that joined it since. */
import { createLoginDay, type GrowingDay, type LoginDay } from './detect/login-day';
import type { SubjectStore } from './ports';
import type { Minute } from './state/minute';
import { seriesKey, type Series } from './state/series';

export interface LoginDays {
  /** The windows of the 24 hours before `first`, itself left out. */
  before(source: Series, first: Minute): Promise<LoginDay>;
  /** Whether the windows of a source are to be rolled up now: every five minutes, a sweep looks at least so long after a line. */
  isToBeKept(source: Series, last: Minute): boolean;
}

const DAY_MINUTES = 24 * 60;
const KEEP_MINUTES = 5;
/** What memory allows, at up to 5 MB for a busy one; above it all are read anew. */
const MOST_SOURCES = 40;

interface Remembered {
  readonly day: GrowingDay;
  through: Minute;
}

export function createLoginDays(subjects: Pick<SubjectStore, 'listRollUps'>): LoginDays {
  const days = new Map<string, Remembered>();
  const keptAt = new Map<string, Minute>();
  return {
    async before(source, first) {
      const key = seriesKey(source);
      const from = first - DAY_MINUTES;
      let known = days.get(key);
      // A clock ahead of ours may have carried it too far.
      if (known === undefined || known.through > first) known = { day: createLoginDay(), through: from };
      if (known.through < first) {
        const since = Math.max(from, known.through);
        for (const rollUp of await subjects.listRollUps(source, since, first - 1)) known.day.add(rollUp);
        known.through = first;
        known.day.dropBefore(from);
        if (days.size >= MOST_SOURCES) days.clear();
        days.set(key, known);
      }
      return known.day;
    },

    isToBeKept(source, last) {
      const key = seriesKey(source);
      if (Math.abs(last - (keptAt.get(key) ?? -Infinity)) < KEEP_MINUTES) return false;
      keptAt.set(key, last);
      return true;
    },
  };
}
