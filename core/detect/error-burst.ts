/**
 * Finds a share of calls that fail far above what is usual for this function. Time-outs and want of memory are kinds of their
 * own. Blind to errors that a function catches and logs, and to a share that grows a little every day.
 */
import type { UsualHour } from '../baseline/usual-by-hour';
import { COUNTER } from '../state/counters';
import { readErrorTypes } from '../state/error-types';
import type { Series } from '../state/series';
import type { Finding } from './finding';
import type { ErrorBurstRule } from './rules';
import { surpriseOfShare } from './surprise';
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
/** One failure brings the next, so that two tell about as much as one. */
const RUN = 2;
/** The successes of before dilute what fails since a moment ago. */
const SHORT_MINUTES = 4;
/** There it takes more: a run of errors is all there is. */
const SHORT_TIMES = 1.5;
/** From this share on nobody is served any more. */
const OUTAGE_SHARE = 0.5;
const OUTAGE_ERRORS = 50;

export function findErrorBurst(
  subject: Series,
  usual: UsualHour,
  seen: Window,
  rule: ErrorBurstRule,
  newVersion: () => string | undefined,
): Finding | undefined {
  const errors = seen.count(COUNTER.errors);
  if (errors < rule.minErrors * WORTH_A_LOOK) return undefined;
  // Where not one success was ever seen, `only-failures` speaks.
  if (usual.calls === undefined && !seen.hasCells('d')) return undefined;
  const calls = Math.max(errors, seen.count(COUNTER.calls));
  const usualShare = shareOf(usual);
  const bearable = Math.max(
    rule.shareBearable,
    usualShare === undefined ? rule.shareUnknown : usualShare * rule.timesUsual,
  );
  const share = errors / calls;
  const lately = lastMinutes(seen, SHORT_MINUTES);
  const ratio = Math.max(
    ratioIn(seen, bearable, rule),
    ratioIn(lately, bearable, { ...rule, minSurprise: rule.minSurprise * SHORT_TIMES }),
  );
  const span = seen.span(({ counters }) => (counters.get(COUNTER.errors) ?? 0) > 0);
  if (ratio < WORTH_A_LOOK || span === undefined) return undefined;
  const deployed = newVersion();
  return {
    kind: 'error-burst',
    subject,
    severity: share >= OUTAGE_SHARE && errors >= OUTAGE_ERRORS ? 'critical' : 'warning',
    ratio,
    ...span,
    evidence: {
      kind: 'error-burst',
      errors,
      calls,
      ...(usualShare !== undefined && { usualShare }),
      types: readErrorTypes(seen.counters())
        .slice(0, MOST_TYPES)
        .map(([type, count]) => ({ type, errors: count })),
      ...(deployed !== undefined && { newVersion: deployed }),
      windowMinutes: seen.minutes,
    },
    addresses: [],
  };
}

function ratioIn(seen: Window, bearable: number, { minErrors, minSurprise }: ErrorBurstRule): number {
  const errors = seen.count(COUNTER.errors);
  const calls = Math.max(errors, seen.count(COUNTER.calls));
  return Math.min(errors / minErrors, surpriseOfShare(errors / RUN, calls / RUN, bearable) / minSurprise);
}

function shareOf({ calls, failures }: UsualHour): number | undefined {
  if (calls === undefined || failures === undefined || !(calls.usual > 0)) return undefined;
  return Math.min(1, failures.high / calls.usual);
}
