/** Keeps the whole state in memory, under the same contract as the table: for replay, the demo and the bench. */
import type {
  AlertStore,
  BucketStore,
  DirtyList,
  QuarantineEntry,
  QuarantineStore,
  SubjectStore,
  UsualStore,
} from '../core/ports';
import type { Minute } from '../core/state/minute';
import { createMemoryAlerts } from './memory/alerts';
import { createMemoryBuckets } from './memory/buckets';
import { createMemoryDirtyList } from './memory/dirty-list';
import { createMemorySubjects } from './memory/subjects';
import { createMemoryUsual } from './memory/usual';

export interface Memory {
  readonly buckets: BucketStore;
  readonly subjects: SubjectStore;
  readonly dirty: DirtyList;
  readonly usual: UsualStore;
  readonly alerts: AlertStore;
  readonly quarantine: QuarantineStore;
  /** What was put into quarantine, in order. */
  readonly quarantined: readonly QuarantineEntry[];
  /** Drops buckets, subject windows and dirty entries before this minute, so that months fit into bounded memory. */
  forgetBefore(minute: Minute): void;
}

export function createMemory(): Memory {
  const buckets = createMemoryBuckets();
  const subjects = createMemorySubjects();
  const dirty = createMemoryDirtyList();
  const quarantined: QuarantineEntry[] = [];
  return {
    buckets,
    subjects,
    dirty,
    usual: createMemoryUsual(),
    alerts: createMemoryAlerts(),
    quarantine: { put: async (entry) => void quarantined.push(entry) },
    quarantined,
    forgetBefore(minute) {
      buckets.forgetBefore(minute);
      subjects.forgetBefore(minute);
      dirty.forgetBefore(minute);
    },
  };
}
