/**
 * Follows a new level of a function's durations until it is adopted: after a day, or after three hours where a new version
 * went out just before it; never in under an hour, and not in the first three days of an open alert.
 */
import { levelAt, figureAt, packLevels, unpackAll } from './packed-levels';
import { figuresOf } from './figures';
import type { Hour } from './hour';
import type { HourSeen } from './learn-hour';
import { nearness } from './learn-level';
import type { Adoption, Candidate, Profile } from './profile';
import { expectedOf, type Expected } from './read-levels';

const HELD_HOURS = 24;
const HELD_HOURS_OF_VERSION = 3;
/** Of the hours through which a level is held, at least a quarter must have had calls. */
const LEAST_SHARE = 0.25;
const MOST_ADOPTIONS = 5;

export function trackShift(profile: Profile, { hour, medianMs, trouble }: HourSeen): Profile {
  const expected = expectedMedian(profile, hour);
  if (medianMs === undefined || expected === undefined) return profile;
  const { candidate, ...settled } = profile;
  const { at, figure } = expected;
  const near = nearness(expected.spread);
  const seenAt = levelAt(medianMs, figure.unit);
  if (Math.abs(seenAt - at) <= near) return settled;
  const held =
    candidate !== undefined && Math.abs(seenAt - levelAt(candidate.medianMs, figure.unit)) <= near
      ? holdOn(candidate, medianMs)
      : { sinceHour: hour, hours: 1, medianMs };
  const why = trouble === 'frozen' ? undefined : whyAdopted(profile, held, hour);
  if (why === undefined) return { ...settled, candidate: held };
  return adopt(profile, { hour, fromMs: figureAt(at, figure.unit), toMs: held.medianMs, why }, trouble !== 'none');
}

function expectedMedian(profile: Profile, hour: Hour): Expected | undefined {
  const place = figuresOf(profile.kind).findIndex(({ name }) => name === 'medianMs');
  return place < 0 ? undefined : expectedOf(profile, hour, place);
}

const holdOn = ({ sinceHour, hours, medianMs }: Candidate, seenMs: number): Candidate => ({
  sinceHour,
  hours: hours + 1,
  medianMs: medianMs * (seenMs / medianMs) ** (1 / (hours + 1)),
});

function whyAdopted({ versions }: Profile, { sinceHour, hours }: Candidate, hour: Hour): Adoption['why'] | undefined {
  const lasts = hour - sinceHour + 1;
  if (hours < lasts * LEAST_SHARE) return undefined;
  if (lasts >= HELD_HOURS) return 'held';
  // The hour in which a version went out may be mostly the old one's.
  const isNew = versions.length > 1 && Math.abs(versions.at(-1)!.sinceHour - sinceHour) <= 1;
  return isNew && hours >= HELD_HOURS_OF_VERSION ? 'version' : undefined;
}

/**
 * Every duration moved to the new level, in all hours of the week alike.
 * @param isTold people know of it: the slow reference moves as well, so that they are not told again that it drifted
 */
export function adopt(profile: Profile, adoption: Adoption, isTold: boolean): Profile {
  const { candidate: _, ...settled } = profile;
  const figures = figuresOf(profile.kind);
  const { unit = 1 } = figures.find(({ name }) => name === 'medianMs') ?? {};
  const move = levelAt(adoption.toMs, unit) - levelAt(adoption.fromMs, unit);
  const moved = (text: string, isMoved: (index: number) => boolean): string =>
    packLevels(
      unpackAll(text).map((level, index) =>
        level.sureness > 0 && isMoved(index) ? { ...level, at: Math.max(0, level.at + move) } : level,
      ),
    );
  const isDuration = (index: number): boolean => figures[index % figures.length]!.isDuration === true;
  return {
    ...settled,
    byHourOfWeek: moved(profile.byHourOfWeek, isDuration),
    byHourOfDay: moved(profile.byHourOfDay, isDuration),
    overall: moved(profile.overall, isDuration),
    ...(isTold && { today: moved(profile.today, () => true), daily: moved(profile.daily, () => true) }),
    adopted: [...profile.adopted.slice(1 - MOST_ADOPTIONS), adoption],
  };
}
