/** Asks AWS what the doctor wants to know; an answer that is not given is an answer too. */
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  CloudWatchLogsClient,
  DescribeAccountPoliciesCommand,
  DescribeSubscriptionFiltersCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { paginateListSubscriptionsByTopic, SNSClient } from '@aws-sdk/client-sns';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { isObject } from '../core/log/json';
import { CLIENT_LIMITS } from './client-limits';
import { sdkErrorName } from './sdk-error';

/** The version that `cdk bootstrap` leaves behind. */
const BOOTSTRAP = '/cdk-bootstrap/hnb659fds/version';

interface Refused {
  readonly refused: string;
}

/** What an SDK client does with a request before it is sent, and with the reply: the time it was written is in its head. */
interface Clock {
  aheadMs: number | undefined;
}

export function createAccountFacts(now: () => number) {
  const clock: Clock = { aheadMs: undefined };
  const lambda = new LambdaClient(CLIENT_LIMITS);
  const logs = new CloudWatchLogsClient(CLIENT_LIMITS);
  const stacks = new CloudFormationClient(CLIENT_LIMITS);
  const parameters = new SSMClient(CLIENT_LIMITS);
  const secrets = new SecretsManagerClient(CLIENT_LIMITS);
  const topics = new SNSClient(CLIENT_LIMITS);
  lambda.middlewareStack.add(
    (next) => async (args) => {
      try {
        const reply = await next(args);
        noteTime(clock, reply.response, now());
        return reply;
      } catch (error) {
        noteTime(clock, isObject(error) ? error['$response'] : undefined, now());
        throw error;
      }
    },
    { step: 'deserialize', name: 'noteTime', priority: 'high' },
  );
  return {
    region: () => lambda.config.region(),
    clockAheadMs: () => clock.aheadMs,
    concurrency: () =>
      answer(async () => {
        const { AccountLimit = {} } = await lambda.send(new GetAccountSettingsCommand({}));
        const { ConcurrentExecutions: limit = 0, UnreservedConcurrentExecutions: unreserved = limit } = AccountLimit;
        return { limit, unreserved };
      }),
    bootstrapVersion: () =>
      answer(async () => {
        const { Parameter } = await parameters.send(new GetParameterCommand({ Name: BOOTSTRAP }));
        return Number(Parameter?.Value);
      }, 'ParameterNotFound'),
    stack: (name: string) =>
      answer(async () => {
        const { Stacks: [stack] = [] } = await stacks.send(new DescribeStacksCommand({ StackName: name }));
        const outputs = (stack?.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]);
        const byKey: Record<string, string> = Object.fromEntries(outputs);
        return { status: stack?.StackStatus ?? 'unknown', outputs: byKey };
      }, 'ValidationError'),
    filters: (logGroupName: string) =>
      answer(async () => {
        const { subscriptionFilters = [] } = await logs.send(new DescribeSubscriptionFiltersCommand({ logGroupName }));
        return subscriptionFilters.map(({ filterName = '' }) => filterName);
      }, 'ResourceNotFoundException'),
    accountPolicies: () =>
      answer(async () => {
        const policyType = 'SUBSCRIPTION_FILTER_POLICY';
        const { accountPolicies = [] } = await logs.send(new DescribeAccountPoliciesCommand({ policyType }));
        return accountPolicies.map(({ policyName = '' }) => policyName);
      }),
    secret: (SecretId: string) =>
      answer(
        async () => (await secrets.send(new GetSecretValueCommand({ SecretId }))).SecretString ?? '',
        'ResourceNotFoundException',
      ),
    subscriptions: (TopicArn: string) =>
      answer(async () => {
        const found = [];
        for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic({ client: topics }, { TopicArn }))
          found.push(...Subscriptions);
        return found.map(({ Protocol = '', Endpoint = '', SubscriptionArn = '' }) => ({
          protocol: Protocol,
          endpoint: Endpoint,
          isConfirmed: SubscriptionArn.startsWith('arn:'),
        }));
      }),
  };
}

/** Undefined for what is not there; an error by its name alone, for its message may quote what was asked. */
async function answer<T>(ask: () => Promise<T>): Promise<T | Refused>;
async function answer<T>(ask: () => Promise<T>, notThere: string): Promise<T | Refused | undefined>;
async function answer<T>(ask: () => Promise<T>, notThere?: string): Promise<T | Refused | undefined> {
  try {
    return await ask();
  } catch (error) {
    const name = sdkErrorName(error);
    return name === notThere ? undefined : { refused: name };
  }
}

function noteTime(clock: Clock, response: unknown, nowMs: number): void {
  const headers = isObject(response) ? response['headers'] : undefined;
  const date = isObject(headers) ? headers['date'] : undefined;
  const atMs = typeof date === 'string' ? Date.parse(date) : Number.NaN;
  if (!Number.isNaN(atMs)) clock.aheadMs = atMs - nowMs;
}
