/** Reads the platform's own events in JSON format: `{"time":…,"type":"platform.…","record":{…}}` and nothing else. */
import { isObject, type JsonObject } from './json';
import { isoTimeEnd } from './iso-time';
import { BILLED_MS, CALL_MS, INIT_MS, MEMORY_MB, USED_MB, isWithin, type Limit } from './limits';
import type { Parsed } from './parsed';
import { refused } from './refused';
import { isRequestId } from './request-id';

/** Undefined where the object is no platform event at all, such as a log entry that has keys of its own. */
export function readPlatformJson(line: JsonObject): Parsed | undefined {
  const { time, type, record } = line;
  if (typeof type !== 'string' || !type.startsWith('platform.')) return undefined;
  if ('level' in line || 'message' in line || 'timestamp' in line) return undefined;
  if (typeof time !== 'string' || isoTimeEnd(time, 0) !== time.length)
    return refused('a platform event without a time');
  if (Object.keys(line).length !== 3) return refused('a platform event with keys that Lambda does not write');
  if (!/^platform\.[A-Za-z]{1,40}$/.test(type)) return refused('a platform event with a type that is none');
  if (typeof record === 'string') return { kind: 'platform', event: type };
  if (!isObject(record)) return refused(`${type} without a record`);
  const reader = new RecordReader(type, record);
  const event = readEvent(type, reader);
  return reader.why === undefined ? event : refused(reader.why);
}

function readEvent(type: string, record: RecordReader): Parsed {
  const status = record.word('status');
  const errorType = record.word('errorType');
  switch (type) {
    case 'platform.report':
      return readReport(record, status, errorType);
    case 'platform.start':
      return {
        kind: 'start',
        requestId: record.requestId(),
        version: record.word('version'),
        tenantId: record.word('tenantId'),
      };
    case 'platform.end':
      return { kind: 'end', requestId: record.requestId() };
    case 'platform.initStart':
    case 'platform.initRuntimeDone':
    case 'platform.initReport': {
      const runtimeVersion = record.word('runtimeVersion');
      const initMs = record.metric('durationMs', INIT_MS);
      return { kind: 'init', initMs, phase: record.word('phase'), status, errorType, runtimeVersion };
    }
    case 'platform.restoreStart':
    case 'platform.restoreRuntimeDone':
    case 'platform.restoreReport': {
      const restoreMs = record.metric('durationMs', CALL_MS);
      return { kind: 'restore', restoreMs, status, errorType, runtimeVersion: record.word('runtimeVersion') };
    }
    case 'platform.extension':
      return { kind: 'extension', name: record.word('name'), state: record.word('state'), errorType };
    case 'platform.runtimeDone': {
      const durationMs = record.metric('durationMs', CALL_MS);
      return { kind: 'platform', event: type, requestId: record.requestId(), durationMs, status, errorType };
    }
    default:
      return { kind: 'platform', event: type, status, errorType };
  }
}

function readReport(record: RecordReader, status: string | undefined, errorType: string | undefined): Parsed {
  const requestId = record.requestId();
  const durationMs = record.metric('durationMs', CALL_MS);
  if (durationMs === undefined) return refused('platform.report without a duration');
  return {
    kind: 'report',
    requestId,
    durationMs,
    billedMs: record.metric('billedDurationMs', BILLED_MS),
    memoryMb: record.metric('memorySizeMB', MEMORY_MB),
    maxMemoryMb: record.metric('maxMemoryUsedMB', USED_MB),
    initMs: record.metric('initDurationMs', INIT_MS),
    restoreMs: record.metric('restoreDurationMs', CALL_MS),
    billedRestoreMs: record.metric('billedRestoreDurationMs', BILLED_MS),
    status,
    errorType,
    tenantId: record.word('tenantId'),
  };
}

/** Takes values out of a record; the first one of a wrong type or beyond a limit is kept as `why` to refuse the line. */
class RecordReader {
  why: string | undefined;
  private readonly metrics: JsonObject;

  constructor(
    private readonly type: string,
    private readonly record: JsonObject,
  ) {
    const metrics = record['metrics'] ?? {};
    this.metrics = isObject(metrics) ? metrics : {};
    if (!isObject(metrics)) this.refuse('metrics is no object');
  }

  requestId(): string {
    const value = this.record['requestId'];
    if (typeof value === 'string' && isRequestId(value)) return value;
    this.refuse('no request id');
    return '';
  }

  word(key: string): string | undefined {
    const value = this.record[key];
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'string' && value.length <= 128) return value === '' ? undefined : value;
    return this.refuse(`${key} is no short text`);
  }

  metric(key: string, limit: Limit): number | undefined {
    const value = this.metrics[key];
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'number' && isWithin(value, limit)) return value;
    return this.refuse(`${key} is no number that Lambda allows`);
  }

  private refuse(why: string): undefined {
    this.why ??= `${this.type}: ${why}`;
    return undefined;
  }
}
