/** Builds a function's code as it is deployed: one entry, and chunks for what is imported lazily. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { buildSync, type BuildOptions } from 'esbuild';
import { joinStart } from './join-start';

export interface BuiltFunction {
  /** Of the entry and all that it imports at once: what a cold start waits for. */
  readonly startBytes: number;
  readonly allBytes: number;
}

/** As it is deployed. */
const HOW: BuildOptions = {
  platform: 'node',
  format: 'esm',
  target: 'node20',
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
};

// The SDK's few CommonJS parts call require, which an ES module lacks.
const BANNER = "import { createRequire } from 'node:module';const require = createRequire(import.meta.url);";

/** @param handler the path of its handler.ts */
export function buildFunction(handler: string, outdir: string): BuiltFunction {
  const adapters = resolve(dirname(handler), '..', '..', 'adapters');
  const parts = mkdtempSync(join(tmpdir(), 'vigil-parts-'));
  try {
    const { metafile } = buildSync({
      ...HOW,
      entryPoints: [{ in: handler, out: 'index' }],
      outdir: parts,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      // What is imported lazily (the pattern engine, the detectors where few calls judge) is no part of the start.
      splitting: true,
      chunkNames: '[name]-[hash]',
      mainFields: ['module', 'main'],
      alias: {
        '@aws-sdk/credential-provider-node': join(adapters, 'environment-credentials.ts'),
        '@aws-sdk/middleware-endpoint-discovery': join(adapters, 'no-endpoint-discovery.ts'),
        'node:process': join(adapters, 'node-process.ts'),
      },
      metafile: true,
    });
    return joinStart(metafile.outputs, parts, outdir, { ...HOW, banner: { js: BANNER } });
  } finally {
    rmSync(parts, { recursive: true });
  }
}
