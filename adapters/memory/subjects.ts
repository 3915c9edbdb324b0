/** Hot addresses of login sources in memory, saturating as the table's do. */
import type { SubjectStore } from '../../core/ports';
import type { Minute } from '../../core/state/minute';
import { seriesKey } from '../../core/state/series';
import { SUBJECT_CAP } from '../../core/state/subject';
import { createByMinute } from './by-minute';

interface Stored {
  readonly address: string;
  readonly failures: Set<string>;
  readonly accounts: Set<string>;
}

export interface MemorySubjects extends SubjectStore {
  forgetBefore(minute: Minute): void;
}

export function createMemorySubjects(): MemorySubjects {
  const windows = createByMinute(() => new Map<string, Map<string, Stored>>());
  return {
    async touch({ source, window, hash, address, failures, accounts }) {
      if (failures.length === 0 && accounts.length === 0) return 'noted';
      const bySource = windows.getOrMake(window);
      const key = seriesKey(source);
      let subjects = bySource.get(key);
      if (subjects === undefined) bySource.set(key, (subjects = new Map()));
      let stored = subjects.get(hash);
      if (stored === undefined) subjects.set(hash, (stored = { address, failures: new Set(), accounts: new Set() }));
      const isFull = stored.failures.size >= SUBJECT_CAP;
      saturate(stored.failures, failures);
      saturate(stored.accounts, accounts);
      return isFull ? 'full' : 'noted';
    },

    async list(source, window) {
      const subjects = windows.get(window)?.get(seriesKey(source));
      return [...(subjects?.entries() ?? [])]
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .map(([, { address, failures, accounts }]) => ({
          address,
          failures: failures.size,
          accounts: [...accounts].toSorted().slice(0, SUBJECT_CAP),
        }));
    },

    forgetBefore: (minute) => windows.forgetBefore(minute),
  };
}

/** A set that has room takes all of one delivery, so that the order within a delivery does not matter. */
function saturate(held: Set<string>, values: readonly string[]): void {
  if (held.size >= SUBJECT_CAP) return;
  for (const value of values.slice(0, SUBJECT_CAP)) held.add(value);
}
