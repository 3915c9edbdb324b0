/** Puts our filter on every watched log group, at deployment and on a schedule, and takes them away at the end. */
import { ArnFormat, CustomResource, Duration, Stack } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction, IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { ownLogGroup } from '../core/settings';
import { addLambdaFunction } from './lambda-function';
import type { IngestPermission } from './ingest-permission';
import { LateNames } from './late-names';
import type { StateTable } from './table';
import type { ReadWishes } from './wishes';

export interface SubscriberProps {
  readonly wishes: ReadWishes;
  readonly table: StateTable;
  readonly analyzer: IFunction;
  readonly permission: IngestPermission;
}

export class Subscriber extends Construct {
  /** One sentence about what was watched at the end of the last deployment. */
  readonly summary: string;

  constructor(scope: Construct, id: string, { wishes, table, analyzer, permission }: SubscriberProps) {
    super(scope, id);
    const { settings } = wishes;
    const late = new LateNames(this, 'Late', settings.stack, wishes.lateNames);
    const fn = addLambdaFunction(this, {
      entry: 'subscriber',
      settings,
      memoryMb: 256,
      timeout: Duration.minutes(15), // at five calls a second, some 2,000 log groups
      description: 'Vigil: puts and takes subscription filters',
      environment: {
        TABLE: table.tableName,
        ANALYZER_ARN: analyzer.functionArn,
        ...(late.parameterNames.length === 0 ? {} : { WATCH_PARAMETER: late.parameterNames.join(',') }),
      },
    });
    table.allow(fn, 'G', ['GetItem', 'Query', 'PutItem', 'DeleteItem']);
    late.allowRead(fn);
    allowFilters(fn, settings.stack);
    allowConfigurations(fn);

    const filters = new CustomResource(this, 'Filters', {
      resourceType: 'Custom::VigilFilters',
      serviceToken: fn.functionArn,
      serviceTimeout: Duration.minutes(16),
      // Never read there: a change of any of these is what makes CloudFormation call the subscriber again.
      properties: { logGroups: settings.logGroups, lateNames: late.values, analyzer: analyzer.functionArn },
    });
    const schedule = new Rule(this, 'Schedule', {
      description: 'Vigil: calls the subscriber',
      schedule: Schedule.rate(Duration.minutes(5)),
      targets: [new LambdaTarget(fn)],
    });
    filters.node.addDependency(permission, late);
    // Also on the filters: so that at deletion the schedule goes first and cannot put back what is being taken.
    schedule.node.addDependency(permission, filters);
    this.summary = filters.getAttString('Summary');
  }
}

function allowFilters(fn: LambdaFunction, stack: string): void {
  const logGroups = (name: string): string =>
    Stack.of(fn).formatArn({
      service: 'logs',
      resource: 'log-group',
      resourceName: name,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  fn.addToRolePolicy(
    new PolicyStatement({
      actions: ['logs:DescribeSubscriptionFilters', 'logs:PutSubscriptionFilter', 'logs:DeleteSubscriptionFilter'],
      resources: [logGroups('*')],
    }),
  );
  fn.addToRolePolicy(
    new PolicyStatement({
      effect: Effect.DENY,
      actions: ['logs:PutSubscriptionFilter'],
      resources: [logGroups(ownLogGroup(stack, '*'))],
    }),
  );
}

/** How functions are configured, for what their calls cost; a function's code and its right to be called stay closed. */
function allowConfigurations(fn: LambdaFunction): void {
  const functions = Stack.of(fn).formatArn({
    service: 'lambda',
    resource: 'function',
    resourceName: '*',
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  fn.addToRolePolicy(new PolicyStatement({ actions: ['lambda:GetFunctionConfiguration'], resources: [functions] }));
}
