/** One page in CloudWatch on how Vigil does: what it reads, what waits, what failed, what it costs. */
import { Duration } from 'aws-cdk-lib';
import { AlarmStatusWidget, Dashboard, GraphWidget, type IAlarm, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export interface SelfDashboardProps {
  readonly name: string;
  readonly functions: Readonly<Record<string, LambdaFunction>>;
  readonly queues: Readonly<Record<string, Queue>>;
  readonly deadLetters: Readonly<Record<string, Queue>>;
  readonly table: Table;
  readonly cost: IMetric;
  readonly alarms: readonly IAlarm[];
}

const SUM = { period: Duration.minutes(5), statistic: 'Sum' };

export class SelfDashboard extends Construct {
  constructor(scope: Construct, id: string, props: SelfDashboardProps) {
    super(scope, id);
    const { name, functions, queues, deadLetters, table, cost, alarms } = props;
    const each = (metric: (fn: LambdaFunction, label: string) => IMetric): IMetric[] =>
      Object.entries(functions).map(([label, fn]) => metric(fn, label));
    new Dashboard(this, 'Page', {
      dashboardName: `vigil-${name}`,
      widgets: [
        [
          new AlarmStatusWidget({ title: 'Alarms on Vigil itself', alarms: [...alarms], width: 12, height: 6 }),
          graph('Cost, USD an hour', [cost]),
        ],
        [
          graph(
            'Runs',
            each((fn, label) => fn.metricInvocations({ ...SUM, label })),
          ),
          graph(
            'Errors',
            each((fn, label) => fn.metricErrors({ ...SUM, label })),
          ),
        ],
        [
          graph(
            'Duration, p99',
            each((fn, label) => fn.metricDuration({ ...SUM, statistic: 'p99', label })),
          ),
          graph(
            'Table: units written, read',
            [table.metricConsumedWriteCapacityUnits(SUM)],
            [table.metricConsumedReadCapacityUnits(SUM)],
          ),
        ],
        [
          graph(
            'Waiting to be told, seconds',
            Object.entries(queues).map(([label, queue]) =>
              queue.metricApproximateAgeOfOldestMessage({ ...SUM, statistic: 'Maximum', label }),
            ),
          ),
          graph(
            'Dead letters',
            Object.entries(deadLetters).map(([label, queue]) =>
              queue.metricApproximateNumberOfMessagesVisible({ ...SUM, statistic: 'Maximum', label }),
            ),
          ),
        ],
      ],
    });
  }
}

const graph = (title: string, left: IMetric[], right: IMetric[] = []): GraphWidget =>
  new GraphWidget({ title, left, right, width: 12, height: 6 });
