/** Deploys the sample app and Vigil, and subscribes the receiver to the topic. */
import { CreateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { SubscribeCommand } from '@aws-sdk/client-sns';
import type { Aws } from './aws';
import { bootstrap, deploy, resourcesOf, synth, type Cdk } from './deploy';
import { listFilters } from './filters';
import { WEBHOOK_PATH, type Receiver } from './receiver';
import { SLACK_SECRET, VIGIL_STACK } from './stack-names';
import type { Steps } from './steps';
import { until } from './until';

export interface Deployed {
  readonly analyzer: string;
  readonly sweeper: string;
  readonly table: string;
  readonly topic: string;
}

export async function putUp({ step, check }: Steps, aws: Aws, cdk: Cdk, receiver: Receiver): Promise<Deployed> {
  await step('cdk bootstrap and cdk synth', () => Promise.all([bootstrap(cdk), synth(cdk)]));
  const secret = { Name: SLACK_SECRET, SecretString: JSON.stringify({ webhookUrl: receiver.origin + WEBHOOK_PATH }) };
  await aws.secrets.send(new CreateSecretCommand(secret));
  await step('cdk deploy of the sample app and of Vigil', () => deploy(cdk));
  const deployed = await findDeployed(aws);
  await step("the topic's HTTP subscription confirmed", async () => {
    const subscription = { TopicArn: deployed.topic, Protocol: 'http', Endpoint: `${receiver.origin}/sns` };
    await aws.topics.send(new SubscribeCommand(subscription));
    await until(
      'the confirmation',
      10_000,
      async () => receiver.confirmed,
      (confirmed) => confirmed.includes(deployed.topic),
    );
  });
  const filters = await listFilters(aws);
  const areOurs = filters.length === 2 && filters.every((filter) => filter.endsWith(`→ ${deployed.analyzer}`));
  check('each watched log group has our filter, given by name or as a function', areOurs, filters);
  return deployed;
}

async function findDeployed(aws: Aws): Promise<Deployed> {
  const resources = await resourcesOf(aws, VIGIL_STACK);
  const find = (type: string, logicalId: RegExp): string => {
    const found = resources.filter(
      ({ ResourceType, LogicalResourceId = '' }) => ResourceType === type && logicalId.test(LogicalResourceId),
    );
    const [resource] = found;
    if (found.length !== 1 || resource?.PhysicalResourceId === undefined) {
      throw new Error(`${VIGIL_STACK} has ${found.length} resources ${type} like ${String(logicalId)}, not one`);
    }
    return resource.PhysicalResourceId;
  };
  return {
    analyzer: find('AWS::Lambda::Function', /^Analyzer/),
    sweeper: find('AWS::Lambda::Function', /^Sweeper/),
    table: find('AWS::DynamoDB::Table', /./),
    topic: find('AWS::SNS::Topic', /./),
  };
}
