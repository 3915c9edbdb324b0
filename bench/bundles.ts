/** Measures each function as it is deployed: the size of its bundle, and the CPU time in which a fresh process imports it. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildFunction } from '../lib/build-function';
import { defaultRules } from '../core/detect/rules';
import { median } from './paired';

export interface BundleFigure {
  readonly name: string;
  /** What a cold start loads, and with what is loaded lazily. */
  readonly startKb: number;
  readonly allKb: number;
  readonly importMs: number;
  readonly emptyMs: number;
  /** Of all tries the least, for what else runs on the machine only ever adds. */
  readonly leastMs: number;
  readonly leastEmptyMs: number;
}

const TRIES = 15;
const SETTINGS = JSON.stringify({
  version: 1,
  stack: 'Vigil',
  ownLogGroups: [],
  filterName: 'vigil-Vigil',
  logGroups: [],
  rules: defaultRules,
  logins: {},
});

export async function measureBundles(): Promise<BundleFigure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'vigil-bench-'));
  try {
    const empty = join(folder, 'empty.mjs');
    writeFileSync(empty, 'export async function handler() {}\n');
    const built = functionNames().map((name) => {
      const outdir = join(folder, name);
      const bytes = buildFunction(join('lambda', name, 'handler.ts'), outdir);
      writeFileSync(join(outdir, 'settings.json'), SETTINGS);
      return { name, ...bytes, file: join(outdir, 'index.mjs') };
    });
    const [ofEmpty = [], ...tries] = importsOf([empty, ...built.map(({ file }) => file)]);
    return built.map(({ name, startBytes, allBytes }, index) => ({
      name,
      startKb: kb(startBytes),
      allKb: kb(allBytes),
      importMs: median(tries[index] ?? []),
      emptyMs: median(ofEmpty),
      leastMs: Math.min(...(tries[index] ?? [])),
      leastEmptyMs: Math.min(...ofEmpty),
    }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Of each file the CPU ms of each try. In turns, so that what disturbs the machine disturbs all; the first round warms it up. */
function importsOf(files: readonly string[]): readonly (readonly number[])[] {
  const rounds = Array.from({ length: 1 + TRIES }, () => files.map(importMsOf)).slice(1);
  return files.map((_, index) => rounds.map((round) => round[index] ?? Number.NaN));
}

const kb = (bytes: number): number => Math.round(bytes / 1024);

const functionNames = (): string[] =>
  readdirSync('lambda').filter((name) => statSync(join('lambda', name, 'handler.ts'), { throwIfNoEntry: false }));

/** The handlers read their settings and make their clients on import, as at a cold start; none of them calls out. */
function importMsOf(file: string): number {
  const code = `const before = process.cpuUsage(); await import(${JSON.stringify(pathToFileURL(file).href)}).catch(() => {}); const { user, system } = process.cpuUsage(before); console.log((user + system) / 1000);`;
  // The functions run on a newer Node than may run this, and of that one the SDK does not warn.
  const env = { ...process.env, AWS_REGION: 'eu-west-1', AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };
  return Number(
    execFileSync(process.execPath, ['--input-type=module', '-e', code], {
      encoding: 'utf8',
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  );
}
