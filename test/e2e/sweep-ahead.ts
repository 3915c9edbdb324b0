/** Runs the deployed sweeper's own bundle against the deployed table, with its clock put ahead: an alert resolves in minutes and an hour is learned after hours, we have seconds. */
import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { awsEnv, type Aws } from './aws';
import { runCommand } from './command';
import type { Cdk } from './deploy';

/** The handler is called once; all else in its process keeps the time that it was given. */
const PROBE = `
const aheadMs = Number(process.env.AHEAD_MS);
const realNow = Date.now.bind(Date);
Date.now = () => realNow() + aheadMs;
const { handler } = await import(process.env.BUNDLE);
await handler({}, { getRemainingTimeInMillis: () => 60_000 });
`;

export async function sweepAhead(aws: Aws, { url, folder }: Cdk, sweeper: string, aheadMs: number): Promise<void> {
  const { Environment } = await aws.functions.send(new GetFunctionConfigurationCommand({ FunctionName: sweeper }));
  const assembly = join(folder, 'cdk.out');
  const madeMs = (name: string): number => statSync(join(assembly, name)).mtimeMs;
  const bundles = readdirSync(assembly).filter((name) => name.startsWith('bundle-sweeper-'));
  const [bundle] = bundles.toSorted((one, other) => madeMs(other) - madeMs(one));
  if (bundle === undefined) throw new Error(`${assembly} has no bundle of the sweeper`);
  const cwd = join(assembly, bundle);
  await runCommand(process.execPath, ['--input-type=module', '-e', PROBE], {
    withinMs: 60_000,
    cwd,
    env: {
      ...awsEnv(url),
      ...Environment?.Variables,
      LAMBDA_TASK_ROOT: cwd,
      BUNDLE: join(cwd, 'index.mjs'),
      AHEAD_MS: String(aheadMs),
    },
  });
}
