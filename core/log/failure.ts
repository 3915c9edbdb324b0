/** Reads the failures that older platforms write on lines of their own: time-outs, killed and vanished processes. */
import { isoTimeEnd } from './iso-time';
import { CALL_MS, isWithin } from './limits';
import type { Failure, Refused } from './parsed';
import { refused } from './refused';
import { isRequestId } from './request-id';
import { Scanner } from './scanner';

/** `<time> <request id> Task timed out after 3.00 seconds`; undefined where the line is anything else. */
export function readTimeout(text: string): Failure | Refused | undefined {
  const end = isoTimeEnd(text, 0);
  if (end === -1 || text.charCodeAt(end) !== SPACE) return undefined;
  const scan = new Scanner(text, end + 1);
  const requestId = scan.word(64);
  return text.startsWith(TIMED_OUT, scan.at) ? readTimedOut(scan, requestId) : undefined;
}

/** `RequestId: <request id> Error: …` or `… Process exited before completing request`; undefined for anything else. */
export function readFailure(text: string): Failure | Refused | undefined {
  const scan = new Scanner(text, 0);
  if (!scan.skip('RequestId: ')) return undefined;
  const requestId = scan.word(64);
  if (scan.skip(' Process exited before completing request')) return failure(requestId, 'error');
  if (!scan.skip(' Error:')) return undefined;
  if (text.startsWith(TIMED_OUT, scan.at)) return readTimedOut(scan, requestId);
  const isKilled = text.startsWith(' Runtime exited with error: signal: killed', scan.at);
  const errorType = errorTypeAfter(text, scan.at);
  if (errorType === undefined && !KNOWN_ERRORS.some((known) => text.startsWith(known, scan.at))) return undefined;
  return failure(requestId, isKilled || errorType === 'Runtime.OutOfMemory' ? 'out-of-memory' : 'error', errorType);
}

const SPACE = 0x20;
const TIMED_OUT = ' Task timed out after ';
const KNOWN_ERRORS = [' Runtime exited', ' Runtime failed', ' fork/exec ', " Couldn't find valid bootstrap"];

function readTimedOut(scan: Scanner, requestId: string): Failure | Refused {
  scan.skip(TIMED_OUT);
  const durationMs = Math.round(scan.number() * 1_000_000) / 1_000;
  const isWhole = scan.skip(' seconds');
  scan.skipSpace();
  if (!isWhole || !scan.isAtEnd) return refused('a time-out in words that Lambda does not write');
  if (!isWithin(durationMs, CALL_MS)) return refused('a time-out after longer than Lambda allows');
  return failure(requestId, 'timeout', undefined, durationMs);
}

function failure(
  requestId: string,
  cause: Failure['cause'],
  errorType?: string,
  durationMs?: number,
): Failure | Refused {
  if (!isRequestId(requestId)) return refused('a failure without a request id');
  return { kind: 'failure', requestId, cause, errorType, durationMs };
}

/** The platform writes the error's type on the second line. */
function errorTypeAfter(text: string, from: number): string | undefined {
  const lineFeed = text.indexOf('\n', from);
  if (lineFeed === -1) return undefined;
  const word = new Scanner(text, lineFeed + 1).word(128);
  return /^(?:Runtime|Extension|Function|Sandbox)\.[A-Za-z0-9_.]+$/.test(word) ? word : undefined;
}
