/**
 * Finds a function that always ran and is not called any more: its trigger is off, its queue is cut, or its log is not written.
 * Blind to functions that rest for a part of the week, and to those called less than about every other minute.
 */
import type { UsualHour } from '../baseline/usual-by-hour';
import { COUNTER } from '../state/counters';
import { startOf } from '../state/minute';
import type { Series } from '../state/series';
import type { Finding } from './finding';
import type { GoneSilentRule } from './rules';
import type { Window } from './window';

export interface GoneSilentEvidence {
  readonly kind: 'gone-silent';
  /** Minutes without a call; at least so many, where the window ends. */
  readonly silentMinutes: number;
  /** Of sixty minutes at this hour, in how many it is usually called, and how often in all. */
  readonly usualActiveMinutes: number;
  readonly usualCallsAnHour: number;
  readonly windowMinutes: number;
}

/** Where nearly every minute has calls, a shorter silence still may be chance. */
const MOST_CERTAIN = 0.95;

/**
 * @param ranAlways whether it was called in nearly every hour since it is known
 */
export function findGoneSilent(
  subject: Series,
  usual: UsualHour,
  seen: Window,
  rule: GoneSilentRule,
  ranAlways: boolean,
): Finding | undefined {
  if (!ranAlways || usual.activeMinutes === undefined || usual.calls === undefined) return undefined;
  const silentMinutes = silenceIn(seen);
  const needed = silenceNeeded(usual.activeMinutes.low, usual.calls.low, rule);
  if (silentMinutes === 0 || needed > seen.minutes) return undefined;
  const sinceMs = startOf(seen.last - silentMinutes);
  return {
    kind: 'gone-silent',
    subject,
    severity: 'warning',
    ratio: silentMinutes / needed,
    firstSeenMs: sinceMs,
    lastSeenMs: startOf(seen.last) - 1,
    evidence: {
      kind: 'gone-silent',
      silentMinutes,
      usualActiveMinutes: usual.activeMinutes.usual,
      usualCallsAnHour: usual.calls.usual,
      windowMinutes: seen.minutes,
    },
    addresses: [],
  };
}

/** So many minutes without a call are no chance any more: calls come in bunches, so both their number and their minutes count. */
export function silenceNeeded(activeMinutes: number, calls: number, rule: GoneSilentRule): number {
  const byMinutes = -Math.log(1 - Math.min(MOST_CERTAIN, activeMinutes / 60));
  return Math.max(rule.minSilentMinutes, Math.ceil(rule.minSurprise / Math.min(byMinutes, calls / 60)));
}

/** The minute under way may still bring one. */
function silenceIn(seen: Window): number {
  const called = seen.buckets.filter(({ counters }) => (counters.get(COUNTER.calls) ?? 0) > 0);
  const lastCalled = Math.max(seen.last - seen.minutes, ...called.map(({ minute }) => minute));
  return Math.max(0, seen.last - 1 - lastCalled);
}
