/** What is usual for a series in one hour of the week, for people and for detectors. */
import { figureAt } from './packed-levels';
import { figuresOf, type FigureName } from './figures';
import { HOURS_A_WEEK, hourOfWeek, type Hour } from './hour';
import { expectedAt, expectedOf, type Expected, type RestsOn } from './read-levels';
import type { Profile } from './profile';

export interface UsualFigure {
  readonly usual: number;
  /**
   * Between these lie about half the hours; at least 5 % off, for nothing is known better. While what its hour of the week
   * showed is not certain, that lies between them as well.
   */
  readonly low: number;
  readonly high: number;
  readonly restsOn: RestsOn;
}

export type UsualHour = { readonly [Name in FigureName]?: UsualFigure };

/** 5 %: the histogram's own error. */
const LEAST_SPREAD = 0.05;

/** Every figure that is known; none before two hours agreed. */
export function usualHour(profile: Profile, hour: Hour): UsualHour {
  const known: { [Name in FigureName]?: UsualFigure } = {};
  for (const expected of expectedAt(profile, hour))
    if (expected !== undefined) known[expected.figure.name] = usualOf(expected);
  return known;
}

/** One figure of it. */
export function usualFigure(profile: Profile, hour: Hour, name: FigureName): UsualFigure | undefined {
  const place = figuresOf(profile.kind).findIndex((figure) => figure.name === name);
  const expected = place < 0 ? undefined : expectedOf(profile, hour, place);
  return expected && usualOf(expected);
}

function usualOf({ figure: { unit }, at, from, to, spread, restsOn }: Expected): UsualFigure {
  const off = Math.max(LEAST_SPREAD, spread);
  const figure = (level: number): number => figureAt(Math.max(0, level), unit);
  return { usual: figure(at), low: figure(from - off), high: figure(to + off), restsOn };
}

/** The 168 hours of a week in UTC, Monday from midnight on first: what a chart shows of one figure. */
export function usualWeek(profile: Profile, figure: FigureName): readonly (UsualFigure | undefined)[] {
  const monday = HOURS_A_WEEK - hourOfWeek(0);
  return Array.from({ length: HOURS_A_WEEK }, (_, hour) => usualFigure(profile, monday + hour, figure));
}
