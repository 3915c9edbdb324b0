/** Turns the text of one subscription payload into a batch of events, a control message, or why it is neither. */
import type { Decoded, LogEvent } from './batch';
import { createEventIds, type EventIds } from './event-id';
import { isObject, type JsonObject } from './json';

/** One bad event does not lose the others: it is left out and counted. */
export function decodeEnvelope(text: string): Decoded {
  let envelope: unknown;
  try {
    envelope = JSON.parse(text);
  } catch {
    return unreadable(`the payload is not JSON (${text.length} characters)`); // the parser's own words quote the payload
  }
  if (!isObject(envelope)) return unreadable('the payload must be a JSON object');
  const messageType = envelope['messageType'];
  if (messageType === 'CONTROL_MESSAGE') return { kind: 'control' };
  if (messageType !== 'DATA_MESSAGE')
    return unreadable(`messageType must be DATA_MESSAGE or CONTROL_MESSAGE, got ${quoted(messageType)}`);
  return decodeData(envelope);
}

function decodeData(envelope: JsonObject): Decoded {
  const { owner, logGroup, logStream, subscriptionFilters, logEvents } = envelope;
  if (typeof logGroup !== 'string' || logGroup === '') return unreadable('logGroup must be the name of a log group');
  if (typeof logStream !== 'string') return unreadable('logStream must be the name of a log stream');
  if (!Array.isArray(logEvents)) return unreadable('logEvents must be a list');
  const newId = createEventIds();
  const events: LogEvent[] = [];
  for (const entry of logEvents as readonly unknown[]) {
    const event = readEvent(entry, logGroup, logStream, newId);
    if (event !== undefined) events.push(event);
  }
  const unreadableEvents = logEvents.length - events.length;
  return {
    kind: 'batch',
    batch: {
      owner: typeof owner === 'string' ? owner : '',
      logGroup,
      logStream,
      subscriptionFilters: Array.isArray(subscriptionFilters) ? subscriptionFilters.filter(isText) : [],
      events,
      ...(unreadableEvents > 0 && { unreadableEvents }),
    },
  };
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
