/** Puts the detectors of a function's troubles before what was seen of it and what is usual for it. */
import { habitualShare, type LostKind } from '../baseline/habit';
import { hourOf, type Hour } from '../baseline/hour';
import type { Profile } from '../baseline/profile';
import type { FunctionRecent } from '../baseline/recent';
import { ranAlways } from '../baseline/ran-always';
import { isSeenHour } from '../baseline/seen-hour';
import { usualCalls, type FunctionUsual } from '../baseline/usual';
import { usualHour, type UsualHour } from '../baseline/usual-by-hour';
import type { Minute } from '../state/minute';
import { canFind } from './can-find';
import { findColdStartSurge } from './cold-start-surge';
import { findCostSpike } from './cost-spike';
import { findErrorBurst } from './error-burst';
import { failedShareOf } from './failed-share';
import type { Finding, Kind } from './finding';
import { LOW_WATER } from './low-water';
import { findForgedLines } from './forged-lines';
import { findGoneSilent } from './gone-silent';
import { findInvocationSurge } from './invocation-surge';
import type { Seen } from './judge';
import type { FunctionKind } from './kinds';
import { findMemoryPressure } from './memory-pressure';
import { newVersionIn } from './new-version';
import { findOnlyFailures } from './only-failures';
import { findOutOfMemory } from './out-of-memory';
import { findRetriesExhausted } from './retries-exhausted';
import type { Rules } from './rules';
import { findSlowCalls } from './slow-calls';
import { findSlowDrift } from './slow-drift';
import { findTimeouts } from './timeouts';
import { surpriseIn } from './surprise-of-window';
import type { Metric } from './surprise/metrics';
import { windowOf, type Window } from './window';

/** Of these kinds, what is there. */
export function findFunctionTroubles(kinds: readonly Kind[], seen: Seen, rules: Rules): Finding[] {
  const windows = new Map<number, Window>();
  const found: Finding[] = [];
  for (const kind of kinds) {
    if (kind === 'login-attack' || (seen.buckets.length === 0 && !SEEN_IN_SILENCE.has(kind))) continue;
    const { windowMinutes } = rules[kind];
    let window = windows.get(windowMinutes);
    if (window === undefined) windows.set(windowMinutes, (window = windowOf(seen.buckets, seen.last, windowMinutes)));
    if (!canFind(kind, window, rules, seen.priced)) continue;
    const finding = surprising(findFunctionTrouble(kind, seen, window, rules), window, seen.profile);
    if (finding !== undefined) found.push(finding);
  }
  return found.some(isToldAsCost) ? found.filter((finding) => finding.kind !== 'invocation-surge') : found;
}

/** Then the alert of the cost names the many calls, and how to contain them. */
const isToldAsCost = ({ evidence, ratio }: Finding): boolean =>
  evidence.kind === 'cost-spike' && ratio >= LOW_WATER && (evidence.moreCalls ?? 0) > (evidence.longerCalls ?? 0);

/** What a trouble of durations or rates must be surprising in. */
const METRIC_OF: Partial<Record<Kind, Metric>> = {
  'slow-calls': 'duration',
  'error-burst': 'failed',
  'invocation-surge': 'calls',
};

/** As rare as one minute in so many, as a power of ten; 2.5, one in 300, about five a day of a busy function. */
const LEAST_SURPRISE = 2.5;

/** Large is not enough: it must be rare in the function's own past too, or what comes every night would be told every night. */
function surprising(finding: Finding | undefined, window: Window, profile: Profile | undefined): Finding | undefined {
  const metric = finding && METRIC_OF[finding.kind];
  if (metric === undefined || finding === undefined || finding.ratio < LOW_WATER) return finding;
  const surprise = surpriseIn(window, finding.firstSeenMs, metric, profile);
  return surprise === undefined ? finding : { ...finding, ratio: Math.min(finding.ratio, surprise / LEAST_SURPRISE) };
}

/** What can be known of a function in whose window nothing came. */
const SEEN_IN_SILENCE: ReadonlySet<FunctionKind> = new Set(['gone-silent', 'slow-drift']);

function findFunctionTrouble(kind: FunctionKind, seen: Seen, window: Window, rules: Rules): Finding | undefined {
  const { subject, recent, profile, priced } = seen;
  const lately = (): FunctionUsual | undefined =>
    recent?.kind === 'function' ? usualLately(recent, seen.last) : undefined;
  const habit = (lost: LostKind): number | undefined =>
    recent?.kind === 'function' ? habitualShare(recent, lost) : undefined;
  switch (kind) {
    case 'slow-calls':
      return findSlowCalls(subject, lately(), window, rules[kind], () => newVersionIn(window, profile));
    case 'slow-drift':
      return findSlowDrift(subject, profile, window, rules[kind]);
    case 'out-of-memory':
      return findOutOfMemory(subject, window, rules[kind], habit('outOfMemory'));
    case 'memory-pressure':
      return findMemoryPressure(subject, window, rules[kind]);
    case 'timeouts':
      return findTimeouts(subject, window, rules[kind], habit('timeouts'));
    case 'retries-exhausted':
      return findRetriesExhausted(subject, window, rules[kind]);
    case 'only-failures':
      return findOnlyFailures(subject, lately(), window, rules[kind]);
    case 'forged-lines':
      return findForgedLines(subject, window, rules[kind]);
    case 'error-burst':
      return calmer(profile, window, (usual) =>
        findErrorBurst(
          subject,
          usual,
          window,
          rules[kind],
          () => newVersionIn(window, profile),
          failedShareOf(profile),
        ),
      );
    case 'invocation-surge':
      // Where prices are known too, so that the same calls are not told once as many and once as dear.
      if (priced === undefined && rules['cost-spike'].enabled) return undefined;
      return calmer(profile, window, (usual) => findInvocationSurge(subject, usual, window, rules[kind]));
    case 'cold-start-surge':
      return calmer(profile, window, (usual) => findColdStartSurge(subject, usual, window, rules[kind]));
    case 'cost-spike':
      if (priced === undefined) return undefined;
      return calmer(profile, window, (usual) => findCostSpike(subject, usual, window, rules[kind], priced));
    case 'gone-silent':
      return findGoneSilent(
        subject,
        (hour) => (profile !== undefined && isSeenHour(profile, hour) ? hourIn(profile, hour) : {}),
        window,
        rules[kind],
        ranAlways(profile),
      );
  }
}

/** What is usual lately changes when minutes are folded, and is asked by two detectors each minute. */
const known = new WeakMap<FunctionRecent, { readonly hour: Hour; readonly usual: FunctionUsual | undefined }>();

function usualLately(recent: FunctionRecent, last: Minute): FunctionUsual | undefined {
  const hour = hourOf(last);
  const kept = known.get(recent);
  if (kept?.hour === hour) return kept.usual;
  const usual = usualCalls(recent, last);
  known.set(recent, { hour, usual });
  return usual;
}

/** A profile changes once an hour, and is asked by every detector each minute. */
const unpacked = new WeakMap<Profile, Map<Hour, UsualHour>>();

function hourIn(profile: Profile, hour: Hour): UsualHour {
  const hours = unpacked.get(profile) ?? new Map<Hour, UsualHour>();
  unpacked.set(profile, hours);
  const known = hours.get(hour) ?? usualHour(profile, hour);
  hours.set(hour, known);
  return known;
}

/** A window that spans two hours is judged by the one that explains it better. */
function calmer(
  profile: Profile | undefined,
  { last, minutes }: Window,
  find: (usual: UsualHour) => Finding | undefined,
): Finding | undefined {
  const findIn = (hour: Hour) => find(profile === undefined ? {} : hourIn(profile, hour));
  const first = findIn(hourOf(last));
  if (first === undefined || hourOf(last - minutes + 1) === hourOf(last)) return first;
  const second = findIn(hourOf(last - minutes + 1));
  return second === undefined || second.ratio < first.ratio ? second : first;
}
