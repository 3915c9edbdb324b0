/** The environment and the SDK clients with which everything here reaches the emulator, and nothing but the emulator. */
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';

export const ACCOUNT = '000000000000';
export const REGION = 'us-east-1';

/** The caller's own environment without its credentials: none of them can be used by accident. */
export function awsEnv(url?: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(AWS_|CDK_)/.test(name));
  return {
    ...Object.fromEntries(own),
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    NODE_NO_WARNINGS: '1',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    ...(url !== undefined && { AWS_ENDPOINT_URL: url, AWS_ENDPOINT_URL_S3: url }),
  };
}

export interface Aws {
  readonly stacks: CloudFormationClient;
  readonly logs: CloudWatchLogsClient;
  readonly table: DynamoDBClient;
  readonly functions: LambdaClient;
  readonly secrets: SecretsManagerClient;
  readonly topics: SNSClient;
}

export function createAws(url: string): Aws {
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true'; // Node 20 is what this runs on
  const to = { endpoint: url, region: REGION, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
  return {
    stacks: new CloudFormationClient(to),
    logs: new CloudWatchLogsClient(to),
    table: new DynamoDBClient(to),
    functions: new LambdaClient(to),
    secrets: new SecretsManagerClient(to),
    topics: new SNSClient(to),
  };
}
