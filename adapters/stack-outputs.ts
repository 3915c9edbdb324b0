/** Reads what a deployed stack says of itself: the names that commands need. */
import {
  CloudFormationClient,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { CLIENT_LIMITS } from './client-limits';

export interface StackOutputs {
  readonly tableName: string;
  readonly pepperSecret: string;
  readonly channels: readonly string[];
  /** By channel. */
  readonly queues: Readonly<Record<string, ChannelQueues>>;
}

export interface ChannelQueues {
  readonly queue: string;
  readonly deadLetters: string;
}

/** The channels of the Vigil whose table it is; undefined where no stack of the account and Region made that table. */
export async function readChannelsOfTable(
  table: string,
  client: CloudFormationClient = new CloudFormationClient(CLIENT_LIMITS),
): Promise<readonly string[] | undefined> {
  const { StackResources = [] } = await client.send(new DescribeStackResourcesCommand({ PhysicalResourceId: table }));
  const stack = StackResources[0]?.StackName;
  const outputs = stack === undefined ? undefined : await readStackOutputs(stack, client);
  return outputs?.tableName === table ? outputs.channels : undefined;
}

/** Undefined where the stack has no Vigil in it; the SDK's own error where there is no such stack. */
export async function readStackOutputs(
  stack: string,
  client: CloudFormationClient = new CloudFormationClient(CLIENT_LIMITS),
): Promise<StackOutputs | undefined> {
  const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: stack }));
  const [{ Outputs = [] } = {}] = Stacks;
  // Of a Vigil inside another stack the keys carry its path before and a hash after the name.
  const find = (name: string): string | undefined =>
    Outputs.find(({ OutputKey = '' }) => new RegExp(`${name}([0-9A-F]{8})?$`).test(OutputKey))?.OutputValue;
  const tableName = find('TableName');
  const pepperSecret = find('PepperSecret');
  const channels = find('Channels');
  if (tableName === undefined || pepperSecret === undefined || channels === undefined) return undefined;
  const queues: Record<string, ChannelQueues> = JSON.parse(channels);
  return { tableName, pepperSecret, channels: Object.keys(queues), queues };
}
