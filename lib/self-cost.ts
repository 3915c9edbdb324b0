/** What Vigil itself costs, as a figure that CloudWatch reckons from its own metrics. */
import type { Duration } from 'aws-cdk-lib';
import { MathExpression, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { OWN_USD } from '../core/price/own-cost';

export interface SelfCostProps {
  /** Those that run all the time or with every delivery: senders run when there is something to tell. */
  readonly functions: readonly { readonly fn: LambdaFunction; readonly memoryMb: number }[];
  readonly table: Table;
  readonly period: Duration;
}

/** Lambda's duration and requests, the table's reads and writes; not what stands there anyway, nor logs, traces and messages. */
export function costOfVigil({ functions, table, period }: SelfCostProps): MathExpression {
  const usingMetrics: Record<string, IMetric> = {
    writes: table.metricConsumedWriteCapacityUnits({ period, statistic: 'Sum' }),
    reads: table.metricConsumedReadCapacityUnits({ period, statistic: 'Sum' }),
  };
  const terms = [
    `FILL(writes, 0) * ${perOne(OWN_USD.perMillionWriteUnits)}`,
    `FILL(reads, 0) * ${perOne(OWN_USD.perMillionReadUnits)}`,
  ];
  functions.forEach(({ fn, memoryMb }, index) => {
    usingMetrics[`ms${index}`] = fn.metricDuration({ period, statistic: 'Sum' });
    terms.push(`FILL(ms${index}, 0) * ${decimal((memoryMb / 1024 / 1000) * OWN_USD.perGbSecond)}`);
  });
  const [first] = functions;
  if (first !== undefined) {
    usingMetrics['calls'] = first.fn.metricInvocations({ period, statistic: 'Sum' });
    terms.push(`FILL(calls, 0) * ${perOne(OWN_USD.perMillionRequests)}`);
  }
  return new MathExpression({ expression: terms.join(' + '), usingMetrics, period, label: 'USD' });
}

const perOne = (usdPerMillion: number): string => decimal(usdPerMillion / 1e6);

/** CloudWatch reads no exponents. */
const decimal = (value: number): string => value.toFixed(15).replace(/0+$/, '');
