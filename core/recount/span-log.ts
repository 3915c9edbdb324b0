/** Reads a stretch of log groups once and serves the recounts of its minutes from memory. */
import type { LogRead, LogReader } from './ports';

/** What lies outside the stretch, and a stretch that is too long, is read from the log itself. */
export function createSpanLog(log: LogReader, fromMs: number, toMs: number): LogReader {
  const reads = new Map<string, Promise<LogRead>>();
  return {
    async read(logGroup, from, to) {
      if (from < fromMs || to > toMs) return log.read(logGroup, from, to);
      let read = reads.get(logGroup);
      if (read === undefined) reads.set(logGroup, (read = log.read(logGroup, fromMs, toMs)));
      const whole = await read;
      if (whole.kind === 'too-much') return log.read(logGroup, from, to);
      if (whole.kind !== 'read') return whole;
      const streams = whole.streams.flatMap(({ logStream, events }) => {
        const within = events.filter(({ timestampMs }) => timestampMs >= from && timestampMs < to);
        return within.length === 0 ? [] : [{ logStream, events: within }];
      });
      return { kind: 'read', streams };
    },
  };
}
