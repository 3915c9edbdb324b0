/** Reads a function's own line in JSON, as the runtimes' JSON format, Powertools, embedded metrics and loggers write it. */
import { readJsonFailure } from './app-failure';
import { readCaller } from './caller';
import { isObject, valuesOf, type JsonObject, type Values } from './json';
import type { App } from './parsed';
import { isRequestId } from './request-id';

/** Undefined where the object has none of the keys by which a logger's line is known. */
export function readAppJson(line: JsonObject): App | undefined {
  const failure = readJsonFailure(line);
  if (failure === undefined && !KNOWN_KEYS.some((key) => key in line)) return undefined;
  return {
    kind: 'app',
    requestId: requestIdOf(line),
    level: levelOf(line),
    message: messageOf(line),
    errorType: errorTypeOf(line),
    isMetrics: isObject(line['_aws']) && 'CloudWatchMetrics' in line['_aws'] ? true : undefined,
    caller: readCaller(line),
    failure,
  };
}

/** The request id under whatever name the runtime or logger gives it: at the top, or in a logger's context. */
export function requestIdOf(line: JsonObject): string | undefined {
  const own = ownRequestId(valuesOf(line));
  if (own !== undefined) return own;
  for (const key of CONTEXT_KEYS) {
    const context = line[key];
    const inner = isObject(context) ? ownRequestId(valuesOf(context)) : undefined;
    if (inner !== undefined) return inner;
  }
  return undefined;
}

/** At the top of the line. */
export function ownRequestId(line: Values): string | undefined {
  for (const key of REQUEST_ID_KEYS) {
    const value = line(key);
    if (typeof value === 'string' && isRequestId(value)) return value;
  }
  return undefined;
}

export const REQUEST_ID_KEYS = [
  'requestId',
  'function_request_id',
  'AWSRequestId',
  'AWSrequestId',
  'aws_request_id',
  'awsRequestId',
  'lambda_request_id',
  'functionRequestId',
  'FunctionRequestId',
  'faas.invocation_id',
];
/** Where log4j, logback, Rust's tracing and winston put what goes with every line. */
const CONTEXT_KEYS = ['contextMap', 'mdc', 'span', 'context', 'metadata'];
const LEVEL_KEYS = ['level', 'log_level', 'severity', 'levelname', 'log.level', 'Level', '@l'];
const MESSAGE_KEYS = ['message', 'msg', 'Message', '@m', '@mt', 'event', 'errorMessage'];
const KNOWN_KEYS = [...LEVEL_KEYS, 'message', 'msg', '@mt', '_aws'];
const ERROR_TYPE_KEYS = ['errorType', 'exception_name', 'error.type', 'exception.type'];
/** An error as an object of its own: of Node's JSON format, Powertools, pino, log4j, ECS. */
const ERROR_KEYS = ['error', 'err', 'exception', 'thrown', 'message'];
const MAX_MESSAGE = 256;

const PINO_LEVELS: Readonly<Record<number, string>> = {
  10: 'trace',
  20: 'debug',
  30: 'info',
  40: 'warn',
  50: 'error',
  60: 'fatal',
};

function levelOf(line: JsonObject): string | undefined {
  for (const key of LEVEL_KEYS) {
    const value = line[key];
    const level = typeof value === 'number' ? PINO_LEVELS[value] : wordOf(value);
    if (level !== undefined) return level;
  }
  return undefined;
}

function messageOf(line: JsonObject): string | undefined {
  for (const key of MESSAGE_KEYS) {
    const value = line[key];
    if (typeof value === 'string' && value !== '') return value.slice(0, MAX_MESSAGE);
  }
  const fields = line['fields'] ?? line['message']; // Rust's tracing; Node's JSON format of an error
  if (!isObject(fields)) return undefined;
  const inner = fields['message'] ?? fields['errorMessage'];
  return typeof inner === 'string' ? inner.slice(0, MAX_MESSAGE) : undefined;
}

function errorTypeOf(line: JsonObject): string | undefined {
  for (const key of ERROR_TYPE_KEYS) {
    const word = wordOf(line[key]);
    if (word !== undefined) return word;
  }
  for (const key of ERROR_KEYS) {
    const error = line[key];
    const word = isObject(error) ? wordOf(error['errorType'] ?? error['type'] ?? error['name']) : undefined;
    if (word !== undefined) return word;
  }
  return undefined;
}

function wordOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, 128) : undefined;
}
