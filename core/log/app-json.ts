/** Reads a function's own line in JSON, as the runtimes' JSON format, Powertools, embedded metrics and loggers write it. */
import { readJsonFailure } from './app-failure';
import { isObject, type JsonObject } from './json';
import type { App, Caller } from './parsed';
import { isRequestId } from './request-id';

/** Undefined where the object has none of the keys by which a logger's line is known. */
export function readAppJson(line: JsonObject): App | undefined {
  const failure = readJsonFailure(line);
  if (failure === undefined && !KNOWN_KEYS.some((key) => key in line)) return undefined;
  return {
    kind: 'app',
    requestId: requestIdOf(line),
    level: levelOf(line),
    errorType: wordOf(line['errorType']),
    isMetrics: isObject(line['_aws']) && 'CloudWatchMetrics' in line['_aws'] ? true : undefined,
    caller: callerOf(line),
    failure,
  };
}

/** The request id under whatever name the runtime or logger gives it. */
export function requestIdOf(line: JsonObject): string | undefined {
  for (const key of REQUEST_ID_KEYS) {
    const value = line[key];
    if (typeof value === 'string' && isRequestId(value)) return value;
  }
  return undefined;
}

const REQUEST_ID_KEYS = ['requestId', 'function_request_id', 'AWSRequestId', 'AWSrequestId', 'aws_request_id'];
const LEVEL_KEYS = ['level', 'log_level', 'severity', 'levelname', 'log.level'];
const KNOWN_KEYS = [...LEVEL_KEYS, 'message', 'msg', '_aws'];

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

const USER_KEYS = ['userId', 'user_id', 'userid', 'user', 'username', 'user.id', 'usr.id'];
const ADDRESS_KEYS = [
  'sourceIp',
  'source_ip',
  'clientIp',
  'client_ip',
  'ip',
  'remoteAddress',
  'remote_addr',
  'client.ip',
];
const TENANT_KEYS = ['tenantId', 'tenant_id'];

function callerOf(line: JsonObject): Caller | undefined {
  const user = firstWord(line, USER_KEYS);
  const address = firstWord(line, ADDRESS_KEYS);
  const tenant = firstWord(line, TENANT_KEYS);
  return user === undefined && address === undefined && tenant === undefined ? undefined : { user, address, tenant };
}

function firstWord(line: JsonObject, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = line[key];
    const word = wordOf(isObject(value) ? (value['id'] ?? value['name']) : value);
    if (word !== undefined) return word;
  }
  return undefined;
}

function wordOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, 128) : undefined;
}
