/** `npm run bench:series -- DIR OUT [--windows FILE]`: scores every series under DIR with the judging core, writes them in the layout of the Numenta Anomaly Benchmark, and tells its score where windows are known. `-- DIR --variations` tells what other settings score. */
import { statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultSurprise } from '../core/detect/surprise/settings';
import { findSeries } from './series/find-series';
import { readFolder, type LabelledRows } from './series/read-folder';
import { scoreRows } from './series/score-rows';
import { tellScores, type NamedSeries } from './series/tell-scores';
import { tellVariations } from './series/tell-variations';
import { writeScores } from './series/write-scores';

const USAGE = 'use: npm run bench:series -- DIR OUT [--windows FILE], or -- DIR --variations [--windows FILE]';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const refuse = (why: string): void => void process.stderr.write(`${why}\n`);

function main(): number {
  const options = readOptions();
  if (typeof options === 'string') {
    refuse(`${options}\n${USAGE}`);
    return 2;
  }
  const { values, positionals } = options;
  const [folder, out] = positionals;
  if (folder === undefined || (out === undefined) !== values.variations || positionals.length > 2) {
    refuse(USAGE);
    return 2;
  }
  const found = findSeries(folder);
  const windows = values.windows ?? found.windows;
  const wrong = wrongIn(folder, found, windows, out);
  if (wrong !== undefined) {
    refuse(wrong);
    return 2;
  }
  const { series, isLabelled, faults } = readFolder({ ...found, windows });
  faults.forEach(refuse);
  if (out !== undefined) {
    const scored = scoreAll(series, out);
    const lines = isLabelled
      ? tellScores(scored)
      : [`no score: ${folder} has no windows.json; name one with --windows`];
    lines.forEach(say);
  } else if (isLabelled) for (const line of tellVariations(series)) say(line);
  else refuse(`variations need windows: ${folder} has no windows.json; name one with --windows`);
  return faults.length === 0 && (isLabelled || out !== undefined) ? 0 : 1;
}

/** What is wrong, in words, where the command line cannot be read. */
function readOptions() {
  try {
    return parseArgs({
      options: { windows: { type: 'string' }, variations: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function wrongIn(
  folder: string,
  { root, names }: { readonly root: string; readonly names: readonly string[] },
  windows: string | undefined,
  out: string | undefined,
): string | undefined {
  if (names.length === 0) return `${folder} has no series: lay them out as DIR/<group>/<file>.csv`;
  if (windows !== undefined && !isFile(windows)) return `--windows: there is no file ${windows}`;
  if (out !== undefined && isFile(out)) return `OUT is a folder that scores are written to; ${out} is a file`;
  const isInside = out !== undefined && !/^\.\.(?:$|[\\/])/.test(relative(resolve(root), resolve(out)));
  return isInside ? `OUT must lie outside ${root}, so that no score is written over a series; got ${out}` : undefined;
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

/** Scores and writes each series, with a line for each; those with windows are handed on. */
function scoreAll(all: readonly LabelledRows[], out: string): NamedSeries[] {
  say(lineOf('series', ['rows', 'no value', 'ms', 'state bytes']));
  let rowsInAll = 0;
  let mostBytes = 0;
  let msInAll = 0;
  const scored = all.flatMap(({ name, rows, windows }) => {
    const beganMs = performance.now();
    const { scores, rowsWithoutValue, stateBytes } = scoreRows(rows, defaultSurprise);
    const ms = performance.now() - beganMs;
    say(lineOf(name, [rows.length, rowsWithoutValue, Math.round(ms), stateBytes]));
    writeScores(join(out, name), rows, scores);
    rowsInAll += rows.length;
    msInAll += ms;
    mostBytes = Math.max(mostBytes, stateBytes);
    return windows === undefined ? [] : [{ name, windows, scores }];
  });
  const seconds = (msInAll / 1000).toFixed(1);
  say(
    `${all.length} series, ${rowsInAll} rows judged in ${seconds} s, one setting; at most ${mostBytes} bytes of state each`,
  );
  return scored;
}

const lineOf = (name: string, figures: readonly (number | string)[]): string =>
  name.padEnd(56) + figures.map((figure) => `${figure}`.padStart(12)).join('');

process.exitCode = main();
