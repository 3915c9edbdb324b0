/** Reads rows of one JSON object a line: `{"logGroup","logStream","timestamp","message"[,"id"]}`. */
import { isObject } from '../../core/log/json';
import { createLineReader } from './line-reader';
import { readTime } from './read-time';
import type { Read, RowReader } from './row';

export function createNdjsonReader(): RowReader {
  return createLineReader((line, number, into) => {
    if (line.trim() !== '') into.push(readRow(line, number));
  });
}

function readRow(text: string, line: number): Read {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'unreadable', line, why: 'not a whole JSON object' };
  }
  if (!isObject(value)) return { kind: 'unreadable', line, why: 'not a JSON object' };
  const { logGroup, logStream, timestamp, message, id } = value;
  const timestampMs = readTime(timestamp);
  if (typeof timestampMs === 'string') return { kind: 'unreadable', line, why: timestampMs };
  if (typeof message !== 'string') return { kind: 'unreadable', line, why: 'message must be text' };
  return {
    kind: 'row',
    logGroup: typeof logGroup === 'string' && logGroup !== '' ? logGroup : undefined,
    logStream: typeof logStream === 'string' ? logStream : '',
    timestampMs,
    message,
    id: typeof id === 'string' && id !== '' ? id : undefined,
  };
}
