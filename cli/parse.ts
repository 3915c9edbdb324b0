/** `vigil parse`: prints for each row of saved logs what Vigil sees in it, as one JSON object a line. */
import { once } from 'node:events';
import { Attempts, type Attempt } from '../core/log/attempts';
import { readJsonObject } from '../core/log/json';
import { parseMessage } from '../core/log/parse';
import type { Parsed } from '../core/log/parsed';
import { readLines } from './read-lines';

/** Throws UnreadableFile for a file that is missing, a directory or damaged; what came before it has been printed. */
export async function parseFiles(
  files: readonly string[],
  out: NodeJS.WritableStream,
  stdin?: AsyncIterable<Uint8Array | string>,
): Promise<void> {
  for (const file of files) {
    let rows = createWindow();
    try {
      for await (const { line, text } of readLines(file, stdin)) {
        rows.add(files.length > 1 ? { file, line } : { line }, readRow(text));
        if (!rows.isFull()) continue;
        const full = rows;
        rows = createWindow();
        await write(out, full);
      }
    } finally {
      await write(out, rows);
    }
  }
}

/** As many rows as one delivery holds at most: a REPORT is held against what the rows around it say of its request. */
const WINDOW_ROWS = 10_000;

interface Window {
  add(where: object, row: LogRow): void;
  isFull(): boolean;
  lines(): Iterable<string>;
}

function createWindow(): Window {
  const streams = new Map<string, Attempts<undefined>>();
  const rows: { readonly where: object; readonly parsed: Parsed; readonly attempt: Attempt<undefined> | undefined }[] =
    [];
  return {
    add(where, { stream, atMs, message }) {
      const attempts = streams.get(stream) ?? new Attempts<undefined>();
      streams.set(stream, attempts);
      const parsed = parseMessage(message);
      rows.push({ where, parsed, attempt: attempts.see(parsed, undefined, atMs) });
    },
    isFull: () => rows.length >= WINDOW_ROWS,
    *lines() {
      for (const { where, parsed, attempt } of rows) {
        const why = attempt?.suspect;
        yield JSON.stringify({ ...where, ...describe(parsed), ...(why !== undefined && { suspect: true, why }) });
      }
    },
  };
}

const FLUSH_LENGTH = 64 * 1024;

async function write(out: NodeJS.WritableStream, window: Window): Promise<void> {
  let pending = '';
  for (const line of window.lines()) {
    pending += `${line}\n`;
    if (pending.length < FLUSH_LENGTH) continue;
    await writeText(out, pending);
    pending = '';
  }
  if (pending !== '') await writeText(out, pending);
}

async function writeText(out: NodeJS.WritableStream, text: string): Promise<void> {
  if (!out.write(text)) await once(out, 'drain');
}

interface LogRow {
  /** What is known of the stream: rows without one are taken for lines of the same. */
  readonly stream: string;
  readonly atMs: number | undefined;
  readonly message: string;
}

/** The message of a saved row; a line that is no such row is a message itself, as is an application's own JSON line. */
function readRow(text: string): LogRow {
  const row = text.includes('"message"') ? readJsonObject(text) : undefined;
  const message = row?.['message'];
  const isRow = row !== undefined && ('logStream' in row || 'logGroup' in row || !APP_KEYS.some((key) => key in row));
  if (!isRow || typeof message !== 'string') return { stream: '', atMs: undefined, message: text };
  const { logGroup, logStream, timestamp } = row;
  const atMs = typeof timestamp === 'number' ? timestamp : undefined;
  return { stream: JSON.stringify([logGroup, logStream]), atMs, message };
}

const APP_KEYS = ['level', 'event', 'requestId', 'function_request_id', 'AWSRequestId', '_aws', 'record'];

/** What JSON.stringify prints of it: keys that are undefined are left out. */
function describe(parsed: Parsed): object {
  switch (parsed.kind) {
    case 'login': {
      const { outcome, reason, account, address } = parsed.login;
      return { kind: 'login', requestId: parsed.requestId, reason, user: account, address, outcome };
    }
    case 'failure': {
      const { kind, requestId, durationMs, errorType, cause } = parsed;
      // A runtime's own words about memory tell neither the request nor what Lambda made of it.
      const status = requestId === undefined ? undefined : cause === 'timeout' ? cause : 'error';
      return { kind, requestId, durationMs, status, errorType, reason: cause };
    }
    case 'platform': {
      const { kind, requestId, durationMs, status, errorType } = parsed;
      return { kind, requestId, durationMs, status, errorType };
    }
    case 'app': {
      const { kind, requestId, errorType, isMetrics, failure } = parsed;
      return { kind, requestId, errorType, isMetrics, failure };
    }
    case 'start':
    case 'end':
      return { kind: parsed.kind, requestId: parsed.requestId };
    case 'init': {
      const { kind, initMs, status, errorType, phase } = parsed;
      return { kind, initMs, status, errorType, phase };
    }
    case 'restore': {
      const { kind, restoreMs, status, errorType } = parsed;
      return { kind, restoreMs, status, errorType };
    }
    case 'extension':
      return { kind: 'extension', errorType: parsed.errorType };
    default:
      return parsed;
  }
}
