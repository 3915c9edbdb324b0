/** Finds calls that were killed for want of memory. Blind to runtimes that catch it themselves, and to a slow rise towards the limit. */
import { COUNTER } from '../state/counters';
import type { Series } from '../state/series';
import type { Finding } from './finding';
import { reachOfLoss } from './lost-calls';
import type { CountRule } from './rules';
import { measured } from './silenced-by';
import type { Window } from './window';

export function findOutOfMemory(
  subject: Series,
  seen: Window,
  rule: CountRule,
  usualShare?: number,
): Finding | undefined {
  const outOfMemory = seen.count(COUNTER.outOfMemory);
  if (outOfMemory === 0) return undefined;
  const span = seen.span((bucket) => (bucket.counters.get(COUNTER.outOfMemory) ?? 0) > 0);
  if (span === undefined) return undefined;
  const billedMs = seen.count(COUNTER.billedMs);
  return {
    kind: 'out-of-memory',
    subject,
    severity: 'warning',
    ...measured(reachOfLoss(outOfMemory, seen.count(COUNTER.calls), usualShare, rule)),
    ...span,
    evidence: {
      kind: 'out-of-memory',
      outOfMemory,
      calls: Math.max(outOfMemory, seen.count(COUNTER.calls)),
      ...(billedMs > 0 && { memoryMb: Math.round(seen.count(COUNTER.billedMbMs) / billedMs) }),
      windowMinutes: seen.minutes,
    },
    addresses: [],
  };
}
