/** Lists log groups, and finds one by its name (CloudWatch Logs). */
import { DescribeLogGroupsCommand, type CloudWatchLogsClient, type LogGroup } from '@aws-sdk/client-cloudwatch-logs';
import type { Listed, LogGroupSeen } from '../core/watch/ports';
import { sdkErrorName } from './sdk-error';

/** Four pages of fifty a second, of the ten requests that the account shares (2026-11). */
const PAUSE_MS = 250;
const PER_PAGE = 50;

export const createListLogGroups =
  (client: CloudWatchLogsClient, pause: (durationMs: number) => Promise<void>) =>
  async (prefix: string): Promise<Listed<LogGroupSeen>> => {
    const items: LogGroupSeen[] = [];
    let nextToken: string | undefined;
    try {
      do {
        if (nextToken !== undefined) await pause(PAUSE_MS);
        const page = await client.send(
          new DescribeLogGroupsCommand({
            ...(prefix !== '' && { logGroupNamePrefix: prefix }),
            ...(nextToken !== undefined && { nextToken }),
            limit: PER_PAGE,
          }),
        );
        items.push(...(page.logGroups ?? []).flatMap(readGroup));
        nextToken = page.nextToken;
      } while (nextToken !== undefined);
      return { kind: 'listed', items };
    } catch (error) {
      return { kind: 'failed', why: sdkErrorName(error) };
    }
  };

/** Names come in their order, so that a name itself is the first of all that begin with it. */
export const createFindLogGroup =
  (client: CloudWatchLogsClient) =>
  async (name: string): Promise<LogGroupSeen | undefined> => {
    try {
      const asked = new DescribeLogGroupsCommand({ logGroupNamePrefix: name, limit: 1 });
      const { logGroups = [] } = await client.send(asked);
      return logGroups.flatMap(readGroup).find((group) => group.name === name);
    } catch {
      return undefined; // the next run looks again
    }
  };

const readGroup = ({ logGroupName: name, creationTime = 0, logGroupClass = 'STANDARD' }: LogGroup): LogGroupSeen[] =>
  name === undefined ? [] : [{ name, createdAtMs: creationTime, logClass: logGroupClass }];
