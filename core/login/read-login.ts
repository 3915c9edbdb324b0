/** Asks the login readers: first the one that settings name for the log group, then those whose lines may stand anywhere. */
import { isObject, readJsonObject, type JsonObject } from '../log/json';
import { FORMATS, type FormatReader } from './formats';
import { eventOf, type LoginEvent, type LoginFacts, type LoginFormat } from './login-event';
import type { LoginSource } from './login-source';
import { findOwaspToken, readOwaspText } from './owasp';

/** Cheap, and never wrongly false: whether an undeclared line is worth a look. V8 finds these at half the cost of includes. */
export function mayHoldLogin(text: string): boolean {
  return /login/i.test(text) || /class_uid|uthentication/.test(text);
}

/** `text` is the line as written, `line` what it holds. */
export function readLoginJson(text: string, line: JsonObject, source?: LoginSource): LoginEvent | undefined {
  const declared = source && readDeclaredJson(line, source);
  if (declared !== undefined || !mayHoldLogin(text)) return declared;
  // A line that names its event is about that event, whatever its message quotes.
  const inner = typeof line['event'] === 'string' ? undefined : innerOf(line['message']);
  for (const format of ANYWHERE) {
    const facts = format.readJson?.(line, undefined) ?? (inner && format.readJson?.(inner, undefined));
    if (facts !== undefined) return eventOf(facts, format.format, false);
  }
  return undefined;
}

/** The message begins at `from`, after the frame of a Lambda runtime; it may itself be JSON. */
export function readLoginText(text: string, from: number, source?: LoginSource): LoginEvent | undefined {
  const isWorthIt = mayHoldLogin(text);
  if (!isWorthIt && source === undefined) return undefined;
  const message = from === 0 ? text : text.slice(from);
  const line = from > 0 ? readJsonObject(message) : undefined;
  if (line !== undefined) return readLoginJson(message, line, source);
  const reader = source && READERS.get(source.format);
  const declared = reader?.readText?.(message, source);
  if (reader !== undefined && declared !== undefined)
    return eventOf(declared, reader.format, source?.isGuessed !== true);
  const at = isWorthIt ? findOwaspToken(text, from) : -1;
  const facts = at === -1 ? undefined : readOwaspText(text.slice(at));
  return facts && eventOf(facts, 'owasp', source?.format === 'owasp');
}

const READERS: ReadonlyMap<LoginFormat, FormatReader> = new Map(FORMATS.map((format) => [format.format, format]));
const ANYWHERE = FORMATS.filter((format) => format.anywhere);

/** The event may stand by itself, under `message` as Lambda nests it, or under `detail` as EventBridge does. */
function readDeclaredJson(line: JsonObject, source: LoginSource): LoginEvent | undefined {
  const reader = READERS.get(source.format);
  if (reader === undefined) return undefined;
  const message = line['message'] ?? line['MESSAGE'];
  const facts =
    reader.readJson?.(line, source) ??
    readInner(reader, message, source) ??
    readInner(reader, line['detail'], source) ??
    (typeof message === 'string' ? reader.readText?.(message, source) : undefined);
  return facts && eventOf(facts, reader.format, source.isGuessed !== true);
}

function readInner(reader: FormatReader, value: unknown, source: LoginSource): LoginFacts | undefined {
  const inner = value === undefined ? undefined : innerOf(value);
  return inner && reader.readJson?.(inner, source);
}

function innerOf(value: unknown): JsonObject | undefined {
  if (isObject(value)) return value;
  return typeof value === 'string' ? readJsonObject(value) : undefined;
}
