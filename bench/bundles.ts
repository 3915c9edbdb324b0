/** Measures each function as it is deployed: the size of its bundle, and how long a fresh process takes to import it. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSync } from 'esbuild';
import { median } from './paired';

export interface BundleFigure {
  readonly name: string;
  readonly kb: number;
  readonly importMs: number;
  readonly emptyMs: number;
}

const TRIES = 9;

/** Built as lib/bundle.ts builds them. */
export async function measureBundles(): Promise<BundleFigure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'vigil-bench-'));
  try {
    const empty = join(folder, 'empty.mjs');
    writeFileSync(empty, 'export async function handler() {}\n');
    writeFileSync(join(folder, 'settings.json'), '{"rules":{},"ownLogGroups":[]}');
    return functionNames().map((name) => {
      const outfile = join(folder, `${name}.mjs`);
      build(join('lambda', name, 'handler.ts'), outfile);
      const importMs = median(Array.from({ length: TRIES }, () => importMsOf(outfile)));
      const emptyMs = median(Array.from({ length: TRIES }, () => importMsOf(empty)));
      return { name, kb: Math.round(statSync(outfile).size / 1024), importMs, emptyMs };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const functionNames = (): string[] =>
  readdirSync('lambda').filter((name) => statSync(join('lambda', name, 'handler.ts'), { throwIfNoEntry: false }));

function build(handler: string, outfile: string): void {
  buildSync({
    entryPoints: [handler],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    mainFields: ['module', 'main'],
    minify: true,
    legalComments: 'none',
    banner: { js: "import { createRequire } from 'node:module';const require = createRequire(import.meta.url);" },
    logLevel: 'error',
  });
}

/** The handlers read their settings and make their clients on import, as at a cold start; none of them calls out. */
function importMsOf(file: string): number {
  const code = `const at = performance.now(); await import(${JSON.stringify(pathToFileURL(file).href)}).catch(() => {}); console.log(performance.now() - at);`;
  const env = { ...process.env, AWS_REGION: 'eu-west-1' };
  return Number(
    execFileSync(process.execPath, ['--input-type=module', '-e', code], {
      encoding: 'utf8',
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  );
}
