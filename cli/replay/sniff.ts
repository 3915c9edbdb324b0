/** Tells a saved log's form by how it begins, never by its name. */
import { createFilterLogEventsReader } from './filter-log-events';
import { createNdjsonReader } from './ndjson-rows';
import { createPayloadReader } from './payload-rows';
import type { RowReader } from './row';
import { createS3ExportReader, EXPORT_TIME } from './s3-export';

export type Form = 'ndjson' | 'filter-log-events' | 's3-export' | 'payloads';

export const readerOf: Record<Form, () => RowReader> = {
  ndjson: createNdjsonReader,
  'filter-log-events': createFilterLogEventsReader,
  's3-export': createS3ExportReader,
  payloads: createPayloadReader,
};

/** How much of a file's beginning is looked at. */
export const HEAD_CHARS = 64 * 1024;

/** The keys that only one form has on its outermost level. */
const KEYS: Readonly<Record<string, Form>> = {
  awslogs: 'payloads',
  messageType: 'payloads',
  logEvents: 'payloads',
  events: 'filter-log-events',
  searchedLogStreams: 'filter-log-events',
  message: 'ndjson',
  timestamp: 'ndjson',
};

/** The form of the first line that has one: a broken first line does not hide the rest. Undefined for no form at all. */
export function sniffForm(head: string): Form | undefined {
  for (let from = 0; from < head.length;) {
    const feed = head.indexOf('\n', from);
    const to = feed === -1 ? head.length : feed;
    const line = head.slice(from, to).trimStart();
    if (EXPORT_TIME.test(line.trimEnd())) return 's3-export';
    const form = line.startsWith('{') ? formOfObject(head.slice(to - line.length)) : undefined;
    if (form !== undefined) return form;
    from = to + 1;
  }
  return undefined;
}

/** Looks at the outermost keys of the object that `text` begins with, as far as it goes. */
function formOfObject(text: string): Form | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at]!;
    if (char === '"') {
      const end = endOfString(text, at);
      const form = depth === 1 ? KEYS[text.slice(at + 1, end)] : undefined;
      if (form !== undefined && /^\s*:/.test(text.slice(end + 1, end + 32))) return form;
      at = end;
    } else if (char === '{' || char === '[') depth += 1;
    else if ((char === '}' || char === ']') && (depth -= 1) === 0) return undefined;
  }
  return undefined;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}
