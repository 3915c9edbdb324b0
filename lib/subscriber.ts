/** Puts our filter on every watched log group, at deployment, when one is made, and on a schedule, and takes them away at the end. */
import { createHash } from 'node:crypto';
import { CustomResource, Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction, IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { ownLogGroup } from '../core/watch/vigil-log-group';
import { addLambdaFunction } from './lambda-function';
import type { IngestPermission } from './ingest-permission';
import { LateNames } from './late-names';
import { logGroupArn } from './log-group-arns';
import type { MissedRuns } from './missed-runs';
import type { StateTable } from './table';
import type { ReadWishes } from './wishes';

export interface SubscriberProps {
  readonly wishes: ReadWishes;
  readonly table: StateTable;
  readonly analyzer: IFunction;
  readonly permission: IngestPermission;
  readonly missedRuns: MissedRuns;
}

export class Subscriber extends Construct {
  /** One sentence about what was watched at the end of the last deployment. */
  readonly summary: string;

  constructor(scope: Construct, id: string, { wishes, table, analyzer, permission, missedRuns }: SubscriberProps) {
    super(scope, id);
    const { settings } = wishes;
    const late = new LateNames(this, 'Late', settings.stack, wishes.lateNames);
    const fn = addLambdaFunction(this, {
      entry: 'subscriber',
      settings,
      memoryMb: 256,
      timeout: Duration.minutes(15), // at five calls a second, some 4,000 new log groups; the next run goes on
      description: 'Vigil: puts and takes subscription filters',
      environment: {
        TABLE: table.tableName,
        ANALYZER_ARN: analyzer.functionArn,
        ...(late.count === 0 ? {} : { LATE_NAMES: String(late.count) }),
      },
    });
    table.allow(fn, 'G', ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem']);
    table.allow(fn, 'B', ['PutItem']);
    late.allowRead(fn);
    allowFilters(fn);
    allowLooking(fn, analyzer);

    const filters = new CustomResource(this, 'Filters', {
      resourceType: 'Custom::VigilFilters',
      serviceToken: fn.functionArn,
      serviceTimeout: Duration.minutes(16),
      // Never read there: a change of any of these is what makes CloudFormation call the subscriber again.
      properties: {
        watch: shortHash([settings.logGroups, settings.watch]),
        lateNames: late.values,
        analyzer: analyzer.functionArn,
      },
    });
    const target = new LambdaTarget(fn, { deadLetterQueue: missedRuns, retryAttempts: 2 });
    const rules = [
      new Rule(this, 'Schedule', {
        description: 'Vigil: calls the subscriber',
        schedule: Schedule.rate(Duration.minutes(5)),
        targets: [target],
      }),
      new Rule(this, 'Made', {
        description: 'Vigil: tells the subscriber of log groups and functions that were just made',
        eventPattern: MADE,
        targets: [target],
      }),
    ];
    filters.node.addDependency(permission, late);
    // Also on the filters: so that at deletion the rules go first and cannot put back what is being taken.
    for (const rule of rules) rule.node.addDependency(permission, filters);
    this.summary = filters.getAttString('Summary');
  }
}

/** Needs a trail with management events in the Region; without one the schedule finds the same within five minutes. */
const MADE = {
  source: ['aws.logs', 'aws.lambda'],
  detailType: ['AWS API Call via CloudTrail'],
  detail: {
    eventName: [
      'CreateLogGroup',
      { prefix: 'CreateFunction2' },
      { prefix: 'UpdateFunctionConfiguration2' }, // another log group may have been named
    ],
  },
};

const shortHash = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);

function allowFilters(fn: LambdaFunction): void {
  fn.addToRolePolicy(
    new PolicyStatement({
      actions: ['logs:DescribeSubscriptionFilters', 'logs:PutSubscriptionFilter', 'logs:DeleteSubscriptionFilter'],
      resources: [logGroupArn(fn, '*')],
    }),
  );
  fn.addToRolePolicy(
    new PolicyStatement({
      effect: Effect.DENY,
      actions: ['logs:PutSubscriptionFilter'],
      // Of every stack of Vigil's: two that watch each other would never come to rest.
      resources: [logGroupArn(fn, ownLogGroup('*', '*'))],
    }),
  );
}

/** What there is in the account: names and configurations; functions' code and their right to be called stay closed. */
function allowLooking(fn: LambdaFunction, analyzer: IFunction): void {
  const allow = (action: string, resource: string): void =>
    fn.addToRolePolicy(new PolicyStatement({ actions: [action], resources: [resource] }));
  allow('logs:DescribeLogGroups', logGroupArn(fn, '*'));
  allow('lambda:GetPolicy', analyzer.functionArn);
  allow('lambda:ListFunctions', '*'); // these two have no narrower form
  allow('tag:GetResources', '*');
}
