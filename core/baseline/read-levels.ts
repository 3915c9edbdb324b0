/** Reads from a profile what is expected of an hour: of its hour of week where that is known, else of its hour of day, else of all. */
import { figuresOf, type Figure } from './figures';
import { hourOfDay, hourOfWeek, type Hour } from './hour';
import { unpackLevels, type Level } from './packed-levels';
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
export function expectedAt(profile: Profile, hour: Hour): (Expected | undefined)[] {
  const figures = figuresOf(profile.kind);
  const rows = rowsOf(profile, hour);
  const spreads = unpackLevels(profile.spread, 0, figures.length);
  return figures.map((figure, index) => {
    const known = rows.findIndex(({ levels }) => levels[index]!.sureness >= KNOWN_SURENESS);
    if (known < 0) return undefined;
    const seen = rows
      .slice(0, known + 1)
      .flatMap(({ levels }) => (levels[index]!.sureness > 0 ? [levels[index]!.at] : []));
    const { levels, restsOn } = rows[known]!;
    const spread = spreads[index]!.at;
    return { figure, at: levels[index]!.at, from: Math.min(...seen), to: Math.max(...seen), spread, restsOn };
  });
}

/** The levels that bear on an hour, the most telling first. */
function rowsOf(profile: Profile, hour: Hour): { readonly restsOn: RestsOn; readonly levels: readonly Level[] }[] {
  const { length } = figuresOf(profile.kind);
  const row = (text: string, index: number): Level[] => unpackLevels(text, index * length, length);
  return [
    { restsOn: 'hour of week', levels: row(profile.byHourOfWeek, hourOfWeek(hour)) },
    { restsOn: 'hour of day', levels: row(profile.byHourOfDay, hourOfDay(hour)) },
    { restsOn: 'all hours', levels: row(profile.overall, 0) },
  ];
}
