/** Builds a function's code as it is deployed: one entry, and chunks for what is imported lazily. */
import { dirname, join, resolve } from 'node:path';
import { buildSync, type Metafile } from 'esbuild';

const ENTRY = 'index.mjs';

export interface BuiltFunction {
  /** Of the entry and all that it imports at once: what a cold start waits for. */
  readonly startBytes: number;
  readonly allBytes: number;
}

/** @param handler the path of its handler.ts */
export function buildFunction(handler: string, outdir: string): BuiltFunction {
  const adapters = resolve(dirname(handler), '..', '..', 'adapters');
  const { metafile } = buildSync({
    entryPoints: [{ in: handler, out: 'index' }],
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    // What is imported lazily (the pattern engine, the detectors where few calls judge) is no part of the start.
    splitting: true,
    chunkNames: '[name]-[hash]',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    mainFields: ['module', 'main'],
    minify: true,
    legalComments: 'none',
    alias: {
      '@aws-sdk/credential-provider-node': join(adapters, 'environment-credentials.ts'),
      'node:process': join(adapters, 'node-process.ts'),
    },
    // The SDK's few CommonJS parts call require, which an ES module lacks.
    banner: {
      js: "import { createRequire } from 'node:module';const require = createRequire(import.meta.url);",
    },
    metafile: true,
    logLevel: 'warning',
  });
  const { outputs } = metafile;
  const bytesOf = (files: Iterable<string>) => [...files].reduce((sum, file) => sum + (outputs[file]?.bytes ?? 0), 0);
  return { startBytes: bytesOf(startFiles(outputs)), allBytes: bytesOf(Object.keys(outputs)) };
}

function startFiles(outputs: Metafile['outputs']): Set<string> {
  const start = new Set(Object.keys(outputs).filter((file) => file.endsWith(join('/', ENTRY)) || file === ENTRY));
  for (const file of start) {
    for (const { path, kind } of outputs[file]?.imports ?? []) {
      if (kind === 'import-statement' && path in outputs) start.add(path);
    }
  }
  return start;
}
