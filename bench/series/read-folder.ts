/** Reads all series of a folder with their windows; what cannot be read is told, and the others go on. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SeriesFolder } from './find-series';
import { readSeries, type SeriesRow } from './read-series';
import { readWindows, windowRows, type Windows } from './read-windows';

export interface LabelledRows {
  readonly name: string;
  readonly rows: readonly SeriesRow[];
  /** First and last row of each labelled window; undefined where none are known that fit. */
  readonly windows: RowSpans | undefined;
}

type RowSpans = readonly (readonly [first: number, last: number])[];

export interface FolderRead {
  readonly series: readonly LabelledRows[];
  /** Whether windows are known at all: without them nothing can be scored. */
  readonly isLabelled: boolean;
  /** A sentence for each file that is not as it must be. */
  readonly faults: readonly string[];
}

export function readFolder({ root, names, windows }: SeriesFolder): FolderRead {
  const known = windows === undefined ? undefined : readWindows(readFileSync(windows, 'utf8'));
  if (typeof known === 'string') return { series: [], isLabelled: false, faults: [`${windows} ${known}`] };
  const series: LabelledRows[] = [];
  const faults: string[] = [];
  for (const name of names) {
    const path = join(root, name);
    const read = readSeries(readFileSync(path, 'utf8'));
    if (read.kind === 'unreadable') {
      faults.push(`${path}, line ${read.line}, ${read.why}`);
      continue;
    }
    const windowsRead = known === undefined ? undefined : rowsOf(read.rows, known.get(name));
    if (typeof windowsRead === 'string')
      faults.push(`${path} ${windowsRead}; it is written, and left out of the score`);
    series.push({ name, rows: read.rows, windows: typeof windowsRead === 'string' ? undefined : windowsRead });
  }
  return { series, isLabelled: known !== undefined, faults };
}

/** The rows of the windows, or what is wrong with them. */
const rowsOf = (rows: readonly SeriesRow[], windows: ReturnType<Windows['get']>): RowSpans | string =>
  windows === undefined ? 'has no entry among the windows' : windowRows(rows, windows);
