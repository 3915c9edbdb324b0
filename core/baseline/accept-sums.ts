/** Takes how often a function is now called, fails, starts cold and is billed as usual: in all hours of the week alike. */
import type { Acceptance, Known, SeenLately } from './accept';
import type { CallFigureName, HourFigures } from './figures';
import { hourOf } from './hour';
import { hourFigures } from './hour-figures';
import { mapLevels, scaled } from './map-levels';
import { figureAt, levelAt, NO_LEVEL } from './packed-levels';
import type { Profile } from './profile';
import { usualHour, type UsualHour } from './usual-by-hour';

interface Sums {
  readonly profile: Profile;
  readonly usual: UsualHour;
  readonly seen: HourFigures;
}

/** What is usual at this hour, and what was seen, scaled up to an hour; why not, where one of them is not known. */
function sumsOf(
  { profile }: Known,
  { parts, minutes, now }: SeenLately,
): Sums | Exclude<Acceptance, { readonly level: unknown }> {
  const usual = profile && usualHour(profile, hourOf(now));
  if (profile === undefined || usual?.calls === undefined) return { kind: 'nothing-known' };
  const seen = hourFigures('function', parts, minutes);
  if (seen === undefined)
    return hourFigures('function', parts) === undefined ? { kind: 'nothing-seen' } : { kind: 'too-early' };
  return { profile, usual, seen };
}

/** Calls, with what comes of each as often as ever, and what is billed. */
export function acceptVolume(kind: 'invocation-surge' | 'cost-spike', known: Known, lately: SeenLately): Acceptance {
  const sums = sumsOf(known, lately);
  if ('kind' in sums) return sums;
  const { profile, usual, seen } = sums;
  const times = (name: CallFigureName): number => {
    const [from, to] = [usual[name]?.usual, seen[name]];
    return from !== undefined && from > 0 && to !== undefined ? to / from : 1;
  };
  const asCalls = times('calls');
  const factors: { readonly [Name in string]?: number } = {
    calls: asCalls,
    failures: asCalls,
    coldStarts: asCalls,
    billedMs: times('billedMs'),
    billedMbMs: times('billedMbMs'),
  };
  const figure = kind === 'cost-spike' ? 'billedMbMs' : 'calls';
  const to = seen[figure];
  if (to === undefined) return { kind: 'nothing-seen' };
  return {
    kind: 'accepted',
    known: {
      ...known,
      profile: mapLevels(profile, (level, each) => scaled(level, each, factors[each.name] ?? 1)),
    },
    level: { kind, from: usual[figure]?.usual, to },
  };
}

/** The share of calls that fail, or start cold: it is the share that is judged, so it is the same in every hour. */
export function acceptShare(kind: 'error-burst' | 'cold-start-surge', known: Known, lately: SeenLately): Acceptance {
  const sums = sumsOf(known, lately);
  if ('kind' in sums) return sums;
  const { profile, usual, seen } = sums;
  const figure = kind === 'error-burst' ? 'failures' : 'coldStarts';
  const count = seen[figure] ?? 0;
  const calls = Math.max(count, seen.calls ?? 0);
  if (count === 0) return { kind: 'nothing-seen' };
  const share = count / calls;
  const changed = mapLevels(profile, (level, { name, unit }, others) => {
    const callsAt = name === figure ? others('calls') : undefined;
    return callsAt === undefined ? level : { ...level, at: levelAt(figureAt(callsAt.at, unit) * share, unit) };
  });
  const [usualCount, usualCalls] = [usual[figure]?.usual, usual.calls?.usual];
  const from = usualCount !== undefined && usualCalls ? usualCount / usualCalls : undefined;
  return { kind: 'accepted', known: { ...known, profile: changed }, level: { kind, from, to: share } };
}

/** In how many minutes it is called is forgotten: while that is not known, silence says nothing; it is learned anew from the next calls. */
export function acceptSilence(known: Known): Acceptance {
  const { profile } = known;
  if (profile === undefined) return { kind: 'nothing-known' };
  const forgotten = mapLevels(profile, (level, { name }) => (name === 'activeMinutes' ? NO_LEVEL : level));
  const from = usualHour(profile, profile.learnedTo + 1).activeMinutes?.usual;
  return { kind: 'accepted', known: { ...known, profile: forgotten }, level: { kind: 'gone-silent', from, to: 0 } };
}
