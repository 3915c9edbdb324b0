/** Draws the hours of a week as shades, for a terminal of 80 columns, with or without colour. */
import type { UsualFigure } from '../../core/baseline/usual-by-hour';

export interface ChartWords {
  readonly title: string;
  readonly figureOf: (value: number) => string;
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const HOURS = 24;
const SHADES = ['··', '░░', '▒▒', '▓▓', '██'] as const;
const UNKNOWN = '  ';

/** @param week 168 hours, Monday midnight to one first */
export function renderHeat(week: readonly (UsualFigure | undefined)[], { title, figureOf }: ChartWords): string {
  const known = week.flatMap((hour) => hour?.usual ?? []);
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const shadeOf = (value: number): number =>
    most > least ? Math.min(SHADES.length - 1, Math.floor(((value - least) / (most - least)) * SHADES.length)) : 2;
  const head = `     ${Array.from({ length: HOURS / 3 }, (_, index) =>
    String(index * 3)
      .padStart(2, '0')
      .padEnd(9),
  ).join('')}`;
  const rows = DAYS.map((day, at) => {
    const hours = week.slice(at * HOURS, (at + 1) * HOURS);
    const cells = hours.map((hour) => (hour === undefined ? UNKNOWN : SHADES[shadeOf(hour.usual)]!));
    return `${day}  ${cells.join(' ')}`;
  });
  const borders = SHADES.map((shade, index) => {
    const from = least + ((most - least) * index) / SHADES.length;
    return most > least ? `${shade} from ${figureOf(from)}` : '';
  });
  const legend = most > least ? borders.join('  ') : `${SHADES[2]} ${figureOf(least)} all week`;
  const own = week.filter((hour) => hour?.restsOn === 'hour of week').length;
  const rests =
    own < week.length ? `${own} of ${week.length} hours are known by themselves, the others by hour of day` : '';
  const lines = [title, head.trimEnd(), ...rows.map((row) => row.trimEnd()), legend, rests].filter(
    (line) => line !== '',
  );
  return known.length === 0 ? `${title}\n(no hour is known yet)` : lines.join('\n');
}
