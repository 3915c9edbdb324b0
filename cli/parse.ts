/** `vigil parse`: prints for each row of saved logs what Vigil sees in it, as one JSON object a line. */
import { once } from 'node:events';
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
    let pending = '';
    try {
      for await (const { line, text } of readLines(file, stdin)) {
        const where = files.length > 1 ? { file, line } : { line };
        pending += `${JSON.stringify({ ...where, ...describe(parseMessage(messageOf(text))) })}\n`;
        if (pending.length < FLUSH_LENGTH) continue;
        await write(out, pending);
        pending = '';
      }
    } finally {
      if (pending !== '') await write(out, pending);
    }
  }
}

const FLUSH_LENGTH = 64 * 1024;

async function write(out: NodeJS.WritableStream, text: string): Promise<void> {
  if (!out.write(text)) await once(out, 'drain');
}

/** The message of a saved row; a line that is no such row is a message itself, as is an application's own JSON line. */
function messageOf(text: string): string {
  const row = text.includes('"message"') ? readJsonObject(text) : undefined;
  const message = row?.['message'];
  if (row === undefined || typeof message !== 'string') return text;
  if ('logStream' in row || 'logGroup' in row) return message;
  return APP_KEYS.some((key) => key in row) ? text : message;
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
      return { kind, requestId, durationMs, status: cause === 'timeout' ? cause : 'error', errorType, reason: cause };
    }
    case 'platform': {
      const { kind, requestId, durationMs, status, errorType } = parsed;
      return { kind, requestId, durationMs, status, errorType };
    }
    case 'app':
      return { kind: 'app', requestId: parsed.requestId, errorType: parsed.errorType };
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
