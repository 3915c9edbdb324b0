/** Reads how often functions were called, and how many of our deliveries were given up (CloudWatch metrics). */
import { isObject } from '../core/log/json';
import type { Invocations } from '../core/reconcile/ports';
import type { Ask, JsonService } from './signed-request';

export const METRICS: JsonService = {
  name: 'monitoring',
  target: 'GraniteServiceVersion20100801',
  contentType: 'application/x-amz-json-1.0',
};

/** GetMetricData takes no more in one request (2026-11). */
const PER_REQUEST = 500;
const HOUR_MS = 60 * 60_000;

interface Result {
  readonly id: string;
  readonly label: string;
  readonly values: ReadonlyMap<number, number>;
}

export const createMetrics = (ask: Ask, filterName: string): Invocations => ({
  async read(functionNames, fromMs, toMs, periodMs) {
    const calls = new Map<string, Map<number, number>>();
    for (let at = 0; at < functionNames.length; at += PER_REQUEST) {
      const names = functionNames.slice(at, at + PER_REQUEST);
      const queries = names.map((name, index) => ({
        Id: `f${index}`,
        MetricStat: {
          Metric: {
            Namespace: 'AWS/Lambda',
            MetricName: 'Invocations',
            Dimensions: [{ Name: 'FunctionName', Value: name }],
          },
          Period: periodMs / 1000,
          Stat: 'Sum',
        },
      }));
      for (const { id, values } of await readMetrics(ask, queries, fromMs, toMs)) {
        const name = names[Number(id.slice(1))];
        if (name !== undefined) calls.set(name, new Map([...(calls.get(name) ?? []), ...values]));
      }
    }
    return calls;
  },

  async readDeliveryErrors(fromMs, toMs) {
    const search = `SEARCH('{AWS/Logs,DestinationType,FilterName,LogGroupName} MetricName="DeliveryErrors" FilterName="${filterName}"', 'Sum', 3600)`;
    const query = { Id: 'errors', Expression: search, Label: "${PROP('Dim.LogGroupName')}" };
    const results = await readMetrics(ask, [query], fromMs, toMs);
    return results.flatMap(({ label, values }) =>
      [...values].flatMap(([atMs, errors]) =>
        errors > 0 ? [{ logGroup: label, fromMs: atMs, toMs: atMs + HOUR_MS, errors }] : [],
      ),
    );
  },
});

/** Every page of what GetMetricData answers. */
export async function readMetrics(
  ask: Ask,
  queries: readonly object[],
  fromMs: number,
  toMs: number,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  let next: string | undefined;
  do {
    const page = await ask('GetMetricData', {
      MetricDataQueries: queries,
      StartTime: fromMs / 1000,
      EndTime: toMs / 1000,
      ...(next !== undefined && { NextToken: next }),
    });
    const { MetricDataResults: list, NextToken: token } = isObject(page) ? page : {};
    results.push(...(Array.isArray(list) ? list : []).flatMap(readResult));
    next = typeof token === 'string' && token !== '' ? token : undefined;
  } while (next !== undefined);
  return results;
}

/** Times are seconds in JSON. */
function readResult(result: unknown): Result[] {
  if (!isObject(result)) return [];
  const { Id, Label, Timestamps, Values } = result;
  if (typeof Id !== 'string' || !Array.isArray(Timestamps) || !Array.isArray(Values)) return [];
  const times: readonly unknown[] = Timestamps;
  const values = times.flatMap((time, index): [number, number][] => {
    const value: unknown = Values[index];
    return typeof time === 'number' && typeof value === 'number' ? [[time * 1000, value]] : [];
  });
  return [{ id: Id, label: typeof Label === 'string' ? Label : '', values: new Map(values) }];
}
