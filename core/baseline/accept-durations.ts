/** Takes how long calls take now as usual: of all hours alike, and as what a drift is measured from. */
import type { Acceptance, Known, SeenLately } from './accept';
import { withAdopted } from './adopted-level';
import { driftOf } from './day-ring';
import type { FigureName, HourFigures } from './figures';
import { hourOf, type Hour } from './hour';
import { hourFigures } from './hour-figures';
import { NEAR } from './learn-level';
import { mapLevels, moved } from './map-levels';
import { levelAt, packLevels, unpackAll } from './packed-levels';
import { emptyProfile, type Profile } from './profile';
import { expectedAt } from './read-levels';
import { adopt } from './shift';
import { usualHour } from './usual-by-hour';
import { usualCalls } from './usual';

export function acceptDurations({ recent, profile }: Known, { parts, now }: SeenLately): Acceptance {
  const hour = hourOf(now);
  const before = profile ?? emptyProfile('function', hour - 1);
  const lately = usualCalls(recent);
  const usual = usualHour(before, hour);
  const from = usual.medianMs?.usual ?? lately?.medianMs;
  const seen = hourFigures('function', parts);
  if (from === undefined) return { kind: 'nothing-known' };
  if (seen?.medianMs === undefined || seen.p95Ms === undefined) return { kind: 'nothing-seen' };
  const adoption = { hour, fromMs: from, toMs: seen.medianMs, why: 'accepted' } as const;
  const adopted = withAdopted(recent, adoption, now, parts);
  const known = {
    recent: adopted.kind === 'function' ? adopted : recent,
    profile: withTail(adopt(before, adoption, true), hour, seen),
  };
  // Where only a part of the calls is slow, the median stays as it was.
  const fromP95 = usual.p95Ms?.usual ?? lately?.p95Ms ?? from;
  const isTail = isFar(seen.p95Ms, fromP95) && !isFar(seen.medianMs, from);
  const [kind, fromTo] = isTail
    ? (['slow-tail', { from: fromP95, to: seen.p95Ms }] as const)
    : (['slow-calls', { from, to: seen.medianMs }] as const);
  return { kind: 'accepted', known, level: { kind, ...fromTo } };
}

const isFar = (ms: number, usualMs: number): boolean => Math.abs(Math.log(ms / usualMs)) > NEAR;

/** The slowest calls' levels, which need not move as the median does. */
function withTail(profile: Profile, hour: Hour, seen: HourFigures): Profile {
  const by = new Map<FigureName, number>();
  for (const expected of expectedAt(profile, hour)) {
    const { name, unit } = expected?.figure ?? {};
    const ms = name === 'p95Ms' || name === 'p99Ms' ? seen[name] : undefined;
    if (name !== undefined && unit !== undefined && ms !== undefined) by.set(name, levelAt(ms, unit) - expected!.at);
  }
  return mapLevels(profile, (level, { name }) => moved(level, by.get(name) ?? 0));
}

/** Every day before this week is taken to have been as this week is. */
export function acceptDrift({ recent, profile }: Known): Acceptance {
  const drift = profile && driftOf(profile);
  if (profile === undefined || drift === undefined) return { kind: 'nothing-known' };
  const at = levelAt(drift.to, DURATION_UNIT);
  const daily = unpackAll(profile.daily);
  const before = Math.max(0, daily.length - WEEK);
  const settled = daily.map((level, index) => (index < before && level.sureness > 0 ? { ...level, at } : level));
  return {
    kind: 'accepted',
    known: { recent, profile: { ...profile, daily: packLevels(settled) } },
    level: { kind: 'slow-drift', from: drift.from, to: drift.to },
  };
}

const WEEK = 7;
/** Of the median's levels, see `figures.ts`. */
const DURATION_UNIT = 0.1;
