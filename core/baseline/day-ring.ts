/** Keeps the middle of each of the last 40 days, and says how far the last week lies from the week four weeks ago. */
import { figuresOf, type HourFigures } from './figures';
import { dayOf, type Hour } from './hour';
import { figureAt, levelAt, NO_LEVEL, packLevels, unpackAll, type Level } from './packed-levels';
import type { Profile } from './profile';

export interface Drift {
  /** The last week's level as a multiple of that of four weeks ago: 1.27 at 1 % a day. */
  readonly ratio: number;
  /** As much of it as is sure while the days of a week differ as they do: few calls a day make a level of chance. At least 1. */
  readonly sureRatio: number;
  readonly from: number;
  readonly to: number;
}

const DAYS = 40;
const WEEK = 7;
/** The reference is the week around 28 days ago. */
const REFERENCE_ENDS = 25;
/** So many standard errors of the difference are taken for chance. */
const CHANCE_ERRORS = 1.5;
/** Of a median, as a multiple of that of a mean. */
const MEDIAN_ERROR = 1.25;
/** Days of a week that must be known: of fewer, half may be weekend. */
const LEAST_DAYS = 5;

type Ring = Pick<Profile, 'day' | 'days' | 'today' | 'daily'>;

/** The ring after one more hour: a new day closes the one before it. */
export function ringWith({ kind, day, days, today, daily }: Profile, hour: Hour, seen: HourFigures): Ring {
  const { name, unit } = followed(kind);
  const figure = seen[name];
  const level = figure === undefined ? [] : [{ at: levelAt(figure, unit), sureness: 1 }];
  if (dayOf(hour) === day) return { day, days, today: today + packLevels(level), daily };
  const gap = Math.min(DAYS, dayOf(hour) - day - 1);
  const closed = [
    ...unpackAll(daily),
    middleOf(unpackAll(today)) ?? NO_LEVEL,
    ...Array.from({ length: days === 0 ? 0 : gap }, () => NO_LEVEL),
  ];
  return { day: dayOf(hour), days: days + 1, today: packLevels(level), daily: packLevels(closed.slice(-DAYS)) };
}

/** What a slow change is seen by: how long calls take, or how many logins fail. Undefined before five weeks are known. */
export function driftOf(profile: Profile): Drift | undefined {
  if (!drifts.has(profile)) drifts.set(profile, driftIn(profile));
  return drifts.get(profile);
}

/** A profile changes once an hour, and is judged each minute. */
const drifts = new WeakMap<Profile, Drift | undefined>();

function driftIn({ kind, daily }: Profile): Drift | undefined {
  const { unit } = followed(kind);
  const levels = unpackAll(daily);
  const from = middleOf(levels.slice(-REFERENCE_ENDS - WEEK, -REFERENCE_ENDS), LEAST_DAYS);
  const to = middleOf(levels.slice(-WEEK), LEAST_DAYS);
  if (from === undefined || to === undefined) return undefined;
  const [fromFigure, toFigure] = [figureAt(from.at, unit), figureAt(to.at, unit)];
  if (!(fromFigure > 0)) return undefined;
  const ratio = toFigure / fromFigure;
  const chance = Math.exp(CHANCE_ERRORS * errorOf(levels));
  return { ratio, sureRatio: Math.max(1, ratio / chance), from: fromFigure, to: toFigure };
}

/** The standard error of the difference of two weeks' middles, from how much it differs by day: Sundays are held against Sundays. */
function errorOf(levels: readonly Level[]): number {
  const then = levels.length - REFERENCE_ENDS - WEEK;
  const differences = levels.slice(-WEEK).flatMap((level, day) => {
    const same = levels[then + ((day + REFERENCE_ENDS) % WEEK)];
    return same !== undefined && same.sureness > 0 && level.sureness > 0 ? [level.at - same.at] : [];
  });
  const days = differences.length;
  if (days < 2) return Infinity;
  const mean = differences.reduce((sum, each) => sum + each, 0) / days;
  const squares = differences.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  return MEDIAN_ERROR * Math.sqrt(squares / (days - 1) / days);
}

const followed = (kind: Profile['kind']) =>
  figuresOf(kind).find(({ name }) => name === 'medianMs' || name === 'failedLogins')!;

function middleOf(levels: readonly Level[], least = 1): Level | undefined {
  const known = levels.filter(({ sureness }) => sureness > 0).toSorted((one, other) => one.at - other.at);
  if (known.length < least) return undefined;
  const [low, high] = [known[Math.floor((known.length - 1) / 2)]!, known[Math.floor(known.length / 2)]!];
  return { at: (low.at + high.at) / 2, sureness: 1 };
}
