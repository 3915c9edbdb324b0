/**
 * Finds a function that always ran and is not called any more: its trigger is off, its queue is cut, or its log is not written.
 * Blind to functions that rest for a part of the week, and to those called less than about every fourth minute.
 */
import type { UsualHour } from '../baseline/usual-by-hour';
import { COUNTER } from '../state/counters';
import { startOf, type Minute } from '../state/minute';
import type { Series } from '../state/series';
import type { Finding } from './finding';
import type { GoneSilentRule } from './rules';
import { allOf, measured } from './silenced-by';
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
/** From this share of minutes on with so few calls, something calls by the clock: by chance it took two or three calls a minute. */
const EACH_MINUTE = 0.9;

/**
 * @param usualAt what is usual in the hour of a minute
 * @param ranAlways whether it was called in nearly every hour since it is known
 */
export function findGoneSilent(
  subject: Series,
  usualAt: (minute: Minute) => UsualHour,
  seen: Window,
  rule: GoneSilentRule,
  ranAlways: boolean,
): Finding | undefined {
  const silentMinutes = ranAlways ? silenceIn(seen) : 0;
  if (silentMinutes === 0) return undefined;
  const { activeMinutes, calls } = usualAt(seen.last);
  if (activeMinutes === undefined || calls === undefined) return undefined;
  const first = seen.last - silentMinutes;
  let surprise = 0;
  for (let minute = first; minute < seen.last; minute += 1) surprise += missedAt(usualAt(minute));
  return {
    kind: 'gone-silent',
    subject,
    severity: 'warning',
    ...measured(allOf(rule, { minSilentMinutes: silentMinutes, minSurprise: surprise })),
    firstSeenMs: startOf(first),
    lastSeenMs: startOf(seen.last) - 1,
    evidence: {
      kind: 'gone-silent',
      silentMinutes,
      usualActiveMinutes: activeMinutes.usual,
      usualCallsAnHour: calls.usual,
      windowMinutes: seen.minutes,
    },
    addresses: [],
  };
}

/**
 * Calls come in bunches, so both their number and their minutes count. Where each minute has its call, there need be no more of
 * them.
 */
function missedAt({ activeMinutes, calls }: UsualHour): number {
  if (activeMinutes === undefined || calls === undefined) return 0;
  const active = activeMinutes.low / 60;
  const byMinutes = -Math.log(1 - Math.min(MOST_CERTAIN, active));
  return active >= EACH_MINUTE ? byMinutes : Math.min(byMinutes, calls.low / 60);
}

/** The minute under way may still bring one. */
function silenceIn(seen: Window): number {
  let lastCalled = seen.last - seen.minutes;
  for (const { minute, counters } of seen.buckets)
    if (minute > lastCalled && (counters.get(COUNTER.calls) ?? 0) > 0) lastCalled = minute;
  return Math.max(0, seen.last - 1 - lastCalled);
}
