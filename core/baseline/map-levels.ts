/** Changes the levels of every hour of the week, of the day and of all alike, hour by hour. */
import { figuresOf, type Figure, type FigureName } from './figures';
import { figureAt, levelAt, packLevels, unpackAll, type Level } from './packed-levels';
import type { Profile } from './profile';

/** The level of a figure after the change; `others` are those of the same hour. */
export type ChangeLevel = (level: Level, figure: Figure, others: (name: FigureName) => Level | undefined) => Level;

/** A level that nothing was seen of stays so. */
export function mapLevels(profile: Profile, change: ChangeLevel): Profile {
  const figures = figuresOf(profile.kind);
  const changed = (text: string): string => {
    const levels = unpackAll(text);
    const others = (first: number) => (name: FigureName) =>
      levels[first + figures.findIndex((each) => each.name === name)];
    return packLevels(
      levels.map((level, index) => {
        const at = index % figures.length;
        return level.sureness === 0 ? level : change(level, figures[at]!, others(index - at));
      }),
    );
  };
  return {
    ...profile,
    byHourOfWeek: changed(profile.byHourOfWeek),
    byHourOfDay: changed(profile.byHourOfDay),
    overall: changed(profile.overall),
  };
}

/** `times` as much of the figure: nothing stays nothing. */
export const scaled = (level: Level, { unit }: Figure, times: number): Level => ({
  ...level,
  at: levelAt(figureAt(level.at, unit) * times, unit),
});

/** Farther by this difference of logarithms. */
export const moved = (level: Level, by: number): Level => ({ ...level, at: Math.max(0, level.at + by) });
