/**
 * Finds a function that always ran and is not called any more: its trigger is off, its queue is cut, or its log is not written.
 * Blind to hours of the week in which it was never seen, to the hours beside them, and to functions called less than about every
 * fourth minute.
 */
import { hourOf, type Hour } from '../baseline/hour';
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
/**
 * Those who call keep the clock of a place, which goes an hour ahead and back in a year: to them the hour may be the one before or
 * after it. As that one has it, the silence must be surprising by this share.
 */
const BESIDE = 0.6;
/** … unless in so many minutes of the hour before the silence at least this share of the usual calls came. */
const BUSY_MINUTES = { least: 3, most: 10 };
const BUSY_SHARE = 0.5;
/** From this share of minutes on with so few calls, something calls by the clock: by chance it took two or three calls a minute. */
const EACH_MINUTE = 0.9;

/**
 * @param usualIn what is usual in an hour; nothing in one of whose hour of the week no call was ever seen
 * @param ranAlways whether it was called in nearly every hour since it is known
 */
export function findGoneSilent(
  subject: Series,
  usualIn: (hour: Hour) => UsualHour,
  seen: Window,
  rule: GoneSilentRule,
  ranAlways: boolean,
): Finding | undefined {
  const silentMinutes = ranAlways ? silenceIn(seen) : 0;
  if (silentMinutes === 0) return undefined;
  const { activeMinutes, calls } = usualIn(hourOf(seen.last));
  if (activeMinutes === undefined || calls === undefined) return undefined;
  const first = seen.last - silentMinutes;
  const isOnTime = isAsBusyAsUsual(seen, first, usualIn(hourOf(first)));
  let surprise = 0;
  for (let hour = hourOf(first); hour <= hourOf(seen.last - 1); hour += 1) {
    const minutes = Math.min(seen.last, (hour + 1) * 60) - Math.max(first, hour * 60);
    const [before, own, after] = [hour - 1, hour, hour + 1].map((each) => missedAMinute(usualIn(each)));
    surprise += minutes * (isOnTime ? own! : Math.min(own!, before! / BESIDE, after! / BESIDE));
  }
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

/** Whether the silence's first hour had its usual calls until then: so nobody's clock is an hour off. */
function isAsBusyAsUsual({ buckets }: Window, first: Minute, { calls }: UsualHour): boolean {
  const from = Math.max(hourOf(first) * 60, first - BUSY_MINUTES.most);
  if (calls === undefined || first - from < BUSY_MINUTES.least) return false;
  const seen = buckets.reduce(
    (sum, { minute, counters }) => (minute >= from && minute < first ? sum + (counters.get(COUNTER.calls) ?? 0) : sum),
    0,
  );
  return seen >= (BUSY_SHARE * calls.low * (first - from)) / 60;
}

/**
 * Calls come in bunches, so both their number and their minutes count. Where each minute has its call, there need be no more of
 * them.
 */
function missedAMinute({ activeMinutes, calls }: UsualHour): number {
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
