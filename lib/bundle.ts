/** Bundles a function's code at synth and lays the settings beside it. */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
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
  build(handler, join(folder, 'index.mjs'));
  writeFileSync(join(folder, 'settings.json'), json);
  return Code.fromAsset(folder);
}

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
    // The SDK's few CommonJS parts call require, which an ES module lacks.
    banner: {
      js: "import { createRequire } from 'node:module';const require = createRequire(import.meta.url);",
    },
    logLevel: 'warning',
  });
}

const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8);
