/** Bundles a function's code at synth and lays the settings beside it. */
import { createHash } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Stack, Stage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { buildSync } from 'esbuild';
import type { RuntimeSettings } from '../core/settings';

/**
 * `entry` is the folder under lambda/ whose handler.ts is the function. Where the CDK wants no bundles (`cdk list`, tests
 * of the template), the sources stand in for it.
 */
export function bundle(scope: Construct, entry: string, settings: RuntimeSettings): Code {
  const handler = join(__dirname, '..', 'lambda', entry, 'handler.ts');
  if (!Stack.of(scope).bundlingRequired) return Code.fromAsset(dirname(handler));

  const json = JSON.stringify(settings, undefined, 1);
  const folder = join(Stage.of(scope)?.outdir ?? 'cdk.out', `bundle-${entry}-${shortHash(json)}`);
  rmSync(folder, { recursive: true, force: true }); // or chunks of an earlier build would be deployed as well
  build(handler, folder);
  writeFileSync(join(folder, 'settings.json'), json);
  return Code.fromAsset(folder);
}

function build(handler: string, outdir: string): void {
  buildSync({
    entryPoints: [{ in: handler, out: 'index' }],
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    // What is imported lazily (the pattern engine, the SDK's ways to credentials on a laptop) is no part of the start.
    splitting: true,
    chunkNames: '[name]-[hash]',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    mainFields: ['module', 'main'],
    minify: true,
    legalComments: 'none',
    // The SDK's few CommonJS parts call require, which an ES module lacks.
    banner: {
      js: "import { createRequire } from 'node:module';const require = createRequire(import.meta.url);",
    },
    logLevel: 'warning',
  });
}

const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8);
