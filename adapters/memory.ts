/** Keeps the whole state in memory, under the same contract as the table: for replay, the demo and the bench. */
import type {
  AlertStore,
  BucketStore,
  ChannelTroubles,
  DirtyList,
  QuarantineEntry,
  QuarantineStore,
  SubjectStore,
  UsualStore,
} from '../core/ports';
import type { DeskStore } from '../core/alert/desk/desk';
import type { RecountStore } from '../core/recount/ports';
import type { Shards } from '../core/shards';
import type { Minute } from '../core/state/minute';
import { createMemoryAlerts } from './memory/alerts';
import { createMemoryBuckets } from './memory/buckets';
import { createMemoryTroubles } from './memory/channel-troubles';
import { createMemoryDesks } from './memory/desk';
import { createMemoryDirtyList } from './memory/dirty-list';
import { createMemoryRecounts } from './memory/recounts';
import { createMemorySubjects } from './memory/subjects';
import { createMemoryUsual } from './memory/usual';

export interface Memory {
  readonly buckets: BucketStore;
  readonly shards: Shards;
  readonly subjects: SubjectStore;
  readonly dirty: DirtyList;
  readonly recounts: RecountStore;
  readonly usual: UsualStore;
  readonly alerts: AlertStore;
  readonly troubles: ChannelTroubles;
  readonly desks: DeskStore;
  readonly quarantine: QuarantineStore;
  /** What was put into quarantine, in order. */
  readonly quarantined: readonly QuarantineEntry[];
  /** Drops buckets, subject windows and dirty entries before this minute, so that months fit into bounded memory. */
  forgetBefore(minute: Minute): void;
}

/** A map has no hot keys. */
const ONE_SHARD: Shards = { toWrite: async () => 1, toRead: async () => 1, wrote: async () => undefined };

export function createMemory(): Memory {
  const buckets = createMemoryBuckets();
  const subjects = createMemorySubjects();
  const dirty = createMemoryDirtyList();
  const quarantined: QuarantineEntry[] = [];
  return {
    buckets,
    shards: ONE_SHARD,
    subjects,
    dirty,
    recounts: createMemoryRecounts(buckets),
    usual: createMemoryUsual(),
    alerts: createMemoryAlerts(),
    troubles: createMemoryTroubles(),
    desks: createMemoryDesks(),
    quarantine: { put: async (entry) => void quarantined.push(entry) },
    quarantined,
    forgetBefore(minute) {
      buckets.forgetBefore(minute);
      subjects.forgetBefore(minute);
      dirty.forgetBefore(minute);
    },
  };
}
