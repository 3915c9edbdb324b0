/** Bundles a function's code at synth and lays the settings beside it. */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Stack, Stage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { RuntimeSettings } from '../core/settings';
import { buildFunction } from './build-function';

/**
 * `entry` is the folder under lambda/ whose handler.ts is the function. Where the CDK wants no bundles (`cdk list`, tests
 * of the template), the sources stand in for it.
 */
export function bundle(scope: Construct, entry: string, settings: RuntimeSettings): Code {
  const handler = join(__dirname, '..', 'lambda', entry, 'handler.ts');
  const built = join(__dirname, 'functions', entry); // in the package, where there are no sources
  const isBuilt = existsSync(built);
  if (!Stack.of(scope).bundlingRequired) return Code.fromAsset(isBuilt ? built : dirname(handler));

  const json = JSON.stringify(settings, undefined, 1);
  const folder = join(Stage.of(scope)?.outdir ?? 'cdk.out', `bundle-${entry}-${shortHash(json)}`);
  rmSync(folder, { recursive: true, force: true }); // or chunks of an earlier build would be deployed as well
  if (isBuilt) cpSync(built, folder, { recursive: true });
  else buildFunction(handler, folder);
  writeFileSync(join(folder, 'settings.json'), json);
  return Code.fromAsset(folder);
}

const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8);
