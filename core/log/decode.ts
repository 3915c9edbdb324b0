/** Turns one inflated subscription payload into a batch of events, a control message, or why it is neither. */
import type { Decoded, LogEvent } from './batch';
import type { Bytes } from './bytes';
import { createEventIds, type EventIds } from './event-id';
import { isObject, type JsonObject } from './json';
import { readUtf8 } from './utf8';
import { walkEnvelope } from './walk';

/** One bad event does not lose the others: it is left out and counted. */
export function decodeEnvelope(inflated: Bytes): Decoded {
  const walked = walkEnvelope(inflated);
  if (walked !== undefined) return decodeParts(walked.head, walked.events);
  let envelope: unknown;
  try {
    envelope = JSON.parse(readUtf8(inflated.cut(0, inflated.length).latin1));
  } catch {
    return unreadable(`the payload is not JSON (${inflated.length} bytes)`); // the parser's own words quote the payload
  }
  if (!isObject(envelope)) return unreadable('the payload must be a JSON object');
  return decodeParts(envelope, undefined);
}

/** `walked` are the events where they have been cut out already. */
function decodeParts(envelope: JsonObject, walked: readonly LogEvent[] | undefined): Decoded {
  const messageType = envelope['messageType'];
  if (messageType === 'CONTROL_MESSAGE') return { kind: 'control' };
  if (messageType !== 'DATA_MESSAGE')
    return unreadable(`messageType must be DATA_MESSAGE or CONTROL_MESSAGE, got ${quoted(messageType)}`);
  return decodeData(envelope, walked);
}

function decodeData(envelope: JsonObject, walked: readonly LogEvent[] | undefined): Decoded {
  const { owner, logGroup, logStream, subscriptionFilters, logEvents } = envelope;
  if (typeof logGroup !== 'string' || logGroup === '') return unreadable('logGroup must be the name of a log group');
  if (typeof logStream !== 'string') return unreadable('logStream must be the name of a log stream');
  if (!Array.isArray(logEvents)) return unreadable('logEvents must be a list');
  const events = walked ?? readEvents(logEvents, logGroup, logStream);
  const unreadableEvents = walked === undefined ? logEvents.length - events.length : 0;
  const batch = {
    owner: typeof owner === 'string' ? owner : '',
    logGroup,
    logStream,
    subscriptionFilters: Array.isArray(subscriptionFilters) ? subscriptionFilters.filter(isText) : [],
    events,
  };
  return { kind: 'batch', batch: unreadableEvents > 0 ? { ...batch, unreadableEvents } : batch };
}

function readEvents(entries: readonly unknown[], logGroup: string, logStream: string): LogEvent[] {
  const newId = createEventIds();
  const events: LogEvent[] = [];
  for (const entry of entries) {
    const event = readEvent(entry, logGroup, logStream, newId);
    if (event !== undefined) events.push(event);
  }
  return events;
}

function readEvent(entry: unknown, logGroup: string, logStream: string, newId: EventIds): LogEvent | undefined {
  if (!isObject(entry)) return undefined;
  const { id, timestamp, message } = entry;
  if (typeof timestamp !== 'number' || !Number.isSafeInteger(timestamp) || timestamp < 0) return undefined;
  if (typeof message !== 'string') return undefined;
  return { id: isText(id) && id !== '' ? id : newId(logGroup, logStream, timestamp), timestampMs: timestamp, message };
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function quoted(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : `a value of type ${typeof value}`;
}

function unreadable(why: string): Decoded {
  return { kind: 'unreadable', why };
}
