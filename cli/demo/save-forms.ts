/** Writes rows as a saved log in one of the forms that replay reads: a file for all, or one for each log group. */
import { gzipSync } from 'node:zlib';
import type { LogRow } from '../replay/read-file';
import type { Form } from '../replay/sniff';

export interface SavedFile {
  /** Empty for the one file of NDJSON rows. */
  readonly logGroup: string;
  readonly name: string;
  readonly text: string;
}

/** Rows come in order of time. */
export function saveForm(form: Form, rows: readonly LogRow[]): SavedFile[] {
  if (form === 'ndjson') return [{ logGroup: '', name: 'demo.ndjson', text: rows.map(ndjson).join('') }];
  return [...byLogGroup(rows)].map(([logGroup, own]) => ({
    logGroup,
    name: `${logGroup.slice(logGroup.lastIndexOf('/') + 1)}${ENDING[form]}`,
    text: TEXT[form](own),
  }));
}

const ENDING = { 'filter-log-events': '.json', 's3-export': '.log', payloads: '.payloads' } as const;

const TEXT = { 'filter-log-events': filterLogEvents, 's3-export': s3Export, payloads } as const;

function byLogGroup(rows: readonly LogRow[]): Map<string, LogRow[]> {
  const groups = new Map<string, LogRow[]>();
  for (const row of rows) {
    const group = groups.get(row.logGroup);
    if (group === undefined) groups.set(row.logGroup, [row]);
    else group.push(row);
  }
  return groups;
}

const ndjson = ({ logGroup, logStream, timestampMs, message }: LogRow): string =>
  `${JSON.stringify({ logGroup, logStream, timestamp: timestampMs, message })}\n`;

function filterLogEvents(rows: readonly LogRow[]): string {
  const events = rows.map(({ logStream, timestampMs, message }, at) => ({
    logStreamName: logStream,
    timestamp: timestampMs,
    message,
    ingestionTime: timestampMs + 1500,
    eventId: eventId(timestampMs, at),
  }));
  return `${JSON.stringify({ events, searchedLogStreams: [] }, undefined, 4)}\n`;
}

function s3Export(rows: readonly LogRow[]): string {
  return rows.map(({ timestampMs, message }) => `${new Date(timestampMs).toISOString()} ${message}\n`).join('');
}

/** Deliveries of one stream each, plain and wrapped in turn, after CloudWatch's question whether anyone is there. */
function payloads(rows: readonly LogRow[]): string {
  const control = {
    messageType: 'CONTROL_MESSAGE',
    owner: 'CloudwatchLogs',
    logGroup: '',
    logStream: '',
    logEvents: [],
  };
  const lines = deliveries(rows).map(({ logGroup, logStream, logEvents }, at) => {
    const text = JSON.stringify({
      messageType: 'DATA_MESSAGE',
      owner: '123456789012',
      logGroup,
      logStream,
      subscriptionFilters: ['vigil'],
      logEvents,
    });
    return at % 2 === 0 ? text : JSON.stringify({ awslogs: { data: gzipSync(text).toString('base64') } });
  });
  return [JSON.stringify(control), ...lines].map((line) => `${line}\n`).join('');
}

interface Delivery {
  readonly logGroup: string;
  readonly logStream: string;
  readonly logEvents: { readonly id: string; readonly timestamp: number; readonly message: string }[];
}

const MOST_EVENTS = 40;

/** A stream's neighbouring events, cut anywhere. */
function deliveries(rows: readonly LogRow[]): Delivery[] {
  const all: Delivery[] = [];
  for (const [at, { logGroup, logStream, timestampMs, message }] of rows.entries()) {
    let last = all.at(-1);
    if (last?.logStream !== logStream || last.logEvents.length >= MOST_EVENTS) {
      last = { logGroup, logStream, logEvents: [] };
      all.push(last);
    }
    last.logEvents.push({ id: eventId(timestampMs, at), timestamp: timestampMs, message });
  }
  return all;
}

/** 56 digits, as CloudWatch's. */
const eventId = (timestampMs: number, at: number): string => `3${String(timestampMs)}${String(at).padStart(42, '0')}`;
