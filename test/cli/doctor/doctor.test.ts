/** Runs the doctor on what a real synth wrote, as its user sees it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import type { Account } from '../../../cli/doctor/account';
import { readPlan } from '../../../cli/doctor/plan';
import { runDoctor } from '../../../cli/doctor';
import { VigilStack } from '../../../lib/vigil-stack';
import { captureTerminal } from '../capture-terminal';

const folder = mkdtempSync(join(tmpdir(), 'vigil-doctor-'));
afterAll(() => rmSync(folder, { recursive: true }));

beforeAll(() => {
  const app = new App({ outdir: folder, builtinCloudFormationValidation: false });
  for (const stackName of ['Vigil', 'Other'])
    new VigilStack(app, stackName, {
      logGroups: [`/aws/lambda/of-${stackName}`],
      alerts: { emails: ['ann@shop.test'], slack: { secretName: 'vigil/slack' } },
    });
  app.synth();
}, 120_000);

const account: Account = {
  region: () => Promise.resolve('eu-central-1'),
  clockAheadMs: () => 0,
  concurrency: () => Promise.resolve({ limit: 10, unreserved: 10 }),
  bootstrapVersion: () => Promise.resolve(undefined),
  stack: () => Promise.resolve(undefined),
  filters: () => Promise.resolve([]),
  accountPolicies: () => Promise.resolve([]),
  secret: () => Promise.resolve(undefined),
  subscriptions: () => Promise.resolve([]),
};

it('reads from the assembly what the stack will ask for, of the right stack', async () => {
  expect(await readPlan(folder, 'Other')).toEqual({
    stack: 'Other',
    logGroups: ['/aws/lambda/of-Other'],
    filterName: 'vigil-Other',
    reserved: 20,
    secrets: ['vigil/slack'],
    emails: ['ann@shop.test'],
    isAccountWide: false,
  });
});

it('prints a table with the cures, and ends with 1 where something must be mended', async () => {
  const terminal = captureTerminal();
  expect(await runDoctor({ app: folder, stack: 'Vigil' }, terminal, account)).toBe(1);
  const said = terminal.outs.join('\n');
  expect(said).toMatch(/^ok {4}credentials {9}AWS answers in eu-central-1$/m);
  expect(said).toMatch(/^fail {2}bootstrap {11}the CDK was never bootstrapped here$/m);
  expect(said).toMatch(/^ +→ npx cdk bootstrap/m);
  expect(said).toMatch(/4 ok, 0 to look at, 3 to mend first$/m);
});

it('prints one JSON list for scripts, and ends with 0 where all is well', async () => {
  const terminal = captureTerminal();
  const well: Account = {
    ...account,
    concurrency: () => Promise.resolve({ limit: 1000, unreserved: 1000 }),
    bootstrapVersion: () => Promise.resolve(30),
    secret: () => Promise.resolve('{"webhookUrl":"x"}'),
  };
  expect(await runDoctor({ app: folder, stack: 'Vigil', json: true }, terminal, well)).toBe(0);
  expect(JSON.parse(terminal.outs.join('\n'))).toContainEqual({
    check: 'stack Vigil',
    state: 'ok',
    said: 'is not deployed yet',
  });
});

it.each([
  ['a folder that is not there', 'nowhere', 'Vigil', 'run npx cdk synth first'],
  ['a stack that is not in it', folder, 'Vigli', 'has no stack "Vigli"'],
])('says what is wrong with %s', async (_, app, stack, words) => {
  await expect(runDoctor({ app, stack }, captureTerminal(), account)).rejects.toThrow(words);
});
