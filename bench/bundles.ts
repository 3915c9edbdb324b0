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
    return functionNames().map((name) => {
      const outdir = join(folder, name);
      const { startBytes, allBytes } = buildFunction(join('lambda', name, 'handler.ts'), outdir);
      writeFileSync(join(outdir, 'settings.json'), SETTINGS);
      // In turns, so that what disturbs the machine disturbs both.
      const tries = Array.from(
        { length: TRIES },
        () => [importMsOf(join(outdir, 'index.mjs')), importMsOf(empty)] as const,
      );
      const importMs = median(tries.map(([ms]) => ms));
      const emptyMs = median(tries.map(([, ms]) => ms));
      const leastMs = Math.min(...tries.map(([ms]) => ms));
      const leastEmptyMs = Math.min(...tries.map(([, ms]) => ms));
      return { name, startKb: kb(startBytes), allKb: kb(allBytes), importMs, emptyMs, leastMs, leastEmptyMs };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
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
