/** Reads every delivery of logs: counts it exactly once and raises what cannot wait. */
import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { RuntimeSettings } from '../core/settings';
import type { FailureBucket } from './failure-bucket';
import { addLambdaFunction } from './lambda-function';
import type { Pepper } from './pepper';
import type { StateTable } from './table';

export interface AnalyzerProps {
  readonly settings: RuntimeSettings;
  readonly table: StateTable;
  readonly pepper: Pepper;
  readonly failures: FailureBucket;
}

/** A delivery may inflate to 32 MiB. */
export const ANALYZER_MEMORY_MB = 512;

export class Analyzer extends Construct {
  readonly fn: LambdaFunction;

  constructor(scope: Construct, id: string, { settings, table, pepper, failures }: AnalyzerProps) {
    super(scope, id);
    this.fn = addLambdaFunction(this, {
      entry: 'analyzer',
      settings,
      memoryMb: ANALYZER_MEMORY_MB,
      timeout: Duration.minutes(1),
      description: 'Vigil: reads deliveries of logs, counts and judges them',
      environment: { TABLE: table.tableName, PEPPER_SECRET: pepper.secretArn, ACCOUNT: Stack.of(this).account },
    });
    table.allow(this.fn, 'FLSDAOQ', ['GetItem', 'Query', 'PutItem', 'UpdateItem']);
    table.allow(this.fn, 'D', ['BatchWriteItem']);
    table.allow(this.fn, 'J', ['PutItem']);
    table.allow(this.fn, 'N', ['Query']);
    table.allow(this.fn, 'K', ['GetItem', 'UpdateItem']);
    table.allow(this.fn, 'R', ['Query', 'PutItem', 'UpdateItem']);
    table.allow(this.fn, 'U', ['GetItem', 'BatchGetItem', 'Query', 'PutItem']);
    allow(this.fn, ['secretsmanager:GetSecretValue'], pepper.secretArn);

    this.fn.configureAsyncInvoke({
      retryAttempts: 2,
      onFailure: { bind: () => ({ destination: failures.bucketArn }) },
    });
    // Lambda asks for both before it takes a bucket as the destination.
    allow(this.fn, ['s3:PutObject'], failures.arnForObjects('*'));
    allow(this.fn, ['s3:ListBucket'], failures.bucketArn);
  }
}

const allow = (fn: LambdaFunction, actions: string[], resource: string): void =>
  fn.addToRolePolicy(new PolicyStatement({ actions, resources: [resource] }));
