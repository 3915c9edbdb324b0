/** CloudWatch's alarms on Vigil itself: straight to the topic, so that they are told also when Vigil tells nothing any more. */
import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  MathExpression,
  TreatMissingData,
  type IAlarm,
  type IMetric,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export interface SelfAlarmsProps {
  /** What this Vigil is called: its alarms have names made of it. */
  readonly name: string;
  readonly filterName: string;
  /** Without one the alarms are there and nobody is told. */
  readonly topic: ITopic | undefined;
  readonly functions: Readonly<Record<string, LambdaFunction>>;
  /** Those that wait to be told, by channel. */
  readonly queues: Readonly<Record<string, Queue>>;
  /** Nothing should ever lie in these. */
  readonly deadLetters: Readonly<Record<string, Queue>>;
  readonly table: Table;
  readonly cost: IMetric;
  readonly alarmUsdPerDay: number;
}

interface Threshold {
  readonly above: number;
  /** How many periods in a row. */
  readonly periods?: number;
  /** What no data means; nothing happened, unless told otherwise. */
  readonly missing?: TreatMissingData;
  readonly below?: boolean;
}

const FIVE_MINUTES = Duration.minutes(5);
const SUM = { period: FIVE_MINUTES, statistic: 'Sum' };
const MOST = { period: FIVE_MINUTES, statistic: 'Maximum' };

export class SelfAlarms extends Construct {
  readonly alarms: IAlarm[] = [];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: SelfAlarmsProps,
  ) {
    super(scope, id);
    const { functions, queues, deadLetters, table } = props;
    for (const [name, fn] of Object.entries(functions)) {
      this.add(
        `${name}-errors`,
        fn.metricErrors(SUM),
        { above: 0, periods: 3 },
        'fails in every five minutes: see its log',
      );
    }
    const { Analyzer: analyzer, Sweeper: sweeper, Notifier: notifier } = functions;
    if (analyzer !== undefined) {
      this.add(
        'throttled',
        analyzer.metricThrottles(SUM),
        { above: 0, periods: 3 },
        'the analyzer is at its limits.concurrency: deliveries wait, up to six hours',
      );
      this.add(
        'age',
        analyzer.metric('AsyncEventAge', MOST),
        { above: 15 * 60_000, periods: 2 },
        'deliveries wait for more than 15 minutes',
      );
      this.add(
        'lost',
        analyzer.metric('DestinationDeliveryFailures', SUM),
        { above: 0 },
        'a delivery could be neither counted nor kept in the failure bucket: it is lost',
      );
      this.add(
        'set-back',
        analyzer.metric('AsyncEventsDropped', SUM),
        { above: 0, periods: 3 },
        'deliveries keep failing; they lie in the failure bucket and are counted by the redriver',
      );
    }
    if (sweeper !== undefined)
      this.add(
        'heartbeat',
        sweeper.metricInvocations(SUM),
        { above: 1, below: true, periods: 2, missing: TreatMissingData.BREACHING },
        'the sweeper has not run for ten minutes: nothing is judged',
      );
    if (notifier !== undefined)
      this.add(
        'bell',
        notifier.metric('IteratorAge', MOST),
        { above: 5 * 60_000, periods: 2 },
        'changed alerts have not been read for five minutes',
      );
    for (const [name, queue] of Object.entries(queues))
      this.add(
        `${name}-age`,
        queue.metricApproximateAgeOfOldestMessage(MOST),
        { above: 15 * 60, periods: 2 },
        'a message has waited for more than 15 minutes to be told',
      );
    for (const [name, queue] of Object.entries(deadLetters))
      this.add(
        `${name}-dead`,
        queue.metricApproximateNumberOfMessagesVisible(MOST),
        { above: 0 },
        'something could not be handled for good: look into the queue',
      );
    for (const [unit, does] of [
      ['Write', 'writing'],
      ['Read', 'reading'],
    ] as const)
      this.add(
        `${does}-throttled`,
        table.metric(`${unit}ThrottleEvents`, SUM),
        { above: 0, periods: 3 },
        `the table is at limits.${unit.toLowerCase()}sPerSecond: ${does} waits`,
      );
    this.add(
      'deliveries',
      this.failedDeliveries(),
      { above: 0 },
      'CloudWatch Logs could not deliver and skips up to ten minutes: deploy the stack again',
    );
    this.add(
      'cost',
      props.cost,
      { above: props.alarmUsdPerDay },
      `Vigil costs more than $${props.alarmUsdPerDay} a day`,
    );
  }

  private add(
    id: string,
    metric: IMetric,
    { above, periods = 1, missing, below = false }: Threshold,
    means: string,
  ): void {
    const { name, topic } = this.props;
    const alarm = new Alarm(this, id, {
      alarmName: `${alarmPrefix(name)}${id.toLowerCase()}`,
      alarmDescription: `Vigil itself: ${means}`,
      metric,
      threshold: above,
      evaluationPeriods: periods,
      comparisonOperator: below ? ComparisonOperator.LESS_THAN_THRESHOLD : ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: missing ?? TreatMissingData.NOT_BREACHING,
    });
    if (topic !== undefined) {
      alarm.addAlarmAction(new SnsAction(topic));
      alarm.addOkAction(new SnsAction(topic));
    }
    this.alarms.push(alarm);
  }

  /** Of all log groups together: one metric a group would be one alarm a group. */
  private failedDeliveries(): MathExpression {
    return new MathExpression({
      expression: `SELECT SUM(DeliveryErrors) FROM SCHEMA("AWS/Logs", DestinationType, FilterName, LogGroupName) WHERE FilterName = '${this.props.filterName}'`,
      usingMetrics: {},
      period: FIVE_MINUTES,
      label: 'DeliveryErrors',
    });
  }
}

export const alarmPrefix = (name: string): string => `vigil-${name}-`;

/** The ARNs of our alarms, by which the topic knows them. */
export const alarmArns = (scope: Construct, name: string): string =>
  Stack.of(scope).formatArn({
    service: 'cloudwatch',
    resource: 'alarm',
    resourceName: `${alarmPrefix(name)}*`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
