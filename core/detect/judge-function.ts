/** Puts the detectors of a function's troubles before what was seen of it and what is usual for it. */
import { habitualShare, type LostKind } from '../baseline/habit';
import { hourOf, type Hour } from '../baseline/hour';
import type { Profile } from '../baseline/profile';
import { ranAlways } from '../baseline/ran-always';
import { usualCalls, type FunctionUsual } from '../baseline/usual';
import { usualHour, type UsualHour } from '../baseline/usual-by-hour';
import { findColdStartSurge } from './cold-start-surge';
import { findCostSpike } from './cost-spike';
import { findErrorBurst } from './error-burst';
import type { Finding, Kind } from './finding';
import { findForgedLines } from './forged-lines';
import { findGoneSilent } from './gone-silent';
import { findInvocationSurge } from './invocation-surge';
import type { Seen } from './judge';
import { findMemoryPressure } from './memory-pressure';
import { newVersionIn } from './new-version';
import { findOnlyFailures } from './only-failures';
import { findOutOfMemory } from './out-of-memory';
import { findRetriesExhausted } from './retries-exhausted';
import type { Rules } from './rules';
import { findSlowCalls } from './slow-calls';
import { findSlowDrift } from './slow-drift';
import { findTimeouts } from './timeouts';
import { windowOf, type Window } from './window';

export type FunctionKind = Exclude<Kind, 'login-attack'>;

export function findFunctionTrouble(kind: FunctionKind, seen: Seen, rules: Rules): Finding | undefined {
  const { subject, buckets, recent, profile, priced } = seen;
  const window = windowOf(buckets, seen.last, rules[kind].windowMinutes);
  const lately = (): FunctionUsual | undefined =>
    recent?.kind === 'function' ? usualCalls(recent, seen.last) : undefined;
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
        findErrorBurst(subject, usual, window, rules[kind], () => newVersionIn(window, profile)),
      );
    case 'invocation-surge':
      return calmer(profile, window, (usual) => findInvocationSurge(subject, usual, window, rules[kind]));
    case 'cold-start-surge':
      return calmer(profile, window, (usual) => findColdStartSurge(subject, usual, window, rules[kind]));
    case 'cost-spike':
      if (priced === undefined) return undefined;
      return calmer(profile, window, (usual) => findCostSpike(subject, usual, window, rules[kind], priced));
    case 'gone-silent':
      return calmer(profile, window, (usual) =>
        findGoneSilent(subject, usual, window, rules[kind], ranAlways(profile)),
      );
  }
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
  const hours = new Set([hourOf(last - minutes + 1), hourOf(last)]);
  const found = [...hours].map((hour) => find(profile === undefined ? {} : hourIn(profile, hour)));
  return found.reduce((one, other) =>
    one === undefined || other === undefined || one.ratio < other.ratio ? one : other,
  );
}
