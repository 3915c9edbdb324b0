/** What happens, in order: deploy, a test alert, one attack from opening to resolve, Slack's bad days, and how soon people hear. */
import { CreateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { SubscribeCommand } from '@aws-sdk/client-sns';
import { join } from 'node:path';
import { awsEnv, type Aws } from '../aws';
import { runCommand } from '../command';
import { bootstrap, deploy, resourcesOf, synth, type Cdk } from '../deploy';
import { readOwnLines } from '../own-lines';
import type { Receiver } from '../receiver';
import { SLACK_SECRET, TEAM_SECRET, VIGIL_STACK } from '../stack-names';
import type { Steps } from '../steps';
import { until } from '../until';
import { checkBadDays } from './bad-days';
import { BOT_TOKEN, CHANNEL, TEAM_CHANNEL, type FakeSlack } from './fake-slack';
import { checkHowSoon } from './how-soon';
import { checkOneThread } from './one-thread';
import { checkRedriven } from './redriven';
import { checkRouted } from './routed';
import { silence } from './silenced';

export interface TellWorld {
  readonly steps: Steps;
  readonly aws: Aws;
  readonly cdk: Cdk;
  readonly receiver: Receiver;
  readonly slack: FakeSlack;
}

export async function tellStory(world: TellWorld): Promise<void> {
  const { steps, aws, receiver, slack } = world;
  const { sweeper, table } = await putUp(world);
  await checkTestAlert(world);
  await checkAccountHash(world);
  await checkOneThread(world, sweeper);
  const silenced = await silence(world, table);
  await checkBadDays(world);
  await silenced.check();
  await silenced.end();
  await checkRouted(world);
  await checkRedriven(world);
  await checkHowSoon(world);
  await silenced.checkTold();
  steps.check('nobody else was called', receiver.strays.length + slack.strays.length === 0, [
    receiver.strays,
    slack.strays,
  ]);
  const lines = await readOwnLines(aws);
  const leaks = lines.filter((line) => line.includes(BOT_TOKEN) || line.includes('leaked-'));
  steps.check(`no token and no account name in ${lines.length} own log lines`, leaks.length === 0, leaks);
}

async function putUp({ steps: { step }, aws, cdk, receiver }: TellWorld) {
  await step('cdk bootstrap and cdk synth', () => Promise.all([bootstrap(cdk), synth(cdk)]));
  for (const [Name, channel] of [
    [SLACK_SECRET, CHANNEL],
    [TEAM_SECRET, TEAM_CHANNEL],
  ]) {
    const SecretString = JSON.stringify({ botToken: BOT_TOKEN, channel });
    await aws.secrets.send(new CreateSecretCommand({ Name, SecretString }));
  }
  await step('cdk deploy', () => deploy(cdk));
  const resources = await resourcesOf(aws, VIGIL_STACK);
  const find = (type: string, id: RegExp): string =>
    resources.find(({ ResourceType, LogicalResourceId = '' }) => ResourceType === type && id.test(LogicalResourceId))
      ?.PhysicalResourceId ?? '';
  const topic = find('AWS::SNS::Topic', /./);
  await aws.topics.send(
    new SubscribeCommand({ TopicArn: topic, Protocol: 'http', Endpoint: `${receiver.origin}/sns` }),
  );
  await until(
    'the confirmation',
    10_000,
    async () => receiver.confirmed,
    (confirmed) => confirmed.includes(topic),
  );
  return { sweeper: find('AWS::Lambda::Function', /^Sweeper/), table: find('AWS::DynamoDB::Table', /^Table/) };
}

async function checkTestAlert({ steps, cdk, receiver, slack }: TellWorld): Promise<void> {
  const root = join(__dirname, '..', '..', '..');
  const args = ['dist/vigil.mjs', 'test-alert', '--stack', VIGIL_STACK, '--wait', '60'];
  await runCommand(process.execPath, ['build.mjs'], { withinMs: 60_000, cwd: root });
  const said = await steps.step('vigil test-alert', () =>
    runCommand(process.execPath, args, { withinMs: 90_000, cwd: root, env: awsEnv(cdk.url) }),
  );
  steps.check(
    'it says that e-mail and Slack were told',
    /email: told after.*slack: told after|slack: told after.*email: told after/s.test(said),
    said,
  );
  const isMarked =
    receiver.mails.length === 1 && (receiver.mails[0]?.subject ?? '').startsWith('[Vigil TEST warning] vigil-test');
  steps.check('the e-mail says that it is a test', isMarked, receiver.mails);
  steps.check(
    'Slack says that it is a test',
    JSON.stringify(slack.posts).includes('TEST: vigil-test is slow'),
    slack.posts,
  );
}

async function checkAccountHash({ steps, cdk }: TellWorld): Promise<void> {
  const root = join(__dirname, '..', '..', '..');
  const hash = (name: string): Promise<string> =>
    runCommand(process.execPath, ['dist/vigil.mjs', 'account', 'hash', name, '--stack', VIGIL_STACK], {
      withinMs: 30_000,
      cwd: root,
      env: awsEnv(cdk.url),
    });
  const [one, again, other] = await Promise.all(['ann', 'ann', 'bob'].map(hash));
  steps.check(
    'vigil account hash: the same for one name, another for another',
    /^#[0-9a-f]{8} /.test(one ?? '') && one === again && one !== other,
    [one, again, other],
  );
}
