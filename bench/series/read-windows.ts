/** Reads the labelled windows of the benchmark: `{"group/file.csv": [["first time", "last time"], …]}`. */
import { readTimestamp, type SeriesRow } from './read-series';

export type Windows = ReadonlyMap<string, readonly (readonly [from: string, to: string])[]>;

/** The windows by series, or what is wrong with the text. */
export function readWindows(text: string): Windows | string {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return 'is not JSON';
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read)) return 'must be an object of series';
  const windows = new Map<string, [string, string][]>();
  for (const [name, spans] of Object.entries(read)) {
    if (!Array.isArray(spans) || !spans.every(isSpan))
      return `must have a list of [first time, last time] at "${name}"`;
    windows.set(name, spans);
  }
  return windows;
}

/** First and last row of each window, or what is wrong: a window that fits no row would be scored as missed. */
export function windowRows(
  rows: readonly SeriesRow[],
  windows: readonly (readonly [from: string, to: string])[],
): (readonly [first: number, last: number])[] | string {
  const found: (readonly [number, number])[] = [];
  for (const [from, to] of windows) {
    const [first, last] = [from, to].map((text) => rows.findIndex(({ atMs }) => atMs === readTimestamp(text)));
    if (first === undefined || last === undefined || first < 0 || last <= first) {
      return `has no rows at the first and last time of its window ${from} to ${to}; take the windows of the same release`;
    }
    found.push([first, last]);
  }
  return found.toSorted(([one], [other]) => one - other);
}

const isSpan = (span: unknown): span is [string, string] =>
  Array.isArray(span) && span.length === 2 && span.every((text) => typeof text === 'string');
