/** Builds every function for real, as `cdk deploy` does, and looks at what would be sent to AWS. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { readRuntimeSettings } from '../../core/settings';
import { VigilStack } from '../../lib/vigil-stack';
import { makeApp } from './made-stack';

const app = makeApp('with bundles');
const late = new LogGroup(new Stack(app, 'User'), 'Late');
new VigilStack(app, 'Vigil', {
  logGroups: ['/aws/lambda/login', late],
  alerts: { emails: ['ann@example.com'], slack: { secretName: 'vigil/slack' } },
});
const { directory } = app.synth();
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const bundles = readdirSync(directory)
  .filter((name) => name.startsWith('asset.'))
  .map((name) => join(directory, name));
const settingsOf = (bundle: string) => readFileSync(join(bundle, 'settings.json'), 'utf8');
const ofVigil = bundles.filter((bundle) => settingsOf(bundle).includes('"stack": "Vigil"'));

it('makes six bundles, however many channels there are', () => {
  expect(ofVigil).toHaveLength(6);
});

it.each(ofVigil.map((bundle) => [bundle.slice(directory.length + 7, directory.length + 15), bundle]))(
  'bundle %s carries settings that can be read, and nothing unresolved',
  (_, bundle) => {
    const settings = settingsOf(bundle);
    expect(settings).not.toContain('${Token[');
    expect(readRuntimeSettings(JSON.parse(settings))).toMatchObject({
      logGroups: ['/aws/lambda/login'],
      stack: 'Vigil',
    });
    expect(readFileSync(join(bundle, 'index.mjs'), 'utf8')).not.toContain('${Token[');
  },
);

it.each(ofVigil.map((bundle) => [bundle.slice(directory.length + 7, directory.length + 15), bundle]))(
  'bundle %s is small, and loads on its own with the environment that the stack gives it',
  (_, bundle) => {
    // The redriver alone holds the client of S3, and nobody waits for it to start.
    const isRedriver = readFileSync(join(bundle, 'index.mjs'), 'utf8').includes('set-aside/');
    expect(statSync(join(bundle, 'index.mjs')).size).toBeLessThan(isRedriver ? 600_000 : 500_000);
    const probe = "import('./index.mjs').then(({ handler }) => console.log(typeof handler))";
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', probe], {
      cwd: bundle,
      encoding: 'utf8',
      env: { AWS_REGION: 'eu-central-1', TABLE: 't', CHANNEL: 'email', TOPIC_ARN: 'arn', QUEUES: '{}', ACCOUNT: '1' },
    });
    expect({ said: run.stdout.trim(), failed: run.status }).toEqual({ said: 'function', failed: 0 });
  },
);

it('tells the deployment, and it alone, of names that synth does not know', () => {
  const template = readFileSync(join(directory, 'Vigil.template.json'), 'utf8');
  const parameter = Object.values<{ Type: string; Properties: Record<string, unknown> }>(
    JSON.parse(template).Resources,
  ).find(({ Type }) => Type === 'AWS::SSM::Parameter');
  expect(JSON.stringify(parameter?.Properties['Value'])).toMatch(/"Fn::\w+":.*Late/);
});
