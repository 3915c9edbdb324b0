/** Reads what Vigil's own functions logged, as `log group: line`. */
import { DescribeLogGroupsCommand, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { Aws } from './aws';
import { VIGIL_STACK } from './stack-names';

export async function readOwnLines(aws: Aws): Promise<string[]> {
  const { logGroups = [] } = await aws.logs.send(new DescribeLogGroupsCommand({}));
  const own = logGroups.flatMap(({ logGroupName = '' }) => (logGroupName.includes(VIGIL_STACK) ? [logGroupName] : []));
  const lines: string[] = [];
  for (const logGroupName of own) {
    const { events = [] } = await aws.logs.send(new FilterLogEventsCommand({ logGroupName }));
    lines.push(...events.map(({ message = '' }) => `${logGroupName}: ${message}`));
  }
  return lines;
}

/** The lines that tell of a failure; none where the emulator is gone or the stack is not there. */
export async function readOwnTroubles(aws: Aws): Promise<string> {
  const lines = await readOwnLines(aws).catch((): string[] => []);
  return lines
    .filter((line) => /Error|timed out|exited/.test(line))
    .slice(-30)
    .map((line) => line.slice(0, 600))
    .join('\n');
}
