/** Reads what Vigil's own functions and table used lately (CloudWatch metrics). */
import type { OwnUse } from '../core/price/own-cost';
import { readMetrics } from './metrics';
import type { Ask } from './signed-request';

export interface OwnParts {
  readonly functions: readonly { readonly name: string; readonly memoryMb: number }[];
  readonly table: string;
}

export interface OwnUseLately extends OwnUse {
  /** Of so many hours at most anything is known. */
  readonly hours: number;
}

const HOUR_MS = 60 * 60_000;

export const createOwnUse =
  (ask: Ask, { functions, table }: OwnParts) =>
  async (fromMs: number, toMs: number): Promise<OwnUseLately> => {
    const queries = [
      ...functions.flatMap(({ name }, index) => [
        sumOf(`ms${index}`, 'AWS/Lambda', 'Duration', 'FunctionName', name),
        sumOf(`calls${index}`, 'AWS/Lambda', 'Invocations', 'FunctionName', name),
      ]),
      sumOf('writes', 'AWS/DynamoDB', 'ConsumedWriteCapacityUnits', 'TableName', table),
      sumOf('reads', 'AWS/DynamoDB', 'ConsumedReadCapacityUnits', 'TableName', table),
    ];
    const sums = new Map<string, number>();
    const hours = new Set<number>();
    for (const { id, values } of await readMetrics(ask, queries, fromMs, toMs))
      for (const [atMs, value] of values) {
        sums.set(id, (sums.get(id) ?? 0) + value);
        hours.add(atMs);
      }
    const sum = (id: string): number => sums.get(id) ?? 0;
    return {
      gbSeconds: functions.reduce(
        (total, { memoryMb }, index) => total + ((memoryMb / 1024) * sum(`ms${index}`)) / 1000,
        0,
      ),
      requests: functions.reduce((total, _, index) => total + sum(`calls${index}`), 0),
      writeUnits: sum('writes'),
      readUnits: sum('reads'),
      hours: hours.size,
    };
  };

const sumOf = (Id: string, Namespace: string, MetricName: string, dimension: string, value: string): object => ({
  Id,
  MetricStat: {
    Metric: { Namespace, MetricName, Dimensions: [{ Name: dimension, Value: value }] },
    Period: HOUR_MS / 1000,
    Stat: 'Sum',
  },
});
