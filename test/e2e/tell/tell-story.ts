/** What happens, in order: deploy, a test alert, one attack from opening to resolve, Slack's bad days, and how soon people hear. */
import { CreateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { SubscribeCommand } from '@aws-sdk/client-sns';
import { join } from 'node:path';
import { awsEnv, type Aws } from '../aws';
import { runCommand } from '../command';
import { bootstrap, deploy, resourcesOf, synth, type Cdk } from '../deploy';
import { readOwnLines } from '../own-lines';
import type { Receiver } from '../receiver';
import { SLACK_SECRET, VIGIL_STACK } from '../stack-names';
import type { Steps } from '../steps';
import { until } from '../until';
import { checkBadDays } from './bad-days';
import { BOT_TOKEN, CHANNEL, type FakeSlack } from './fake-slack';
import { checkHowSoon } from './how-soon';
import { checkOneThread } from './one-thread';

export interface TellWorld {
  readonly steps: Steps;
  readonly aws: Aws;
  readonly cdk: Cdk;
  readonly receiver: Receiver;
  readonly slack: FakeSlack;
}

export async function tellStory(world: TellWorld): Promise<void> {
  const { steps, aws, receiver, slack } = world;
  const sweeper = await putUp(world);
  await checkTestAlert(world);
  await checkOneThread(world, sweeper);
  await checkBadDays(world);
  await checkHowSoon(world);
  steps.check('nobody else was called', receiver.strays.length + slack.strays.length === 0, [
    receiver.strays,
    slack.strays,
  ]);
  const lines = await readOwnLines(aws);
  const leaks = lines.filter((line) => line.includes(BOT_TOKEN) || line.includes('leaked-'));
  steps.check(`no token and no account name in ${lines.length} own log lines`, leaks.length === 0, leaks);
}

async function putUp({ steps: { step }, aws, cdk, receiver }: TellWorld): Promise<string> {
  await step('cdk bootstrap and cdk synth', () => Promise.all([bootstrap(cdk), synth(cdk)]));
  const SecretString = JSON.stringify({ botToken: BOT_TOKEN, channel: CHANNEL });
  await aws.secrets.send(new CreateSecretCommand({ Name: SLACK_SECRET, SecretString }));
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
  return find('AWS::Lambda::Function', /^Sweeper/);
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
