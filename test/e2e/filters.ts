/** Looks at the log groups' subscription filters. */
import { DescribeSubscriptionFiltersCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { Aws } from './aws';
import { CHECKOUT, groupOf, LOGIN } from './sample-stack';

/** As `log group → function`. */
export async function listFilters(aws: Aws): Promise<string[]> {
  const groups = [LOGIN, CHECKOUT].map(async (functionName) => {
    const logGroupName = groupOf(functionName);
    const { subscriptionFilters = [] } = await aws.logs.send(new DescribeSubscriptionFiltersCommand({ logGroupName }));
    return subscriptionFilters.map(({ destinationArn }) => `${logGroupName} → ${destinationArn?.split(':').at(-1)}`);
  });
  return (await Promise.all(groups)).flat();
}
