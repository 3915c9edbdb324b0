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
import type { Window } from './window';

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
  const span = seen.span(({ counters }) => (counters.get(COUNTER.errors) ?? 0) > 0);
  if (span === undefined) return undefined;
  // Where not one success was ever seen, `only-failures` speaks.
  if (usual.calls === undefined && seen.cells('d').length === 0) return undefined;
  const calls = Math.max(errors, seen.count(COUNTER.calls));
  const usualShare = shareOf(usual);
  const bearable = Math.max(
    rule.shareBearable,
    usualShare === undefined ? rule.shareUnknown : usualShare * rule.timesUsual,
  );
  const share = errors / calls;
  const deployed = newVersion();
  return {
    kind: 'error-burst',
    subject,
    severity: share >= OUTAGE_SHARE && errors >= OUTAGE_ERRORS ? 'critical' : 'warning',
    ratio: Math.min(errors / rule.minErrors, surpriseOfShare(errors, calls, bearable) / rule.minSurprise),
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

function shareOf({ calls, failures }: UsualHour): number | undefined {
  if (calls === undefined || failures === undefined || !(calls.usual > 0)) return undefined;
  return Math.min(1, failures.high / calls.usual);
}
