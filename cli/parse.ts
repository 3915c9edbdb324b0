/** `vigil parse`: prints for each row of saved logs what Vigil sees in it, as one JSON object a line. */
import { once } from 'node:events';
import { readJsonObject } from '../core/log/json';
import { parseMessage } from '../core/log/parse';
import type { Parsed } from '../core/log/parsed';
import type { SourceOf } from '../core/observe';
import { readLines } from './read-lines';
import { createRowsWindow, type SeenRow } from './rows-window';

export interface ParseOptions {
  readonly stdin?: AsyncIterable<Uint8Array | string>;
  /** @default settings say nothing of any log group's logins */
  readonly sourceOf?: SourceOf;
  /** Of lines that do not say it. */
  readonly logGroup?: string;
}

/** Throws UnreadableFile for a file that is missing, a directory or damaged; what came before it has been printed. */
export async function parseFiles(
  files: readonly string[],
  out: NodeJS.WritableStream,
  { stdin, sourceOf = () => undefined, logGroup = '' }: ParseOptions = {},
): Promise<void> {
  const printer = createPrinter(out);
  for (const file of files) {
    const rows = createRowsWindow<object>();
    try {
      for await (const { line, text } of readLines(file, stdin)) {
        const { message, stream, atMs, ...row } = readRow(text);
        const parsed = parseMessage(message, sourceOf(row.logGroup ?? logGroup));
        const where = files.length > 1 ? { file, line } : { line };
        for (const seen of rows.add(where, stream, parsed, atMs)) await printer.print(seen);
      }
    } finally {
      for (const seen of rows.end()) await printer.print(seen);
      await printer.flush();
    }
  }
}

const FLUSH_LENGTH = 64 * 1024;

/** Writes in large pieces while there is much to read, and what there is as soon as the input makes one wait. */
function createPrinter(out: NodeJS.WritableStream) {
  let pending = '';
  let isPlanned = false;
  const flush = async (): Promise<void> => {
    const text = pending;
    pending = '';
    if (text !== '' && !out.write(text)) await once(out, 'drain');
  };
  return {
    flush,
    async print({ where, parsed, suspect }: SeenRow<object>): Promise<void> {
      const why = suspect === undefined ? undefined : { suspect: true, why: suspect };
      pending += `${JSON.stringify({ ...where, ...describe(parsed), ...why })}\n`;
      if (pending.length >= FLUSH_LENGTH) await flush();
      else if (!isPlanned) {
        isPlanned = true;
        setImmediate(() => {
          isPlanned = false;
          void flush();
        });
      }
    },
  };
}

interface LogRow {
  /** What is known of the stream: rows without one are taken for lines of the same. */
  readonly stream: string;
  readonly logGroup: string | undefined;
  readonly atMs: number | undefined;
  readonly message: string;
}

/** The message of a saved row; a line that is no such row is a message itself, as is an application's own JSON line. */
function readRow(text: string): LogRow {
  const row = text.includes('"message"') ? readJsonObject(text) : undefined;
  const message = row?.['message'];
  const isRow = row !== undefined && ('logStream' in row || 'logGroup' in row || !APP_KEYS.some((key) => key in row));
  if (!isRow || typeof message !== 'string') return { stream: '', logGroup: undefined, atMs: undefined, message: text };
  const { logGroup, logStream, timestamp } = row;
  const atMs = typeof timestamp === 'number' ? timestamp : undefined;
  const name = typeof logGroup === 'string' ? logGroup : undefined;
  return { stream: JSON.stringify([logGroup, logStream]), logGroup: name, atMs, message };
}

const APP_KEYS = ['level', 'event', 'requestId', 'function_request_id', 'AWSRequestId', '_aws', 'record'];

/** What JSON.stringify prints of it: keys that are undefined are left out. */
function describe(parsed: Parsed): object {
  switch (parsed.kind) {
    case 'login': {
      const { outcome, reason, account, isKnownAccount, address, times, format, isDeclared } = parsed.login;
      const who = { user: account, isKnownAccount, address };
      return { kind: 'login', requestId: parsed.requestId, outcome, reason, ...who, times, format, isDeclared };
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
      const { kind, requestId, level, message, errorType, isMetrics, caller, failure } = parsed;
      return { kind, requestId, level, message, errorType, isMetrics, caller, failure };
    }
    case 'start':
      return { kind: parsed.kind, requestId: parsed.requestId, tenantId: parsed.tenantId };
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
