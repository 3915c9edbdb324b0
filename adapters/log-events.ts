/** Reads events back from a log group (FilterLogEvents), page after page and slowly, for its quota is the account's. */
import { type CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { LogEvent } from '../core/log/batch';
import type { LogRead, LogReader } from '../core/recount/ports';
import { sdkErrorName } from './sdk-error';

export interface LogReaderWorld {
  readonly client: CloudWatchLogsClient;
  /** Waits between pages. */
  readonly pause: (durationMs: number) => Promise<void>;
}

/** Half of the five requests a second that the strictest Regions allow (2026-11). */
const PAUSE_MS = 400;
/** What a minute of the busiest functions may hold; more does not fit into memory. */
const MOST_PAGES = 60;
const MOST_CHARACTERS = 64 * 1024 * 1024;

const NOT_OURS = new Set(['ResourceNotFoundException', 'AccessDeniedException']);

export const createLogReader = ({ client, pause }: LogReaderWorld): LogReader => ({
  async read(logGroupName, fromMs, toMs): Promise<LogRead> {
    const streams = new Map<string, LogEvent[]>();
    let characters = 0;
    let nextToken: string | undefined;
    for (let pages = 0; pages === 0 || nextToken !== undefined; pages += 1) {
      if (pages === MOST_PAGES || characters > MOST_CHARACTERS) return { kind: 'too-much' };
      if (pages > 0) await pause(PAUSE_MS);
      // FilterLogEvents takes its end in, unlike the rest of CloudWatch Logs.
      const input = { logGroupName, startTime: fromMs, endTime: toMs - 1, nextToken };
      const page = await client.send(new FilterLogEventsCommand(input)).catch(nothingIfNotOurs);
      if (page === undefined) return { kind: 'not-there' };
      for (const { eventId: id, logStreamName, timestamp: timestampMs, message } of page.events ?? []) {
        if (id === undefined || logStreamName === undefined || timestampMs === undefined || message === undefined)
          continue;
        characters += message.length;
        const events = streams.get(logStreamName);
        if (events === undefined) streams.set(logStreamName, [{ id, timestampMs, message }]);
        else events.push({ id, timestampMs, message });
      }
      nextToken = page.nextToken;
    }
    return {
      kind: 'read',
      streams: Array.from(streams, ([logStream, events]) => ({ logStream, events: inTime(events) })),
    };
  },
});

/** Pages come by time, roughly; events of one time stay as they are. */
const inTime = (events: readonly LogEvent[]): LogEvent[] =>
  events.toSorted((one, other) => one.timestampMs - other.timestampMs);

/** The message of an SDK's error may quote the request: only its name goes on. */
function nothingIfNotOurs(error: unknown): undefined {
  const name = sdkErrorName(error);
  if (NOT_OURS.has(name)) return undefined;
  throw new Error(`could not read a log group back: ${name}; the next run tries again`, { cause: error });
}
