/** Counts saved events as the analyzer counts deliveries, a minute of a log stream at a time, as replay cuts them too. */
import { createMemory } from '../../adapters/memory';
import type { SavedEvent } from '../../adapters/log-events';
import { countBatches } from '../../core/count-batches';
import type { SourceOf } from '../../core/observe';
import type { Hasher } from '../../core/ports';
import type { BucketPart } from '../../core/state/bucket';
import { minuteOf, startOf, type Minute } from '../../core/state/minute';
import type { Series } from '../../core/state/series';
import { createSubjectBudget } from '../../core/subject-budget';
import { createDeliveries } from '../replay/deliveries';

/** What one or more deliveries add to one bucket. */
export interface Addition {
  readonly series: Series;
  readonly minute: Minute;
  readonly parts: readonly BucketPart[];
}

export interface CountWorld {
  readonly hasher: Hasher;
  readonly sourceOf: SourceOf;
}

export interface EventCounter {
  take(events: readonly SavedEvent[]): Promise<void>;
  /** Everything that was taken, by time. */
  finish(): Promise<readonly Addition[]>;
}

/** Counted at once at the most: bounds memory in a busy minute. */
const MOST_EVENTS = 20_000;

export function createEventCounter(logGroup: string, { hasher, sourceOf }: CountWorld): EventCounter {
  const deliveries = createDeliveries();
  const budget = createSubjectBudget();
  const memory = createMemory(); // nothing of it is kept but what countBatches says it wrote
  const additions: Addition[] = [];
  let slice: Minute | undefined;
  const count = async (): Promise<void> => {
    if (slice === undefined || deliveries.size === 0) return;
    const now = startOf(slice);
    const world = { ...memory, hasher, sourceOf, budget, now: () => now };
    const { writes } = await countBatches(deliveries.take(), world);
    additions.push(...writes.map(({ series, minute, parts }) => ({ series, minute, parts })));
    memory.forgetBefore(Infinity);
  };
  return {
    async take(events) {
      for (const { logStream, timestampMs, message, id } of events) {
        const minute = minuteOf(timestampMs);
        if (slice === undefined || minute > slice) {
          await count();
          slice = minute;
          deliveries.forgetIds();
        } else if (deliveries.size >= MOST_EVENTS) await count();
        deliveries.add({ kind: 'row', logGroup, logStream, timestampMs, message, id }, minute < slice);
      }
    },
    async finish() {
      await count();
      return additions.toSorted((one, other) => one.minute - other.minute);
    },
  };
}
