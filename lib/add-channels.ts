/** Makes a channel for each way to tell people that the props name. */
import { ArnFormat, CfnOutput, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { RuntimeSettings } from '../core/settings';
import { AlertTopic } from './alert-topic';
import { Channel, type Medium } from './channel';
import type { StateTable } from './table';
import type { AlertProps } from './alert-props';

export interface ChannelWorld {
  readonly settings: RuntimeSettings;
  readonly table: StateTable;
}

export interface AddedChannels {
  readonly channels: readonly Channel[];
  /** Gets every alert as mail and JSON; undefined where there is none. */
  readonly topic: ITopic | undefined;
}

/** What a sender's role and environment are made of. */
type Outlet = Pick<ConstructorParameters<typeof Channel>[2], 'environment' | 'outlet'>;

export function addChannels(scope: Construct, alerts: AlertProps, world: ChannelWorld): AddedChannels {
  const { emails = [], topic: own, slack, webhook, amazonQ = false, ocsf = false } = alerts;
  const channels: Channel[] = [];
  let alertTopic: ITopic | undefined;
  const add = (id: string, medium: Medium, outlet: Outlet): void =>
    void channels.push(new Channel(scope, id, { name: medium, medium, ...world, ...outlet }));

  if (own !== undefined || emails.length > 0) {
    const { topic } = new AlertTopic(scope, 'Alerts', world.settings.stack, alerts);
    alertTopic = topic;
    add('Email', 'email', toTopic(topic));
    new CfnOutput(scope, 'TopicArn', { value: topic.topicArn });
  }
  if (slack !== undefined) add('Slack', 'slack', toSecret(scope, slack));
  if (webhook !== undefined) add('Webhook', 'webhook', toSecret(scope, webhook));
  if (amazonQ) {
    const topic = new Topic(scope, 'AmazonQTopic', { displayName: 'Vigil for Amazon Q', enforceSSL: true });
    add('AmazonQ', 'amazon-q', toTopic(topic));
    new CfnOutput(scope, 'AmazonQTopicArn', { value: topic.topicArn, description: 'For a chat configuration' });
  }
  if (ocsf) {
    const topic = new Topic(scope, 'OcsfTopic', { displayName: 'Vigil findings', enforceSSL: true });
    add('Ocsf', 'ocsf', toTopic(topic));
    new CfnOutput(scope, 'OcsfTopicArn', { value: topic.topicArn, description: 'For queues and functions' });
  }
  for (const channel of channels) channel.tellTroublesOn(channels.filter((other) => other !== channel));
  return { channels, topic: alertTopic };
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
function toSecret(
  scope: Construct,
  { secretName, host }: { readonly secretName: string; readonly host?: string },
): Outlet {
  const resourceName = `${secretName}-??????`; // Secrets Manager ends every ARN with six characters of its own
  const arnFormat = ArnFormat.COLON_RESOURCE_NAME;
  const arn = Stack.of(scope).formatArn({ service: 'secretsmanager', resource: 'secret', resourceName, arnFormat });
  return {
    environment: { SECRET: secretName, ...(host === undefined ? {} : { HOST: host }) },
    outlet: new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [arn] }),
  };
}
