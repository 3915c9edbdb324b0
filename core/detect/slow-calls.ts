/** Finds calls that take far longer than this function usually takes. Blind to a function that slows a little every day, and to one called less than every other minute. */
import { lnOf, valueOf } from '../baseline/log-histogram';
import type { FunctionUsual } from '../baseline/usual';
import type { Bucket } from '../state/bucket';
import { COUNTER } from '../state/counters';
import type { Series } from '../state/series';
import type { Finding } from './finding';
import type { SlowCallsRule } from './rules';
import { allOf, anyOf, measured, NOTHING, orBeyond, type Reach } from './silenced-by';
import { stretchOf } from './stretch';
import { cellsOf, lastMinutes, slowCallsIn, type Window } from './window';
import { WORTH_A_LOOK } from './worth-a-look';

/**
 * In so few minutes it takes so large a share, and so many times the calls: what is slow all at once need not wait until it fills
 * the window.
 */
const SHORT_SPANS: readonly (readonly [minutes: number, share: number, times: number])[] = [
  [3, 0.5, 1],
  [1, 0.8, 2],
];

const SLOWER_MINUTES = 5;
/** A slow hour is borne: half as long again; four and a half standard errors, for an hour's calls go together. */
const BEARABLE = 1.5;
const LN_BEARABLE = Math.log(BEARABLE);
const SURE_ERRORS = 4.5;
const LEAST_SPREAD = 0.2;
/** So large a share must be slower than is borne, and as many as of slow calls: a single one far out moves the middle of a few. */
const SLOWER_SHARE = 0.25;

export function findSlowCalls(
  subject: Series,
  usual: FunctionUsual | undefined,
  seen: Window,
  rule: SlowCallsRule,
  newVersion: () => string | undefined = () => undefined,
): Finding | undefined {
  const limitMs = slowLimitMs(usual, rule);
  if (usual === undefined || limitMs === undefined) return undefined;
  const ofSlow = anyOf(
    reachOfSlow(seen, usual, limitMs, rule),
    ...SHORT_SPANS.map(([minutes, share, times]) =>
      reachOfSlow(lastMinutes(seen, minutes), usual, limitMs, rule, { share, times }),
    ),
  );
  const ofAll = reachOfAll(lastMinutes(seen, SLOWER_MINUTES), usual, rule);
  const reach = anyOf(ofSlow, ofAll);
  if (reach.ratio < WORTH_A_LOOK) return undefined;
  // Where all are slower, most of them may still be no slower than the slowest always were.
  const toldMs = ofSlow.ratio < 1 && ofAll.ratio > ofSlow.ratio ? usual.medianMs * rule.timesUsualMedian : limitMs;
  const borneIn = ({ counters }: Bucket): number => rule.minSlowShare * (counters.get(COUNTER.calls) ?? 0);
  const span = stretchOf(seen, (bucket) => slowCallsIn(cellsOf(bucket, 'd'), toldMs).count - borneIn(bucket), 0);
  const slowCalls = seen.countAbove('d', toldMs).above;
  if (span === undefined || slowCalls === 0) return undefined;
  const deployed = newVersion();
  return {
    kind: 'slow-calls',
    subject,
    severity: 'warning',
    ...measured(reach),
    ...span,
    evidence: {
      kind: 'slow-calls',
      usualMs: usual.medianMs,
      usualP95Ms: usual.p95Ms,
      seenMs: slowCallsIn(seen.cells('d'), toldMs).medianMs,
      slowCalls,
      calls: seen.count(COUNTER.calls),
      ...(deployed !== undefined && { newVersion: deployed }),
      windowMinutes: seen.minutes,
    },
    addresses: [],
  };
}

/** @param short what it takes in fewer minutes than the window */
function reachOfSlow(
  seen: Window,
  usual: FunctionUsual,
  limitMs: number,
  rule: SlowCallsRule,
  short?: { readonly share: number; readonly times: number },
): Reach {
  const slow = seen.countAbove('d', limitMs).above;
  if (slow === 0) return NOTHING;
  const calls = seen.count(COUNTER.calls);
  const reach = short
    ? allOf(rule, { minSlowCalls: slow / short.times }, slow / calls / short.share)
    : allOf(rule, { minSlowCalls: slow, minSlowShare: slow / calls });
  if (reach.ratio < 1) return reach;
  const { share, times } = short ?? { share: rule.minSlowShare, times: 1 };
  const beyondMs = slowestOf(seen, Math.max(rule.minSlowCalls * times, share * calls));
  return orBeyond(reach, rule, {
    timesUsualP95: beyondMs / usual.p95Ms,
    timesUsualMedian: beyondMs / usual.medianMs,
    extraMs: beyondMs - usual.medianMs,
  });
}

/** Fewer calls than so many took longer than this. */
function slowestOf(seen: Window, calls: number): number {
  let above = 0;
  for (const [cell, count] of seen.cells('d').toSorted(([one], [other]) => other - one)) {
    above += count;
    if (above >= calls) return valueOf(cell);
  }
  return 0;
}

/**
 * How much slower all calls are: the middle of the last minutes against the usual one, and no more of it than is sure with so
 * few calls. Finds what a wide spread hides from a limit.
 */
function reachOfAll(seen: Window, usual: FunctionUsual, rule: SlowCallsRule): Reach {
  const ofHour = Math.max(1, (usual.thisHour?.medianMs ?? 0) / usual.medianMs);
  const middle = Math.log(usual.middleMs * ofHour);
  let [calls, sum, above] = [0, 0, 0];
  for (const bucket of seen.buckets) {
    for (const [cell, count] of cellsOf(bucket, 'd')) {
      const ln = lnOf(cell);
      calls += count;
      sum += count * ln;
      if (ln - middle > LN_BEARABLE) above += count;
    }
  }
  if (calls < rule.minSlowCalls) return NOTHING;
  const slower = sum / calls - middle;
  const sure = slower - (SURE_ERRORS * Math.max(LEAST_SPREAD, usual.spread)) / Math.sqrt(calls);
  const reach = allOf(
    rule,
    { minSlowCalls: above, extraMs: usual.medianMs * ofHour * Math.expm1(slower) },
    slower / Math.log(rule.timesUsualMedian),
    sure / LN_BEARABLE,
    above / calls / SLOWER_SHARE,
  );
  return orBeyond(reach, rule, { timesUsualMedian: Math.exp(slower) });
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
