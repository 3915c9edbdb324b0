/** Makes a channel for each way to tell people that the props name, in general or in a route. */
import { ArnFormat, CfnOutput, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { RuntimeSettings } from '../core/settings';
import { AlertTopic } from './alert-topic';
import { Channel } from './channel';
import type { PlannedChannel } from './plan-channels';
import type { StateTable } from './table';

export interface ChannelWorld {
  readonly settings: RuntimeSettings;
  readonly table: StateTable;
}

export interface AddedChannels {
  readonly channels: readonly Channel[];
  /** Gets, as mail and JSON, every alert that no route takes; undefined where there is none. */
  readonly topic: ITopic | undefined;
}

/** What a sender's role and environment are made of. */
type Outlet = Pick<ConstructorParameters<typeof Channel>[2], 'environment' | 'outlet'>;

export function addChannels(scope: Construct, planned: readonly PlannedChannel[], world: ChannelWorld): AddedChannels {
  let alertTopic: ITopic | undefined;
  const channels = planned.map((plan) => {
    const { name, id, medium, routeKey, isForAll } = plan;
    const add = (outlet: Outlet) => ({
      routeKey,
      channel: new Channel(scope, id, { name, medium, ...world, ...outlet }),
    });
    if (plan.outlet !== undefined) return add(toSecret(scope, plan.outlet));
    const topic = topicOf(scope, plan, world);
    if (medium === 'email' && isForAll) alertTopic ??= topic;
    return add(toTopic(topic));
  });
  const general = channels.flatMap(({ routeKey, channel }) => (routeKey === undefined ? [channel] : []));
  for (const { channel } of channels) {
    const others = general.filter((other) => other !== channel);
    // Where nobody is told in general, whoever is told anything hears of it.
    channel.tellTroublesOn(
      others.length > 0 ? others : channels.flatMap((each) => (each.channel === channel ? [] : each.channel)),
    );
  }
  return { channels: channels.map(({ channel }) => channel), topic: alertTopic };
}

/** The logical ids of the channels of no route are as they were before there were routes. */
function topicOf(
  scope: Construct,
  { id, medium, emails = [], topic, routeKey }: PlannedChannel,
  { settings }: ChannelWorld,
): ITopic {
  const end = routeKey === undefined ? '' : `-${routeKey}`;
  if (medium === 'email') {
    const { topic: made } = new AlertTopic(scope, `Alerts${end}`, settings.stack, { emails, ...(topic && { topic }) });
    new CfnOutput(scope, routeKey === undefined ? 'TopicArn' : `Alerts${end}Arn`, { value: made.topicArn });
    return made;
  }
  const words =
    medium === 'ocsf'
      ? { displayName: 'Vigil findings', description: 'For queues and functions' }
      : { displayName: 'Vigil for Amazon Q', description: 'For a chat configuration' };
  const { displayName, description } = words;
  const made = new Topic(scope, `${id}Topic`, { displayName, enforceSSL: true });
  new CfnOutput(scope, `${id}TopicArn`, { value: made.topicArn, description });
  return made;
}

/** For the command line: where each channel's messages wait, and where those lie that it refused. */
export const queuesOf = (channels: readonly Channel[]): string => {
  const [first] = channels;
  const urls = channels.map(({ channelName, queue, deadLetters }) => [
    channelName,
    { queue: queue.queueUrl, deadLetters: deadLetters.queueUrl },
  ]);
  return first === undefined ? '{}' : Stack.of(first).toJsonString(Object.fromEntries(urls));
};

const toTopic = ({ topicArn }: ITopic): Outlet => ({
  environment: { TOPIC_ARN: topicArn },
  outlet: new PolicyStatement({ actions: ['sns:Publish'], resources: [topicArn] }),
});

/** The environment names the secret, never what it holds. */
function toSecret(scope: Construct, { secretName, host }: NonNullable<PlannedChannel['outlet']>): Outlet {
  const resourceName = `${secretName}-??????`; // Secrets Manager ends every ARN with six characters of its own
  const arnFormat = ArnFormat.COLON_RESOURCE_NAME;
  const arn = Stack.of(scope).formatArn({ service: 'secretsmanager', resource: 'secret', resourceName, arnFormat });
  return {
    environment: { SECRET: secretName, ...(host === undefined ? {} : { HOST: host }) },
    outlet: new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [arn] }),
  };
}
