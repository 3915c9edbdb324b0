/** What is usual for a series in one hour of the week, for people and for detectors. */
import { figureAt } from './packed-levels';
import type { FigureName } from './figures';
import { HOURS_A_WEEK, hourOfWeek, type Hour } from './hour';
import { expectedAt, type RestsOn } from './read-levels';
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
  const known = expectedAt(profile, hour).flatMap((expected) => {
    if (expected === undefined) return [];
    const { figure, at, from, to, restsOn } = expected;
    const spread = Math.max(LEAST_SPREAD, expected.spread);
    const [low, usual, high] = [from - spread, at, to + spread].map((level) =>
      figureAt(Math.max(0, level), figure.unit),
    );
    return [[figure.name, { usual, low, high, restsOn }] as const];
  });
  return Object.fromEntries(known);
}

/** The 168 hours of a week in UTC, Monday from midnight on first: what a chart shows of one figure. */
export function usualWeek(profile: Profile, figure: FigureName): readonly (UsualFigure | undefined)[] {
  const monday = HOURS_A_WEEK - hourOfWeek(0);
  return Array.from({ length: HOURS_A_WEEK }, (_, hour) => usualHour(profile, monday + hour)[figure]);
}
