/** The fleet's log groups: makes them, and looks who carries which filter since when. */
import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  paginateDescribeLogGroups,
  DescribeSubscriptionFiltersCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { concurrently } from '../../../core/concurrently';
import type { Aws } from '../aws';

export const FLEET = '/aws/lambda/fleet-';
export const FLEET_SIZE = 300;

export const fleetNames = (): string[] =>
  Array.from({ length: FLEET_SIZE }, (_, index) => FLEET + String(index).padStart(3, '0'));

export async function makeGroups({ logs }: Aws, names: readonly string[]): Promise<void> {
  await concurrently(names, 8, (logGroupName) => logs.send(new CreateLogGroupCommand({ logGroupName })));
}

export interface SeenFilter {
  readonly logGroup: string;
  readonly filterName: string;
  readonly putAtMs: number;
}

/** Every subscription filter of the account. */
export async function everyFilter({ logs }: Aws): Promise<readonly SeenFilter[]> {
  const names: string[] = [];
  for await (const { logGroups = [] } of paginateDescribeLogGroups({ client: logs, pageSize: 50 }, {}))
    names.push(...logGroups.flatMap(({ logGroupName }) => logGroupName ?? []));
  const found = await concurrently(names, 8, async (logGroupName) => {
    const { subscriptionFilters = [] } = await logs.send(new DescribeSubscriptionFiltersCommand({ logGroupName }));
    return subscriptionFilters.map(({ filterName = '', creationTime = 0 }) => ({
      logGroup: logGroupName,
      filterName,
      putAtMs: creationTime,
    }));
  });
  return found.flat();
}

export async function putLine({ logs }: Aws, logGroupName: string, message: string, timestamp: number): Promise<void> {
  const logStreamName = `2026/11/22/[$LATEST]${'0123456789abcdef'.repeat(2)}`;
  await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName })).catch(() => undefined); // there already
  await logs.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents: [{ timestamp, message }] }));
}
