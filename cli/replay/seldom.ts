/** Notes which functions were never called often enough within one window to judge how long their calls take. */
import type { SlowCallsRule } from '../../core/detect/rules';
import type { BucketStore } from '../../core/ports';
import { COUNTER } from '../../core/state/counters';
import type { Minute } from '../../core/state/minute';
import type { Series } from '../../core/state/series';

export interface Seldom {
  /** Calls in this minute were counted. */
  note(series: Series, minute: Minute): Promise<void>;
  names(): string[];
}

export function createSeldom(
  buckets: Pick<BucketStore, 'read'>,
  { windowMinutes, minSlowCalls }: SlowCallsRule,
): Seldom {
  const isOften = new Map<string, boolean>();
  return {
    async note(series, minute) {
      if (series.kind !== 'function' || isOften.get(series.name)) return; // a busy function costs a look or two
      const window = await buckets.read(series, minute - windowMinutes + 1, minute);
      const calls = window.reduce((sum, { counters }) => sum + (counters.get(COUNTER.calls) ?? 0), 0);
      isOften.set(series.name, calls >= minSlowCalls);
    },
    names: () => [...isOften].flatMap(([name, often]) => (often ? [] : [name])).toSorted(),
  };
}
