/** Finds calls that were cut off at the function's time limit. Blind to calls that come close to it. */
import { valueOf } from '../baseline/log-histogram';
import { COUNTER } from '../state/counters';
import type { Series } from '../state/series';
import type { Finding } from './finding';
import { reachOfLoss } from './lost-calls';
import type { CountRule } from './rules';
import { measured } from './silenced-by';
import type { Window } from './window';

export function findTimeouts(subject: Series, seen: Window, rule: CountRule, usualShare?: number): Finding | undefined {
  const timeouts = seen.count(COUNTER.timeouts);
  if (timeouts === 0) return undefined;
  const span = seen.span((bucket) => (bucket.counters.get(COUNTER.timeouts) ?? 0) > 0);
  if (span === undefined) return undefined;
  const cells = seen.cells('t').map(([cell]) => cell);
  return {
    kind: 'timeouts',
    subject,
    severity: 'warning',
    ...measured(reachOfLoss(timeouts, seen.count(COUNTER.calls), usualShare, rule)),
    ...span,
    evidence: {
      kind: 'timeouts',
      timeouts,
      calls: Math.max(timeouts, seen.count(COUNTER.calls)),
      ...(cells.length > 0 && { longestMs: limitNear(valueOf(Math.max(...cells))) }),
      windowMinutes: seen.minutes,
    },
    addresses: [],
  };
}

/** Time limits are whole seconds, and a cell is known within 5 %. */
const limitNear = (durationMs: number): number => Math.max(1, Math.round(durationMs / 1000)) * 1000;
