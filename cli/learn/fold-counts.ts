/** Lets the sweeper judge and fold saved counts on their own time, in memory: as it would have, had it been there. */
import type { Memory } from '../../adapters/memory';
import type { Rules } from '../../core/detect/rules';
import { closeOf, dueMinute, slotOf, type Minute } from '../../core/state/minute';
import { seriesKey } from '../../core/state/series';
import { BEHIND_MINUTES, createEventClock } from '../replay/event-clock';
import { byMinute } from './by-minute';
import type { Addition } from './count-events';

export interface CountFolder {
  /** Takes in what belongs to later minutes than all before it. */
  take(sources: readonly AsyncIterable<Addition>[]): Promise<void>;
  /** Lets time pass up to this minute. */
  runTo(minute: Minute): Promise<void>;
  /** Every series seen, by its key. */
  readonly seen: ReadonlySet<string>;
}

export function createCountFolder(memory: Memory, rules: Rules): CountFolder {
  const clock = createEventClock(memory, rules);
  const seen = new Set<string>();
  const runTo = async (until: Minute): Promise<void> => {
    // What was in trouble then is not learned, and nobody is told of it now.
    for await (const _ of clock.run(until)) continue;
  };
  return {
    seen,
    runTo,
    async take(sources) {
      for await (const { minute, additions } of byMinute(sources)) {
        await runTo(minute - BEHIND_MINUTES);
        for (const { series, parts } of additions) {
          const due = dueMinute(minute, clock.nowMs());
          const isLate = due > closeOf(minute);
          await memory.buckets.add({ series, minute, shard: 0, parts, ...(isLate && { lateDue: due }) });
          await memory.dirty.add(series, isLate ? minute : slotOf(minute), due);
          seen.add(seriesKey(series));
          clock.touch(series, minute);
        }
      }
    },
  };
}
