/**
 * Finds a function that always ran and is not called any more: its trigger is off, its queue is cut, or its log is not written.
 * Blind to functions that rest for a part of the week, and to those called in fewer than about every second minute.
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
  const needed = silenceNeeded(usual.activeMinutes.low, rule);
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

/** So many minutes without a call are no chance any more, where each has calls with the usual share. */
export function silenceNeeded(activeMinutes: number, rule: GoneSilentRule): number {
  const share = Math.min(MOST_CERTAIN, activeMinutes / 60);
  return Math.max(rule.minSilentMinutes, Math.ceil(rule.minSurprise / -Math.log(1 - share)));
}

/** The minute under way may still bring one, and so may the one before: lines take a while to come. */
function silenceIn(seen: Window): number {
  const called = seen.buckets.filter(({ counters }) => (counters.get(COUNTER.calls) ?? 0) > 0);
  const lastCalled = Math.max(seen.last - seen.minutes, ...called.map(({ minute }) => minute));
  return Math.max(0, seen.last - 1 - lastCalled);
}
