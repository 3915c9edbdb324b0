/** Builds what `import { Vigil } from '@vigil-watch/vigil'` loads: the constructs, their types, and the functions' code ready to deploy. */
import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { tsImport } from 'tsx/esm/api';

const root = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? join(root, 'dist');
const { buildFunction } = await tsImport('./lib/build-function.ts', import.meta.url);

const functions = join(out, 'functions');
rmSync(functions, { recursive: true, force: true });
for (const entry of readdirSync(join(root, 'lambda')))
  buildFunction(join(root, 'lambda', entry, 'handler.ts'), join(functions, entry));

await build({
  entryPoints: [join(root, 'index.ts')],
  outfile: join(out, 'index.js'),
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['aws-cdk-lib', 'constructs'], // one copy of each in an app, or the CDK does not know its own constructs
  plugins: [
    {
      name: 'the functions are built already, so that an app needs no esbuild',
      setup: (bundler) => {
        bundler.onResolve({ filter: /^esbuild$/ }, ({ path }) => ({ path, namespace: 'absent' }));
        bundler.onLoad({ filter: /./, namespace: 'absent' }, () => ({
          contents: 'export const buildSync = undefined;',
        }));
      },
    },
  ],
  legalComments: 'none',
  logLevel: 'warning',
});

const types = ['--project', join(root, 'tsconfig.package.json'), '--outDir', join(out, 'types')];
execFileSync(join(root, 'node_modules', '.bin', 'tsc'), types, { stdio: 'inherit' });
