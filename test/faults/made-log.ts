/** The log itself as it can be read back: every line that was made up, also those whose deliveries were lost; reads may fail. */
import type { LogEvent } from '../../core/log/batch';
import type { LogReader } from '../../core/recount/ports';
import { countOne, type Chance, type Counts } from './chance';
import type { MadeBatch } from './made-load';

/** Few: the made-up functions log to some 60 groups each, and one failed read puts a whole minute off. */
const FAILED_READS = 0.01;

/** @param trouble - none: every read succeeds */
export function createMadeLog(
  batches: readonly Pick<MadeBatch, 'batch'>[],
  trouble?: { readonly chance: Chance; readonly met: Counts },
): LogReader {
  const groups = new Map<string, Map<string, LogEvent[]>>();
  for (const { batch } of batches) {
    const streams = groups.get(batch.logGroup) ?? new Map<string, LogEvent[]>();
    groups.set(batch.logGroup, streams);
    streams.set(batch.logStream, [...(streams.get(batch.logStream) ?? []), ...batch.events]);
  }
  let reads = 0;
  return {
    async read(logGroup, fromMs, toMs) {
      if (trouble !== undefined && trouble.chance.share('log', logGroup, (reads += 1)) < FAILED_READS) {
        countOne(trouble.met, 'the log could not be read back');
        throw new Error('could not read a log group back: ThrottlingException');
      }
      const streams = groups.get(logGroup);
      if (streams === undefined) return { kind: 'not-there' };
      const read = Array.from(streams, ([logStream, events]) => ({
        logStream,
        events: events.filter(({ timestampMs }) => timestampMs >= fromMs && timestampMs < toMs),
      }));
      return { kind: 'read', streams: read.filter(({ events }) => events.length > 0) };
    },
  };
}
