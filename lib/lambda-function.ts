/** Adds one of our functions: its bundle, a log group of a fixed name, and a role that may write there and nothing else. */
import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { RuntimeSettings } from '../core/settings';
import { ownLogGroup } from '../core/watch/vigil-log-group';
import { bundle } from './bundle';

export interface LambdaFunctionProps {
  /** The folder under lambda/ that holds the code. */
  readonly entry: string;
  /**
   * What the function is called in this stack.
   * @default - the entry; another name where one code is deployed several times
   */
  readonly name?: string;
  readonly settings: RuntimeSettings;
  readonly memoryMb: number;
  readonly timeout: Duration;
  readonly description: string;
  readonly environment: Record<string, string>;
}

export function addLambdaFunction(scope: Construct, props: LambdaFunctionProps): LambdaFunction {
  const { entry, name = entry, settings } = props;
  const logGroup = new LogGroup(scope, 'Log', {
    logGroupName: ownLogGroup(settings.stack, name),
    retention: RetentionDays.ONE_MONTH,
    removalPolicy: RemovalPolicy.DESTROY, // one left behind would bar the next deployment, for its name is fixed
  });
  const role = new Role(scope, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  role.addToPolicy(
    new PolicyStatement({
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [logGroup.logGroupArn],
    }),
  );
  return new LambdaFunction(scope, 'Function', {
    description: props.description,
    code: bundle(scope, entry, settings),
    handler: 'index.handler',
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    memorySize: props.memoryMb,
    timeout: props.timeout,
    environment: props.environment,
    logGroup,
    role,
    tracing: Tracing.ACTIVE,
  });
}
