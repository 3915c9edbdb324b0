/** Reads events that already lie in a log group, page by page (CloudWatch Logs, FilterLogEvents). */
import {
  CloudWatchLogsClient,
  FilterLogEventsCommand,
  type CloudWatchLogsClientConfig,
} from '@aws-sdk/client-cloudwatch-logs';
import { sdkErrorKind, sdkErrorName } from './sdk-error';

export interface PageQuery {
  readonly logGroup: string;
  /** From this moment to just before `toMs`. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Of the page before. */
  readonly next: string | undefined;
}

export interface SavedEvent {
  readonly logStream: string;
  readonly timestampMs: number;
  readonly message: string;
  readonly id: string | undefined;
}

export type PageRead =
  /** By time; may be empty although there is a next one. */
  | { readonly kind: 'page'; readonly events: readonly SavedEvent[]; readonly next: string | undefined }
  | { readonly kind: 'try-again'; readonly why: string }
  /** The token of the page before is worth nothing any more. */
  | { readonly kind: 'begin-anew' }
  | { readonly kind: 'no-log-group' }
  | { readonly kind: 'denied' };

export type ReadPage = (query: PageQuery) => Promise<PageRead>;

/** A page may take CloudWatch long to find; whoever reads does the trying again, for only one may set the pace. */
export const createLogsClient = (config: CloudWatchLogsClientConfig = {}): CloudWatchLogsClient =>
  new CloudWatchLogsClient({
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 60_000, throwOnRequestTimeout: true },
    ...config,
  });

/** What is none of the named answers is thrown as the SDK threw it. */
export const createPageReader =
  (client: CloudWatchLogsClient): ReadPage =>
  async ({ logGroup, fromMs, toMs, next }) => {
    try {
      const { events = [], nextToken } = await client.send(
        new FilterLogEventsCommand({
          logGroupName: logGroup,
          startTime: fromMs,
          endTime: toMs - 1, // CloudWatch gives the end too
          ...(next === undefined ? {} : { nextToken: next }),
        }),
      );
      const saved = events.flatMap(({ logStreamName = '', timestamp, message, eventId }) =>
        timestamp === undefined || message === undefined
          ? []
          : [{ logStream: logStreamName, timestampMs: timestamp, message, id: eventId }],
      );
      return { kind: 'page', events: saved, next: nextToken };
    } catch (error) {
      const name = sdkErrorName(error);
      if (name === 'ResourceNotFoundException') return { kind: 'no-log-group' };
      if (name === 'AccessDeniedException') return { kind: 'denied' };
      if (name === 'InvalidParameterException' && next !== undefined) return { kind: 'begin-anew' };
      if (name === 'LimitExceededException' || sdkErrorKind(error) === 'try-again')
        return { kind: 'try-again', why: name };
      throw error;
    }
  };
