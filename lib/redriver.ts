/**
 * Applies what lies in the failure bucket, every five minutes, and recounts from the log the minutes that are not exact;
 * what cannot be applied is told in a dead-letter queue.
 */
import { Duration, Stack } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Construct } from 'constructs';
import type { RuntimeSettings } from '../core/settings';
import { DeadLetters } from './dead-letters';
import type { FailureBucket } from './failure-bucket';
import { addLambdaFunction } from './lambda-function';
import { watchedArns } from './log-group-arns';
import type { MissedRuns } from './missed-runs';
import type { Pepper } from './pepper';
import type { StateTable } from './table';

export interface RedriverProps {
  readonly settings: RuntimeSettings;
  readonly table: StateTable;
  readonly pepper: Pepper;
  readonly failures: FailureBucket;
  /** Names of log groups that only the deployment knows. */
  readonly lateNames: readonly string[];
  readonly missedRuns: MissedRuns;
}

export class Redriver extends Construct {
  private readonly fn: LambdaFunction;

  constructor(
    scope: Construct,
    id: string,
    { settings, table, pepper, failures, lateNames, missedRuns }: RedriverProps,
  ) {
    super(scope, id);
    const deadLetters = new DeadLetters(this, 'DeadLetters');
    const fn = addLambdaFunction(this, {
      entry: 'redriver',
      settings,
      memoryMb: 512, // a delivery may inflate to 32 MiB
      timeout: Duration.minutes(5),
      description: 'Vigil: counts deliveries that failed before, recounts what is not exact',
      environment: {
        TABLE: table.tableName,
        PEPPER_SECRET: pepper.secretArn,
        ACCOUNT: Stack.of(this).account,
        BUCKET: failures.bucketName,
        DEAD_LETTERS: deadLetters.queueUrl,
      },
    });
    this.fn = fn;
    table.allow(fn, 'FLSDKQ', ['GetItem', 'PutItem', 'UpdateItem']);
    table.allow(fn, 'D', ['BatchWriteItem']);
    table.allow(fn, 'R', ['Query', 'UpdateItem', 'DeleteItem']);
    table.allow(fn, 'U', ['Query', 'PutItem']);
    table.allow(fn, 'F', ['Query']);
    table.allow(fn, 'B', ['Query', 'PutItem', 'DeleteItem']);
    table.allow(fn, 'G', ['GetItem', 'Query', 'PutItem']);
    const allow = (actions: string[], ...resources: string[]): void =>
      fn.addToRolePolicy(new PolicyStatement({ actions, resources }));
    allow(['secretsmanager:GetSecretValue'], pepper.secretArn);
    allow(['s3:ListBucket'], failures.bucketArn);
    allow(['s3:GetObject', 's3:DeleteObject'], failures.arnForObjects('aws/lambda/*'));
    allow(['s3:PutObject'], failures.arnForObjects('set-aside/*'));
    allow(['sqs:SendMessage'], deadLetters.queueArn);
    allow(['cloudwatch:GetMetricData'], '*'); // it has no narrower form
    allow(['logs:FilterLogEvents'], ...watchedArns(this, { settings, lateNames }));

    // The next run is the retry.
    fn.configureAsyncInvoke({ retryAttempts: 0, onFailure: new SqsDestination(missedRuns) });
    new Rule(this, 'Schedule', {
      description: 'Vigil: calls the redriver',
      schedule: Schedule.rate(Duration.minutes(5)), // the first line of a new function is counted within a quarter of an hour
      targets: [new LambdaTarget(fn, { deadLetterQueue: missedRuns, retryAttempts: 2 })],
    });
  }

  /** What these cost, and the redriver itself, is noted for the daily digest. */
  tellCostOf(functions: readonly { readonly fn: LambdaFunction; readonly memoryMb: number }[]): void {
    const own = functions.filter(({ fn }) => fn !== this.fn); // a function cannot name itself in its environment
    const parts = own.map(({ fn, memoryMb }) => ({ name: fn.functionName, memoryMb }));
    this.fn.addEnvironment('OWN_FUNCTIONS', Stack.of(this).toJsonString(parts));
  }
}
