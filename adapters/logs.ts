/** Looks at, puts and takes our subscription filter on log groups (CloudWatch Logs). */
import {
  type CloudWatchLogsClient,
  DeleteSubscriptionFilterCommand,
  DescribeSubscriptionFiltersCommand,
  PutSubscriptionFilterCommand,
  type SubscriptionFilter,
} from '@aws-sdk/client-cloudwatch-logs';
import type { FilterPut, Filters, FilterSeen, FilterTaken, TryAgain } from '../core/watch/ports';
import { sdkErrorKind } from './sdk-error';

/** Everything, for what Vigil reads is spread over platform lines and the application's own. */
const PATTERN = '';

export interface OurFilter {
  readonly filterName: string;
  readonly destinationArn: string;
}

export const createFilters = (client: CloudWatchLogsClient, { filterName, destinationArn }: OurFilter): Filters => ({
  look: async (logGroupName): Promise<FilterSeen | TryAgain> => {
    try {
      // All of them, for a log group has five at the most: the others' names say who holds its slots.
      const { subscriptionFilters = [] } = await client.send(new DescribeSubscriptionFiltersCommand({ logGroupName }));
      const ours = subscriptionFilters.find((filter) => filter.filterName === filterName);
      const others = subscriptionFilters.filter((filter) => filter !== ours).map(nameHolder);
      if (ours === undefined) return { kind: 'absent', others };
      const isCurrent = ours.destinationArn === destinationArn && (ours.filterPattern ?? '') === PATTERN;
      return { kind: isCurrent ? 'current' : 'outdated', others };
    } catch (error) {
      return nameOf(error) === 'ResourceNotFoundException' ? { kind: 'no-log-group' } : failure(error);
    }
  },
  put: async (logGroupName): Promise<FilterPut | TryAgain> => {
    try {
      await client.send(
        new PutSubscriptionFilterCommand({ logGroupName, filterName, filterPattern: PATTERN, destinationArn }),
      );
      return { kind: 'done' };
    } catch (error) {
      return putFailure(error);
    }
  },
  take: async (logGroupName): Promise<FilterTaken | TryAgain> => {
    try {
      await client.send(new DeleteSubscriptionFilterCommand({ logGroupName, filterName }));
      return { kind: 'done' };
    } catch (error) {
      return nameOf(error) === 'ResourceNotFoundException' ? { kind: 'done' } : failure(error);
    }
  },
});

/** Such as `datadog (to datadog-forwarder)`: the filter and what it delivers to. */
function nameHolder({ filterName = 'unnamed', destinationArn = '' }: SubscriptionFilter): string {
  const destination = destinationArn.split(/[:/]/).at(-1) ?? '';
  return destination === '' || destination === filterName ? filterName : `${filterName} (to ${destination})`;
}

function putFailure(error: unknown): FilterPut | TryAgain {
  const { why } = failure(error);
  switch (nameOf(error)) {
    case 'ResourceNotFoundException':
      return { kind: 'no-log-group' };
    case 'LimitExceededException':
      return { kind: 'full' };
    case 'InvalidParameterException':
      // Also what CloudWatch says while our permission has not reached it yet: "Could not execute the lambda function".
      return { kind: /could not execute/i.test(why) ? 'try-again' : 'failed', why };
    default:
      return failure(error);
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown error');

function failure(error: unknown): { readonly kind: 'failed' | 'try-again'; readonly why: string } {
  // OperationAborted: somebody else changes the same log group.
  const isPassing = nameOf(error) === 'OperationAbortedException' || sdkErrorKind(error) === 'try-again';
  return {
    kind: isPassing ? 'try-again' : 'failed',
    why: `${nameOf(error)}: ${error instanceof Error ? error.message.slice(0, 200) : 'no words'}`,
  };
}
