/** Reads a series from CSV `timestamp,value`, every text kept as it came; what is wrong is told with its line and the cure. */
export interface SeriesRow {
  readonly timestamp: string;
  readonly valueText: string;
  readonly atMs: number;
  /** NaN where the row has no value. */
  readonly value: number;
}

export type SeriesRead =
  | { readonly kind: 'series'; readonly rows: readonly SeriesRow[] }
  | { readonly kind: 'unreadable'; readonly line: number; readonly why: string };

const HEADER = 'timestamp,value';
const TIMESTAMP = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)?$/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
/** How a missing value is written; such a row is scored 0 and teaches nothing. */
const NO_VALUE = new Set(['', 'nan', 'na', 'null']);
const MOST_SHOWN = 40;

export function readSeries(text: string): SeriesRead {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  while (lines.at(-1) === '') lines.pop();
  if (lines[0] === undefined) return unreadable(0, `is empty; the first line must be "${HEADER}"`);
  if (lines[0].trim() !== HEADER) return unreadable(0, `must be the header "${HEADER}", got ${shown(lines[0])}`);
  const rows: SeriesRow[] = [];
  for (const [index, line] of lines.entries()) {
    if (index === 0) continue;
    const row = readRow(line);
    if (typeof row === 'string') return unreadable(index, row);
    rows.push(row);
  }
  return { kind: 'series', rows };
}

const unreadable = (index: number, why: string): SeriesRead => ({ kind: 'unreadable', line: index + 1, why });

/** Milliseconds of `2014-04-01 00:05:00`, read as UTC where no zone is given; NaN for what is no time. */
export function readTimestamp(text: string): number {
  if (!TIMESTAMP.test(text)) return Number.NaN;
  const iso = text.replace(' ', 'T');
  return Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(iso) ? iso : `${iso}Z`);
}

/** The row, or what is wrong with it. */
function readRow(line: string): SeriesRow | string {
  const [timestamp = '', valueText, ...rest] = line.split(',');
  if (valueText === undefined || rest.length > 0) {
    return `must have two fields, timestamp and value, got ${shown(line)}; quote nothing and use no comma in numbers`;
  }
  const atMs = readTimestamp(timestamp.trim());
  if (Number.isNaN(atMs)) return `must begin with a time such as 2014-04-01 00:05:00, got ${shown(timestamp)}`;
  const trimmed = valueText.trim();
  if (NO_VALUE.has(trimmed.toLowerCase())) return { timestamp, valueText, atMs, value: Number.NaN };
  const value = NUMBER.test(trimmed) ? Number(trimmed) : Number.NaN;
  if (Number.isFinite(value)) return { timestamp, valueText, atMs, value };
  return `must have a finite number as value, got ${shown(valueText)}; leave the field empty where there is none`;
}

const shown = (text: string): string =>
  JSON.stringify(text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text);
