/** Reads a function's own line in JSON, as the runtimes' JSON format, Powertools and embedded metrics write it. */
import type { JsonObject } from './json';
import type { App } from './parsed';
import { isRequestId } from './request-id';

/** Undefined where the object has none of the keys by which a logger's line is known. */
export function readAppJson(line: JsonObject): App | undefined {
  if (!('level' in line || 'message' in line || 'msg' in line || '_aws' in line)) return undefined;
  return {
    kind: 'app',
    requestId: requestIdOf(line),
    level: wordOf(line['level']),
    errorType: wordOf(line['errorType']),
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

function wordOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, 128) : undefined;
}
