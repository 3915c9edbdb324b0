/** Reads what CloudWatch exports to S3: `2026-11-20T14:05:00.123Z message`; a line without a time belongs to the event before. */
import { createLineReader } from './line-reader';
import type { Read, Row, RowReader } from './row';

/** The time an exported event begins with. */
export const EXPORT_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z(?= |$)/;

/** An event may hold 1 MB; more is a file that is no export. */
const MAX_MESSAGE_CHARS = 4 * 1024 * 1024;

export function createS3ExportReader(): RowReader {
  let timestampMs: number | undefined;
  let lines: string[] = [];
  let chars = 0;
  const close = (): Row[] => {
    if (timestampMs === undefined) return [];
    const row = rowOf(timestampMs, lines.join('\n'));
    timestampMs = undefined;
    return [row];
  };
  const reader = createLineReader((line, number, into) => {
    const time = EXPORT_TIME.exec(line)?.[0];
    const atMs = time === undefined ? Number.NaN : Date.parse(time);
    if (time !== undefined && !Number.isNaN(atMs)) {
      into.push(...close());
      timestampMs = atMs;
      lines = [line.slice(time.length + 1)];
      chars = line.length;
    } else if (timestampMs === undefined) {
      if (line.trim() !== '') into.push({ kind: 'unreadable', line: number, why: 'no event before it, and no time' });
    } else if ((chars += line.length + 1) > MAX_MESSAGE_CHARS) {
      into.push({ kind: 'unreadable', line: number, why: 'its event has grown beyond 4 MiB' });
    } else lines.push(line);
  });
  return {
    push: (text) => reader.push(text),
    end: (): Read[] => [...reader.end(), ...close()],
  };
}

const rowOf = (timestampMs: number, message: string): Row => ({
  kind: 'row',
  logGroup: undefined,
  logStream: '',
  timestampMs,
  message,
});
