/** Reads from a profile what is expected of an hour: of its hour of week where that is known, else of its hour of day, else of all. */
import { figuresOf, type Figure } from './figures';
import { hourOfDay, hourOfWeek, type Hour } from './hour';
import { unpackLevel } from './packed-levels';
import type { Profile } from './profile';

/** What an expectation rests on. */
export type RestsOn = 'hour of week' | 'hour of day' | 'all hours';

export interface Expected {
  readonly figure: Figure;
  readonly at: number;
  /** From the least to the most that a telling row showed, were it but once. */
  readonly from: number;
  readonly to: number;
  /** By how much an hour usually differs from it, as a logarithm. */
  readonly spread: number;
  readonly restsOn: RestsOn;
}

/** One observation is chance: two that agree are known. */
export const KNOWN_SURENESS = 2;

/** Of every figure, in their order; undefined where nothing is known of it. */
export const expectedAt = (profile: Profile, hour: Hour): (Expected | undefined)[] =>
  figuresOf(profile.kind).map((_, index) => expectedOf(profile, hour, index));

/** Of one figure, by its place. */
export function expectedOf(profile: Profile, hour: Hour, index: number): Expected | undefined {
  const figures = figuresOf(profile.kind);
  let [from, to] = [Infinity, -Infinity];
  for (const { restsOn, textOf, rowOf } of ROWS) {
    const { at, sureness } = unpackLevel(textOf(profile), rowOf(hour) * figures.length + index);
    if (sureness === 0) continue;
    from = Math.min(from, at);
    to = Math.max(to, at);
    if (sureness < KNOWN_SURENESS) continue;
    return { figure: figures[index]!, at, from, to, spread: unpackLevel(profile.spread, index).at, restsOn };
  }
  return undefined;
}

interface Row {
  readonly restsOn: RestsOn;
  readonly textOf: (profile: Profile) => string;
  readonly rowOf: (hour: Hour) => number;
}

/** The levels that bear on an hour, the most telling first. */
const ROWS: readonly Row[] = [
  { restsOn: 'hour of week', textOf: ({ byHourOfWeek }) => byHourOfWeek, rowOf: hourOfWeek },
  { restsOn: 'hour of day', textOf: ({ byHourOfDay }) => byHourOfDay, rowOf: hourOfDay },
  { restsOn: 'all hours', textOf: ({ overall }) => overall, rowOf: () => 0 },
];
