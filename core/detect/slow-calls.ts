/** Finds calls that take far longer than this function usually takes. Blind to a function that slows a little every day, and to one called less than every other minute. */
import type { FunctionUsual } from '../baseline/usual';
import { COUNTER, readCells } from '../state/counters';
import type { Series } from '../state/series';
import type { Finding } from './finding';
import type { SlowCallsRule } from './rules';
import { slowCallsIn, type Window } from './window';

export function findSlowCalls(
  subject: Series,
  usual: FunctionUsual | undefined,
  seen: Window,
  rule: SlowCallsRule,
  newVersion: () => string | undefined = () => undefined,
): Finding | undefined {
  const limitMs = slowLimitMs(usual, rule);
  if (usual === undefined || limitMs === undefined) return undefined;
  const slow = slowCallsIn(seen.cells('d'), limitMs);
  if (slow.count === 0) return undefined;
  const calls = seen.count(COUNTER.calls);
  const span = seen.span((bucket) => slowCallsIn(readCells(bucket.counters, 'd'), limitMs).count > 0);
  if (span === undefined) return undefined;
  const deployed = newVersion();
  return {
    kind: 'slow-calls',
    subject,
    severity: 'warning',
    ratio: Math.min(slow.count / rule.minSlowCalls, slow.count / calls / rule.minSlowShare),
    ...span,
    evidence: {
      kind: 'slow-calls',
      usualMs: usual.medianMs,
      usualP95Ms: usual.p95Ms,
      seenMs: slow.medianMs,
      slowCalls: slow.count,
      calls,
      ...(deployed !== undefined && { newVersion: deployed }),
      windowMinutes: seen.minutes,
    },
    addresses: [],
  };
}

/**
 * Above this a call is slow; undefined while too little is known. The 99th percentile is left out: one bad hour among the
 * learned ones could carry it off.
 */
export function slowLimitMs(usual: FunctionUsual | undefined, rule: SlowCallsRule): number | undefined {
  if (usual === undefined || usual.calls < rule.knownCalls || usual.minutes < rule.knownMinutes) return undefined;
  // An hour that is slow every night or every Monday is usual then.
  return Math.max(limitOf(usual, rule), usual.thisHour ? limitOf(usual.thisHour, rule) : 0);
}

const limitOf = ({ medianMs, p95Ms }: Pick<FunctionUsual, 'medianMs' | 'p95Ms'>, rule: SlowCallsRule): number =>
  Math.max(p95Ms * rule.timesUsualP95, medianMs * rule.timesUsualMedian, medianMs + rule.extraMs);
