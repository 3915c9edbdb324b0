/**
 * Reads what `aws logs filter-log-events` prints: objects with `"events":[…]`, pretty-printed or not, several pages one
 * after another. Scans for the events, so that neither file nor page has to fit into memory.
 */
import { isObject } from '../../core/log/json';
import { readTime } from './read-time';
import type { Read, RowReader } from './row';

/** An event may hold 1 MB, six times that where every character is escaped; more is not read. */
const MAX_EVENT_CHARS = 8 * 1024 * 1024;

const QUOTE = 34;
const BACKSLASH = 92;
const LINE_FEED = 10;

export function createFilterLogEventsReader(): RowReader {
  let line = 1;
  let depth = 0;
  let isInString = false;
  let isEscaped = false;
  let eventsDepth = 0; // depth inside the array of events; 0 outside
  let word = ''; // the last string of a page's own level: its key
  let isWord = false;
  let event: string | undefined; // the pieces so far of the event being read
  let eventLine = 0;

  const scan = (text: string): Read[] => {
    const reads: Read[] = [];
    let from = 0; // where in this piece the event, or the word, goes on
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === LINE_FEED) line += 1;
      if (isInString) {
        if (isEscaped) isEscaped = false;
        else if (code === BACKSLASH) isEscaped = true;
        else if (code === QUOTE) {
          isInString = false;
          if (isWord) word += text.slice(from, at);
          isWord = false;
        }
        continue;
      }
      if (code === QUOTE) {
        isInString = true;
        if (depth === 1) {
          isWord = true;
          word = '';
          from = at + 1;
        }
      } else if (code === 123 /* { */ || code === 91 /* [ */) {
        depth += 1;
        if (eventsDepth === 0 && depth === 2 && code === 91 && word === 'events') eventsDepth = depth;
        else if (eventsDepth > 0 && depth === eventsDepth + 1 && code === 123) {
          event = '';
          eventLine = line;
          from = at;
        }
      } else if (code === 125 /* } */ || code === 93 /* ] */) {
        if (event !== undefined && depth === eventsDepth + 1) {
          reads.push(readEvent(event + text.slice(from, at + 1), eventLine));
          event = undefined;
        } else if (depth === eventsDepth) eventsDepth = 0;
        if (depth > 0) depth -= 1;
        if (depth < 2) word = '';
      }
    }
    if (event !== undefined && event.length <= MAX_EVENT_CHARS) event += text.slice(from);
    if (isWord) word = (word + text.slice(from)).slice(0, 64);
    return reads;
  };

  return {
    push: scan,
    end: () => {
      if (event !== undefined) return [{ kind: 'unreadable', line: eventLine, why: 'the file ends within this event' }];
      return depth > 0 ? [{ kind: 'unreadable', line, why: 'the file ends before its JSON does' }] : [];
    },
  };
}

function readEvent(text: string, line: number): Read {
  if (text.length > MAX_EVENT_CHARS) return { kind: 'unreadable', line, why: 'the event is longer than 8 MiB' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'unreadable', line, why: 'the event is not JSON' };
  }
  if (!isObject(value)) return { kind: 'unreadable', line, why: 'the event is not a JSON object' };
  const { logStreamName, timestamp, message, eventId } = value;
  const timestampMs = readTime(timestamp);
  if (typeof timestampMs === 'string') return { kind: 'unreadable', line, why: timestampMs };
  if (typeof message !== 'string') return { kind: 'unreadable', line, why: 'message must be text' };
  return {
    kind: 'row',
    logGroup: undefined,
    logStream: typeof logStreamName === 'string' ? logStreamName : '',
    timestampMs,
    message,
    id: typeof eventId === 'string' && eventId !== '' ? eventId : undefined,
  };
}
