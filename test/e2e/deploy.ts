/** Puts the stacks up with the real `cdk bootstrap` and `cdk deploy`, and takes them down again. */
import {
  DeleteStackCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  type StackResource,
} from '@aws-sdk/client-cloudformation';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ACCOUNT, awsEnv, REGION, type Aws } from './aws';
import { runCommand } from './command';
import { until } from './until';

const ROOT = join(__dirname, '..', '..');

export interface Cdk {
  readonly url: string;
  /** Where the assembly goes. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** @default test/e2e/vigil-app.ts */
  readonly app?: string;
}

/** From a folder without a `cdk.json`, so that no app is synthesized for it. */
export async function bootstrap({ url, folder }: Cdk): Promise<void> {
  await mkdir(folder, { recursive: true });
  await cdk(['bootstrap', `aws://${ACCOUNT}/${REGION}`], folder, awsEnv(url));
}

export async function synth({ folder, env, app: file = 'test/e2e/vigil-app.ts' }: Cdk): Promise<void> {
  const app = `"${process.execPath}" --import tsx ${file}`;
  await cdk(['synth', '--quiet', '--app', app, '--output', join(folder, 'cdk.out')], ROOT, { ...awsEnv(), ...env });
}

export async function deploy({ url, folder }: Cdk): Promise<void> {
  const options = ['--app', join(folder, 'cdk.out'), '--all', '--require-approval', 'never', '--progress', 'events'];
  await cdk(['deploy', ...options], ROOT, awsEnv(url));
}

async function cdk(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<void> {
  const program = join(ROOT, 'node_modules', '.bin', 'cdk');
  await runCommand(program, [...args, '--no-notices', '--no-color'], { cwd, env, withinMs: 120_000 });
}

export async function resourcesOf(aws: Aws, stackName: string): Promise<readonly StackResource[]> {
  return (await aws.stacks.send(new DescribeStackResourcesCommand({ StackName: stackName }))).StackResources ?? [];
}

/** `cdk destroy` does not get on with the emulator: the same by CloudFormation. False where there is no such stack. */
export async function destroy(aws: Aws, stackName: string, withinMs = 60_000): Promise<boolean> {
  const stackId = await aws.stacks.send(new DescribeStacksCommand({ StackName: stackName })).then(
    ({ Stacks }) => Stacks?.[0]?.StackId,
    () => undefined,
  );
  if (stackId === undefined) return false;
  await aws.stacks.send(new DeleteStackCommand({ StackName: stackName }));
  const status = await until(
    `${stackName} to be deleted`,
    withinMs,
    () => statusOf(aws, stackId),
    (seen) => !/IN_PROGRESS/.test(seen),
  );
  if (status !== 'DELETE_COMPLETE') throw new Error(`${stackName} was not deleted: ${status}`);
  return true;
}

async function statusOf(aws: Aws, stackId: string): Promise<string> {
  try {
    const { Stacks } = await aws.stacks.send(new DescribeStacksCommand({ StackName: stackId }));
    return Stacks?.[0]?.StackStatus ?? 'DELETE_COMPLETE';
  } catch (error) {
    if (String(error).includes('does not exist')) return 'DELETE_COMPLETE';
    throw error;
  }
}
