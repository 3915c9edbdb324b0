/** Reads the frame that a runtime puts around a function's own text lines: Node's tabs, Python's `[LEVEL]`. */
import { failureOf, readBareFailure, readDotNetFailure, readNodeFailure } from './app-failure';
import { messageFrom, type AppText } from './app-frames';
import { isoTimeEnd } from './iso-time';
import type { App } from './parsed';
import { isRequestId } from './request-id';

/** `<time>\t<request id>\t<LEVEL>\t<message>`, from Node and .NET; undefined where the line is anything else. */
export function readNodeText(text: string): AppText | undefined {
  const timeEnd = isoTimeEnd(text, 0);
  if (timeEnd === -1 || text.charCodeAt(timeEnd) !== TAB) return undefined;
  const idEnd = tabAfter(text, timeEnd + 1, 64);
  const levelEnd = tabAfter(text, idEnd + 1, MAX_LEVEL);
  if (idEnd === -1 || levelEnd === -1) return undefined;
  const level = text.slice(idEnd + 1, levelEnd);
  const messageAt = levelEnd + 1;
  const app: App = {
    kind: 'app',
    requestId: idOf(text.slice(timeEnd + 1, idEnd)),
    level,
    message: messageFrom(text, messageAt),
    failure: failureAt(text, messageAt, level),
  };
  return { app, messageAt };
}

/** `[LEVEL]\t<time>\t<request id>\t<message>` or `[LEVEL] <message>`; undefined where the line is anything else. */
export function readPythonText(text: string): AppText | undefined {
  let close = 1;
  while (close <= MAX_LEVEL && isCapital(text.charCodeAt(close))) close += 1;
  if (close < 4 || text.charAt(close) !== ']') return undefined;
  const level = text.slice(1, close);
  const after = close + 1;
  const timeEnd = text.charCodeAt(after) === TAB ? isoTimeEnd(text, after + 1) : -1;
  if (timeEnd !== -1 && text.charCodeAt(timeEnd) === TAB) {
    const idEnd = tabAfter(text, timeEnd + 1, 64);
    if (idEnd === -1) return undefined;
    const requestId = idOf(text.slice(timeEnd + 1, idEnd));
    return { app: { kind: 'app', requestId, level, message: messageFrom(text, idEnd + 1) }, messageAt: idEnd + 1 };
  }
  if (text.charAt(after) !== ' ' && text.charCodeAt(after) !== TAB) return undefined;
  const errorType = level === 'ERROR' ? exceptionAt(text, after + 1) : undefined;
  const failure = errorType === undefined ? framelessFailure(text, level, after + 1) : failureOf(errorType);
  const message = messageFrom(text, after + 1);
  return { app: { kind: 'app', level, message, errorType, failure }, messageAt: after + 1 };
}

const TAB = 0x09;
const MAX_LEVEL = 16;

function tabAfter(text: string, from: number, maxLength: number): number {
  for (let at = from; at <= from + maxLength; at += 1) if (text.charCodeAt(at) === TAB) return at;
  return -1;
}

/** Empty while a Python function initialises; Node writes the word undefined there, which is passed on as it stands. */
function idOf(text: string): string | undefined {
  return isRequestId(text) ? text : undefined;
}

function isCapital(code: number): boolean {
  return code >= 0x41 && code <= 0x5a;
}

function failureAt(text: string, messageAt: number, level: string): App['failure'] {
  if (level === 'ERROR') return readNodeFailure(text, messageAt);
  if (level !== 'fail') return undefined; // .NET
  return readDotNetFailure(text, messageAt) ?? readBareFailure(text.slice(messageAt));
}

/** Ruby's words for memory that ran out; or of the client that several runtimes share, of a response of more than 6 MB. */
function framelessFailure(text: string, level: string, from: number): App['failure'] {
  if (level === 'FATAL') return readBareFailure(text);
  const isTooLarge = level === 'ERROR' && TOO_LARGE.test(text.slice(from, from + 160));
  return isTooLarge ? failureOf('Function.ResponseSizeTooLarge') : undefined;
}

const TOO_LARGE = /^\[\d{13}\] LAMBDA_RUNTIME Failed to post handler success response\. Http response code: 413\.\s*$/;

/** Python's own words for an exception that nobody caught: `ValueError: …` and then a traceback. */
function exceptionAt(text: string, from: number): string | undefined {
  const name = /^[A-Za-z_][A-Za-z0-9_.]{0,127}(?=[:\r\n])/.exec(text.slice(from, from + 129))?.[0];
  return name !== undefined && text.includes('Traceback (most recent call last)', from) ? name : undefined;
}
