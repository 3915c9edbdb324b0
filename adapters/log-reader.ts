/** Reads a stretch of a log group back, page after page and slowly, for its quota is the account's. */
import type { LogEvent } from '../core/log/batch';
import type { LogRead, LogReader } from '../core/recount/ports';
import type { ReadPage } from './log-events';

export interface LogReaderWorld {
  readonly readPage: ReadPage;
  /** Waits between pages. */
  readonly pause: (durationMs: number) => Promise<void>;
}

/** Half of the five requests a second that the strictest Regions allow (2026-11). */
const PAUSE_MS = 400;
/** What a minute of the busiest functions may hold; more does not fit into memory. */
const MOST_PAGES = 60;
const MOST_CHARACTERS = 64 * 1024 * 1024;

export const createLogReader = ({ readPage, pause }: LogReaderWorld): LogReader => ({
  async read(logGroup, fromMs, toMs): Promise<LogRead> {
    const streams = new Map<string, LogEvent[]>();
    let characters = 0;
    let next: string | undefined;
    for (let pages = 0; pages === 0 || next !== undefined; pages += 1) {
      if (pages === MOST_PAGES || characters > MOST_CHARACTERS) return { kind: 'too-much' };
      if (pages > 0) await pause(PAUSE_MS);
      const page = await readPage({ logGroup, fromMs, toMs, next });
      if (page.kind === 'no-log-group' || page.kind === 'denied') return { kind: 'not-there' };
      if (page.kind !== 'page') {
        const why = page.kind === 'try-again' ? page.why : 'its place in the log was lost';
        throw new Error(`could not read a log group back: ${why}; the next run tries again`);
      }
      for (const { id, logStream, timestampMs, message } of page.events) {
        if (id === undefined) continue;
        characters += message.length;
        const events = streams.get(logStream);
        if (events === undefined) streams.set(logStream, [{ id, timestampMs, message }]);
        else events.push({ id, timestampMs, message });
      }
      next = page.next;
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
