/** Looks at, puts and takes our subscription filter on log groups (CloudWatch Logs). */
import {
  type CloudWatchLogsClient,
  DeleteSubscriptionFilterCommand,
  DescribeSubscriptionFiltersCommand,
  PutSubscriptionFilterCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import type { FilterPut, Filters, FilterSeen, FilterTaken } from '../core/watch/ports';

/** Everything, for what Vigil reads is spread over platform lines and the application's own. */
const PATTERN = '';

export interface OurFilter {
  readonly filterName: string;
  readonly destinationArn: string;
}

export const createFilters = (client: CloudWatchLogsClient, { filterName, destinationArn }: OurFilter): Filters => ({
  look: async (logGroupName): Promise<FilterSeen> => {
    try {
      const found = await client.send(
        new DescribeSubscriptionFiltersCommand({ logGroupName, filterNamePrefix: filterName }),
      );
      const ours = found.subscriptionFilters?.find((filter) => filter.filterName === filterName);
      if (ours === undefined) return { kind: 'absent' };
      const isCurrent = ours.destinationArn === destinationArn && (ours.filterPattern ?? '') === PATTERN;
      return { kind: isCurrent ? 'current' : 'outdated' };
    } catch (error) {
      return nameOf(error) === 'ResourceNotFoundException' ? { kind: 'no-log-group' } : failure(error);
    }
  },
  put: async (logGroupName): Promise<FilterPut> => {
    try {
      await client.send(
        new PutSubscriptionFilterCommand({ logGroupName, filterName, filterPattern: PATTERN, destinationArn }),
      );
      return { kind: 'done' };
    } catch (error) {
      return putFailure(error);
    }
  },
  take: async (logGroupName): Promise<FilterTaken> => {
    try {
      await client.send(new DeleteSubscriptionFilterCommand({ logGroupName, filterName }));
      return { kind: 'done' };
    } catch (error) {
      return nameOf(error) === 'ResourceNotFoundException' ? { kind: 'done' } : failure(error);
    }
  },
});

function putFailure(error: unknown): FilterPut {
  const { why } = failure(error);
  switch (nameOf(error)) {
    case 'ResourceNotFoundException':
      return { kind: 'no-log-group' };
    case 'LimitExceededException':
      return { kind: 'full' };
    case 'OperationAbortedException': // somebody else changes the same log group
    case 'ServiceUnavailableException':
      return { kind: 'try-again', why };
    case 'InvalidParameterException':
      // Also what CloudWatch says while our permission has not reached it yet: "Could not execute the lambda function".
      return { kind: /could not execute/i.test(why) ? 'try-again' : 'failed', why };
    default:
      return { kind: 'failed', why };
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown error');

function failure(error: unknown): { readonly kind: 'failed'; readonly why: string } {
  return {
    kind: 'failed',
    why: `${nameOf(error)}: ${error instanceof Error ? error.message.slice(0, 200) : 'no words'}`,
  };
}
