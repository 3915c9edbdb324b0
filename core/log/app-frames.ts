/** Reads the frames that loggers of Ruby, Java, Go and Rust put around a line of text. */
import { failureOf } from './app-failure';
import { readJsonObject } from './json';
import type { App, AppFailure } from './parsed';
import { isRequestId } from './request-id';

export interface AppText {
  readonly app: App;
  /** Where the function's own words begin. */
  readonly messageAt: number;
}

/** `I, [<time> #<process>]  INFO <request id> -- <program>: <message>`; undefined where the line is anything else. */
export function readRubyText(text: string): AppText | undefined {
  return framed(text, RUBY.exec(text.slice(0, MAX_HEAD)));
}

/** `<date> <time> <request id> <LEVEL> <logger> - <message>`, the layout that AWS proposes for log4j, and its kin. */
export function readJavaText(text: string): AppText | undefined {
  return framed(text, JAVA.exec(text.slice(0, MAX_HEAD)));
}

/** `[<time> ]<LEVEL> Lambda runtime invoke{requestId="…" …}: <message>`, coloured or not. */
export function readRustText(text: string): AppText | undefined {
  const read = framed(text, RUST.exec(text.slice(0, MAX_HEAD)));
  if (read === undefined || !text.startsWith(PANICKED, read.messageAt)) return read;
  return { ...read, app: { ...read.app, failure: failureOf('panic') } };
}

/** `2026/10/01 10:00:00 <message>`, of Go's own logger; its runtime prints the error of a failed call so, as JSON alone. */
export function readGoText(text: string): AppText | undefined {
  const messageAt = GO.exec(text.slice(0, 32))?.[0].length;
  if (messageAt === undefined) return undefined;
  const app: App = { kind: 'app', message: messageFrom(text, messageAt), failure: goFailure(text, messageAt) };
  return { app, messageAt };
}

/** As much of a message as is kept. */
export const messageFrom = (text: string, at: number): string | undefined =>
  text.slice(at, at + MAX_MESSAGE).trimEnd() || undefined;

const MAX_HEAD = 512;
const MAX_MESSAGE = 256;
const ID = '([0-9A-Za-z-]{1,64})';
const RUBY = new RegExp(`^[DIWEFA], \\[[\\dT:.-]{19,32} #\\d{1,10}\\] {1,2}([A-Z]{3,7}) ${ID}? ?-- [^:\\n]{0,80}: `);
const JAVA = new RegExp(`^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})? ${ID} {1,2}([A-Z]{4,5}) {1,2}`);
const COLOUR = '(?:\u001B\\[\\d{1,2}m)';
const BLANKS = `(?:${COLOUR}| ){0,12}`;
const RUST = new RegExp(
  `^${BLANKS}(?:\\d{4}-\\d\\d-\\d\\dT[\\d:.]{8,18}Z)?${BLANKS}([A-Z]{4,5})${BLANKS}Lambda runtime invoke${BLANKS}` +
    `\\{[^\\n"]{0,40}"${ID}"[^}\\n]{0,300}\\}${BLANKS}:${BLANKS}`,
);
const GO = /^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d(?:\.\d{1,9})? /;
const PANICKED = 'user handler panicked';
const GO_ERROR = '{"errorMessage":';

/** A level and a request id, in whatever order: levels are capitals, and no id is. */
function framed(text: string, found: RegExpExecArray | null): AppText | undefined {
  if (found === null) return undefined;
  const [head, one, other] = found;
  const level = /^[A-Z]{3,7}$/.test(one ?? '') ? one : other;
  const id = level === one ? other : one;
  const requestId = id !== undefined && isRequestId(id) ? id : undefined;
  return { app: { kind: 'app', requestId, level, message: messageFrom(text, head.length) }, messageAt: head.length };
}

function goFailure(text: string, messageAt: number): AppFailure | undefined {
  if (!text.startsWith(GO_ERROR, messageAt)) return undefined;
  const error = readJsonObject(text.slice(messageAt));
  const errorType = error?.['errorType'];
  if (error === undefined || typeof errorType !== 'string' || errorType === '' || errorType.length > 128)
    return undefined;
  return Object.keys(error).every((key) => GO_KEYS.has(key)) ? failureOf(errorType) : undefined;
}

const GO_KEYS: ReadonlySet<string> = new Set(['errorMessage', 'errorType', 'stackTrace']);
