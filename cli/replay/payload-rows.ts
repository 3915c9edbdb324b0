/** Reads subscription payloads, one a line: as decoded JSON, or as Lambda gets them, `{"awslogs":{"data":"…"}}`. */
import { bytesOf } from '../../adapters/bytes';
import { inflate } from '../../adapters/inflate';
import { decodeEnvelope } from '../../core/log/decode';
import { isObject } from '../../core/log/json';
import { createLineReader } from './line-reader';
import { readTime } from './read-time';
import type { Read, RowReader } from './row';

const WRAPPED = /^\s*\{\s*"awslogs"/;

export function createPayloadReader(): RowReader {
  return createLineReader((line, number, into) => {
    if (line.trim() !== '') readPayload(line, number, into);
  });
}

function readPayload(text: string, line: number, into: Read[]): void {
  const inflated = WRAPPED.test(text) ? unwrap(text) : bytesOf(Buffer.from(text));
  if (inflated.kind === 'unreadable') return void into.push({ kind: 'unreadable', line, why: inflated.why });
  const decoded = decodeEnvelope(inflated);
  if (decoded.kind === 'control') return void into.push({ kind: 'control' });
  if (decoded.kind === 'unreadable') return void into.push({ kind: 'unreadable', line, why: decoded.why });
  const { logGroup, logStream, events, unreadableEvents = 0 } = decoded.batch;
  // An id that decoding had to make counts within its payload alone; over a whole file it must be made again.
  const made = `${logGroup.length}:${logGroup}:`;
  for (const { id, timestampMs, message } of events) {
    const time = readTime(timestampMs);
    if (typeof time === 'string') into.push({ kind: 'unreadable', line, why: time });
    else
      into.push({ kind: 'row', logGroup, logStream, timestampMs, message, id: id.startsWith(made) ? undefined : id });
  }
  for (let left = unreadableEvents; left > 0; left -= 1) {
    into.push({ kind: 'unreadable', line, why: 'an event of the payload needs a timestamp and a message' });
  }
}

function unwrap(text: string): ReturnType<typeof inflate> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'unreadable', why: 'not a whole JSON object' };
  }
  const awslogs = isObject(value) ? value['awslogs'] : undefined;
  const data = isObject(awslogs) ? awslogs['data'] : undefined;
  return typeof data === 'string' ? inflate(data) : { kind: 'unreadable', why: 'awslogs.data must be text' };
}
