/**
 * Finds a share of calls that fail far above what is usual for this function. Time-outs and want of memory are kinds of their
 * own. Blind to errors that a function catches and logs, and to a share that grows a little every day.
 */
import type { UsualHour } from '../baseline/usual-by-hour';
import { COUNTER } from '../state/counters';
import { readErrorTypes } from '../state/error-types';
import type { Series } from '../state/series';
import { surpriseOfFailing } from './failing-in-runs';
import type { Finding } from './finding';
import type { ErrorBurstRule } from './rules';
import { allOf, anyOf, measured, NOTHING, type Reach } from './silenced-by';
import { lastMinutes, type Window } from './window';
import { WORTH_A_LOOK } from './worth-a-look';

export interface ErrorBurstEvidence {
  readonly kind: 'error-burst';
  readonly errors: number;
  readonly calls: number;
  /** The share of calls that usually fail at this hour, 0 to 1; undefined while that is not known. */
  readonly usualShare?: number;
  /** The most frequent types, as the runtime named them. */
  readonly types: readonly ErrorType[];
  /** The version that most calls ran, where it went out in the last two hours. */
  readonly newVersion?: string;
  readonly windowMinutes: number;
}

export interface ErrorType {
  readonly type: string;
  readonly errors: number;
}

const MOST_TYPES = 3;
/**
 * The last so many minutes are looked at beside the whole window, for the successes of before dilute what fails since a moment ago.
 * Each must be as surprising as the whole: the threshold has room for all of them.
 */
const SHORT_SPANS = [10, 6, 4, 2] as const;
/** No function is known to fail more rarely than this. */
const LEAST_SHARE = 0.003;
/** From this share on nobody is served any more. */
const OUTAGE_SHARE = 0.5;
const OUTAGE_ERRORS = 50;

/** @param failedShare the share of calls that failed in the last days; undefined while that is not known */
export function findErrorBurst(
  subject: Series,
  usual: UsualHour,
  seen: Window,
  rule: ErrorBurstRule,
  newVersion: () => string | undefined,
  failedShare?: number,
): Finding | undefined {
  const errors = seen.count(COUNTER.errors);
  if (errors < rule.minErrors * WORTH_A_LOOK) return undefined;
  // Where not one success was ever seen, `only-failures` speaks.
  if (usual.calls === undefined && !seen.hasCells('d')) return undefined;
  const usualShare = shareOf(usual);
  const borne = bearable(usualShare, failedShare, rule);
  const looks = [seen, ...SHORT_SPANS.map((minutes) => lastMinutes(seen, minutes))].map((looked) => ({
    looked,
    reach: reachOf(looked, borne, rule),
  }));
  const reach = anyOf(...looks.map((look) => look.reach));
  const { looked } = looks.reduce((most, look) => (look.reach.ratio > most.reach.ratio ? look : most));
  const span = seen.span(({ counters }) => (counters.get(COUNTER.errors) ?? 0) > 0);
  if (reach.ratio < WORTH_A_LOOK || span === undefined) return undefined;
  const deployed = newVersion();
  return {
    kind: 'error-burst',
    subject,
    severity: errors >= OUTAGE_ERRORS && errors >= OUTAGE_SHARE * callsIn(seen) ? 'critical' : 'warning',
    ...measured(reach),
    ...span,
    evidence: {
      kind: 'error-burst',
      errors: looked.count(COUNTER.errors),
      calls: callsIn(looked),
      ...(usualShare !== undefined && { usualShare }),
      types: readErrorTypes(looked.counters())
        .slice(0, MOST_TYPES)
        .map(([type, count]) => ({ type, errors: count })),
      ...(deployed !== undefined && { newVersion: deployed }),
      windowMinutes: looked.minutes,
    },
    addresses: [],
  };
}

/** What fails anyway: an hour of the week says little of what is rare, and the last days say nothing of one hour of the week. */
function bearable(ofHour: number | undefined, ofDays: number | undefined, rule: ErrorBurstRule): number {
  if (ofHour === undefined) return Math.max(rule.shareBearable, rule.shareUnknown);
  const least = ofDays === undefined ? rule.shareBearable : Math.max(LEAST_SHARE, ofDays * rule.timesUsual);
  return Math.max(least, ofHour * rule.timesUsual);
}

function reachOf(seen: Window, borne: number, rule: ErrorBurstRule): Reach {
  const minErrors = seen.count(COUNTER.errors);
  const calls = callsIn(seen);
  const shareBearable = minErrors / calls;
  const large = Math.min(minErrors / rule.minErrors, shareBearable / rule.shareBearable);
  if (!(large >= WORTH_A_LOOK)) return NOTHING;
  return allOf(rule, { minErrors, shareBearable, minSurprise: surpriseOfFailing(minErrors, calls, borne) });
}

const callsIn = (seen: Window): number => Math.max(seen.count(COUNTER.errors), seen.count(COUNTER.calls));

function shareOf({ calls, failures }: UsualHour): number | undefined {
  if (calls === undefined || failures === undefined || !(calls.usual > 0)) return undefined;
  return Math.min(1, failures.high / calls.usual);
}
