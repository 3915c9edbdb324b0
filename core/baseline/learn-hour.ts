/** Learns one closed hour into the profile: the levels of its hour of week, its hour of day and all, the day's ring, and shifts. */
import { ringWith } from './day-ring';
import { figuresOf, type HourFigures } from './figures';
import { hourOfDay, hourOfWeek, type Hour } from './hour';
import { learnLevel, learnOverall, nearness } from './learn-level';
import { levelAt, replaceLevels, unpackLevels, type Level } from './packed-levels';
import type { Profile } from './profile';
import { expectedAt, KNOWN_SURENESS } from './read-levels';
import { trackShift } from './shift';

/**
 * `frozen`: an alert is open, and nothing is learned. `thawing`: it has been open for three days, and a level that held may be
 * adopted; single minutes are not learned yet, or they would let the alert end as if all were well. `thawed`: they are.
 */
export type Trouble = 'none' | 'frozen' | 'thawing' | 'thawed';

export interface HourSeen {
  readonly hour: Hour;
  /** Of the minutes that are learned; undefined where none is. */
  readonly figures: HourFigures | undefined;
  /** The median of all minutes, those of a trouble too: what a new level is seen by. */
  readonly medianMs: number | undefined;
  /** The published version that ran most. */
  readonly version: string | undefined;
  readonly trouble: Trouble;
}

/** Hours must come in order: one that was learned, or lies before one that was, changes nothing. `rev` is left alone. */
export function learnHour(profile: Profile, seen: HourSeen): Profile {
  if (seen.hour <= profile.learnedTo) return profile;
  const known = { ...profile, learnedTo: seen.hour, versions: versionsWith(profile, seen) };
  const shifted = trackShift(known, seen);
  return seen.figures === undefined ? shifted : learnFigures(shifted, seen.hour, seen.figures);
}

const MOST_VERSIONS = 4;

function versionsWith({ versions }: Profile, { version, hour }: HourSeen): Profile['versions'] {
  if (version === undefined || versions.at(-1)?.version === version) return versions;
  return [...versions.slice(1 - MOST_VERSIONS), { version, sinceHour: hour }];
}

function learnFigures(profile: Profile, hour: Hour, seen: HourFigures): Profile {
  const figures = figuresOf(profile.kind);
  const { length } = figures;
  const expected = expectedAt(profile, hour);
  const rows = {
    byHourOfWeek: unpackLevels(profile.byHourOfWeek, hourOfWeek(hour) * length, length),
    byHourOfDay: unpackLevels(profile.byHourOfDay, hourOfDay(hour) * length, length),
    overall: unpackLevels(profile.overall, 0, length),
    spread: unpackLevels(profile.spread, 0, length),
  };
  const next = figures.map(({ name, unit }, index): Record<keyof typeof rows, Level> => {
    const [ofWeek, ofDay, ofAll] = [rows.byHourOfWeek[index]!, rows.byHourOfDay[index]!, rows.overall[index]!];
    const spread = rows.spread[index]!;
    const figure = seen[name];
    if (figure === undefined) return { byHourOfWeek: ofWeek, byHourOfDay: ofDay, overall: ofAll, spread };
    const at = levelAt(figure, unit);
    const near = nearness(spread.at);
    const ofAllAt = ofAll.sureness >= KNOWN_SURENESS ? ofAll.at : undefined;
    const ofDayAt = ofDay.sureness >= KNOWN_SURENESS ? ofDay.at : ofAllAt;
    return {
      byHourOfWeek: learnLevel(ofWeek, at, near, ofDayAt),
      byHourOfDay: learnLevel(ofDay, at, near, ofAllAt),
      overall: learnOverall(ofAll, at, near),
      spread: spreadWith(spread, expected[index]?.at, at, near, profile.hours),
    };
  });
  const column = (row: keyof typeof rows): Level[] => next.map((levels) => levels[row]);
  return {
    ...profile,
    hours: profile.hours + 1,
    ...ringWith(profile, hour, seen),
    byHourOfWeek: replaceLevels(profile.byHourOfWeek, hourOfWeek(hour) * length, column('byHourOfWeek')),
    byHourOfDay: replaceLevels(profile.byHourOfDay, hourOfDay(hour) * length, column('byHourOfDay')),
    overall: replaceLevels(profile.overall, 0, column('overall')),
    spread: replaceLevels(profile.spread, 0, column('spread')),
  };
}

/** The spread is the middle of the differences: it grows by a step when one is larger, shrinks by one when it is smaller. */
const SPREAD_STEP = 0.02;
/** Once three days are known, what lies far off hardly widens it: or a new level would soon look like noise. */
const FAR_SPREAD_STEP = 0.001;
const WIDENING_HOURS = 72;

function spreadWith(spread: Level, expected: number | undefined, seen: number, near: number, hours: number): Level {
  if (expected === undefined) return spread;
  const difference = Math.abs(seen - expected);
  const step = difference > near && hours >= WIDENING_HOURS ? FAR_SPREAD_STEP : SPREAD_STEP;
  return { at: Math.max(0, spread.at + Math.max(-step, Math.min(step, difference - spread.at))), sureness: 1 };
}
