/** Finds the series of a folder laid out as the benchmark's: `<group>/<file>.csv`, or the same under `data/`. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

export interface SeriesFolder {
  readonly root: string;
  /** Paths under `root`, sorted, with `/` on every system. */
  readonly names: readonly string[];
  /** The windows' file, where the folder or the one above its `data` has one. */
  readonly windows: string | undefined;
}

export function findSeries(folder: string): SeriesFolder {
  const root = foldersOf(join(folder, 'data')).length > 0 ? join(folder, 'data') : folder;
  const names = foldersOf(root).flatMap((group) => csvOf(join(root, group)).map((file) => `${group}/${file}`));
  const places = [folder, ...(basename(folder) === 'data' ? [dirname(folder)] : [])];
  const windows = places.map((place) => join(place, 'windows.json')).find((path) => existsSync(path));
  return { root, names: names.toSorted(), windows };
}

const foldersOf = (folder: string): string[] => entriesOf(folder).filter((entry) => isFolder(join(folder, entry)));

const csvOf = (folder: string): string[] => entriesOf(folder).filter((entry) => entry.endsWith('.csv'));

const entriesOf = (folder: string): string[] => (isFolder(folder) ? readdirSync(folder) : []);

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
