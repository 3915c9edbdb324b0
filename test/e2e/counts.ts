/** Reads what the table holds: sums over all minute buckets, and what is usual. The stack's own item keys, nothing else's. */
import { ScanCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import { countersOf } from '../../adapters/dynamodb/attributes';
import { createDynamoUsual } from '../../adapters/dynamodb/usual';
import type { Recent } from '../../core/baseline/recent';
import { COUNTER } from '../../core/state/counters';
import { bucketPartition } from '../../core/state/keys';
import type { Series } from '../../core/state/series';
import type { Aws } from './aws';
import { HOURLY } from './one-hour';
import { CHECKOUT, groupOf, LOGIN } from './sample-stack';
import type { Sent } from './sent';

export interface Counts {
  readonly loginCalls: number;
  readonly loginUs: number;
  readonly checkoutCalls: number;
  readonly checkoutUs: number;
  readonly attempts: number;
  readonly failures: number;
  /** Buckets of series that nobody sent anything for. */
  readonly strays: readonly string[];
}

const LOGIN_CALLS: Series = { kind: 'function', name: LOGIN };
const CHECKOUT_CALLS: Series = { kind: 'function', name: CHECKOUT };
const LOGINS: Series = { kind: 'login-source', name: groupOf(LOGIN) };

export function expectedCounts(sent: Sent): Counts {
  const login = sent.calls.get(LOGIN);
  const checkout = sent.calls.get(CHECKOUT);
  return {
    loginCalls: login?.calls ?? 0,
    loginUs: login?.durationUs ?? 0,
    checkoutCalls: checkout?.calls ?? 0,
    checkoutUs: checkout?.durationUs ?? 0,
    attempts: sent.attempts,
    failures: sent.failures,
    strays: [],
  };
}

export async function readCounts(aws: Aws, tableName: string): Promise<Counts> {
  const sums = new Map<string, Map<string, number>>();
  for (const item of await scan(aws, tableName)) {
    const series = /^[FL]#/.test(item['pk']?.S ?? '') ? item['pk']!.S!.replace(/#\d+$/, '') : undefined;
    if (series === undefined) continue;
    const sum = sums.get(series) ?? new Map<string, number>();
    for (const [name, count] of countersOf(item)) sum.set(name, (sum.get(name) ?? 0) + count);
    sums.set(series, sum);
  }
  const of = (series: Series, counter: string): number => sums.get(partitionOf(series))?.get(counter) ?? 0;
  const known = [LOGIN_CALLS, CHECKOUT_CALLS, LOGINS, HOURLY].map(partitionOf);
  return {
    loginCalls: of(LOGIN_CALLS, COUNTER.calls),
    loginUs: of(LOGIN_CALLS, COUNTER.durationUs),
    checkoutCalls: of(CHECKOUT_CALLS, COUNTER.calls),
    checkoutUs: of(CHECKOUT_CALLS, COUNTER.durationUs),
    attempts: of(LOGINS, COUNTER.attempts),
    failures: of(LOGINS, COUNTER.failures),
    strays: [...sums.keys()].filter((series) => !known.includes(series)),
  };
}

/** Whatever the shard. */
const partitionOf = (series: Series): string => bucketPartition(series, 0).replace(/#\d+$/, '');

export const isSame = (one: Counts, other: Counts): boolean => JSON.stringify(one) === JSON.stringify(other);

/** What is usual for the checkout's calls and for the logins; undefined while nothing was folded. */
export async function readUsual(aws: Aws, tableName: string): Promise<(Recent | undefined)[]> {
  const usual = createDynamoUsual({ client: aws.table, name: tableName });
  return [await usual.read(CHECKOUT_CALLS), await usual.read(LOGINS)];
}

export async function scan(aws: Aws, tableName: string): Promise<Record<string, AttributeValue>[]> {
  const items: Record<string, AttributeValue>[] = [];
  let from: Record<string, AttributeValue> | undefined;
  do {
    const page = await aws.table.send(
      new ScanCommand({ TableName: tableName, ConsistentRead: true, ...(from && { ExclusiveStartKey: from }) }),
    );
    items.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return items;
}
