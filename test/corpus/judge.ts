/** Compares what the parser says of a corpus row with what the row expects. */
import { isObject, readJsonObject, type JsonObject } from '../../core/log/json';
import type { Parsed } from '../../core/log/parsed';
import type { HostileRow, Row } from './row';

/** Refused: no value was taken from a line that is broken or holds a placeholder. */
export type Verdict = 'exact' | 'refused' | { readonly wrong: string };

export function judgeRow(row: Row, parsed: Parsed): Verdict {
  const expected = expectedOf(row);
  const seen = seenOf(parsed);
  const kinds = KINDS[row.kind];
  if (kinds === undefined) return judgeMalformed(expected, seen, parsed);
  const hasPlaceholder = row.expected['requestId'] === null && parsed.kind === 'refused';
  if (hasPlaceholder && ['timeout', 'oom', 'error'].includes(row.kind)) return 'refused';
  if (!kinds.includes(parsed.kind)) return { wrong: `kind ${parsed.kind}` };
  for (const key of SCORED) {
    if (!carries(parsed, key)) continue;
    if (key === 'errorType' && isUnlisted(row, seen, expected)) continue;
    if (seen[key] !== expected[key]) return wrongValue(key, seen, expected);
  }
  return 'exact';
}

export function judgeHostile(row: HostileRow, parsed: Parsed): Verdict {
  const isTaken = !['refused', 'other', 'app'].includes(parsed.kind);
  const duration = 'durationMs' in parsed ? parsed.durationMs : undefined;
  switch (row.verdict) {
    case 'reject':
      return isTaken ? { wrong: `taken for ${parsed.kind}` } : 'exact';
    case 'accept':
    case 'accept-but-untrusted':
      return parsed.kind === 'report' ? 'exact' : { wrong: `not taken for a report but ${parsed.kind}` };
    case 'accept-last-or-reject':
      return !isTaken || (parsed.kind === 'report' && parsed.requestId === 'b') ? 'exact' : { wrong: 'not the last' };
    case 'reject-or-first':
      return !isTaken || duration === 1 ? 'exact' : { wrong: `duration ${String(duration)}` };
    case 'not-oom':
      return parsed.kind === 'failure' ? { wrong: 'taken for a failure' } : 'exact';
    default:
      return { wrong: `unknown verdict ${row.verdict}` };
  }
}

/** A broken line may be refused, or give some of its values, never another value. */
function judgeMalformed(expected: Values, seen: Values, parsed: Parsed): Verdict {
  if (parsed.kind === 'refused' || parsed.kind === 'other') return 'refused';
  for (const key of SCORED) {
    if (seen[key] === undefined || seen[key] === expected[key]) continue;
    return wrongValue(key, seen, expected);
  }
  return 'exact';
}

function wrongValue(key: string, seen: Values, expected: Values): Verdict {
  return { wrong: `${key} is ${JSON.stringify(seen[key])}, not ${JSON.stringify(expected[key])}` };
}

/** Which of our kinds a corpus kind may become; a line of words about memory is an application's. */
const KINDS: Readonly<Record<string, readonly Parsed['kind'][]>> = {
  report: ['report'],
  'json-report': ['report'],
  init: ['init'],
  restore: ['restore'],
  start: ['start'],
  end: ['end'],
  timeout: ['report', 'failure'],
  error: ['report', 'failure'],
  oom: ['report', 'failure', 'other'],
  extension: ['extension'],
  'json-platform': ['init', 'restore', 'start', 'end', 'extension', 'platform'],
  app: ['app', 'other'],
};

type Values = Readonly<Record<string, unknown>>;

const NAMES: Readonly<Record<string, string>> = {
  requestId: 'requestId',
  durationMs: 'durationMs',
  billedDurationMs: 'billedMs',
  memorySizeMB: 'memoryMb',
  maxMemoryUsedMB: 'maxMemoryMb',
  initDurationMs: 'initMs',
  restoreDurationMs: 'restoreMs',
  billedRestoreDurationMs: 'billedRestoreMs',
  status: 'status',
  errorType: 'errorType',
  phase: 'phase',
  runtimeVersion: 'runtimeVersion',
  name: 'name',
  state: 'state',
};
const SCORED = Object.values(NAMES);

function expectedOf(row: Row): Values {
  const named: Record<string, unknown> = {};
  for (const [theirs, ours] of Object.entries(NAMES)) named[ours] = row.expected[theirs] ?? undefined;
  const seconds = row.expected['timeoutSeconds'];
  if (typeof seconds === 'number') named['durationMs'] = Math.round(seconds * 1000);
  return named;
}

/** A failure line's cause is what the corpus calls its status; a runtime's own words about memory carry none. */
function seenOf(parsed: Parsed): Values {
  if (parsed.kind !== 'failure' || parsed.requestId === undefined) return { ...parsed };
  return { ...parsed, status: parsed.cause === 'timeout' ? 'timeout' : 'error' };
}

/** Where a line of an application tells an error type that the corpus leaves out, with the reason why it is one. */
const UNLISTED: readonly { readonly reason: string; readonly typeIn: (line: JsonObject) => unknown }[] = [
  {
    reason: 'Powertools for TypeScript writes a logged error as an object under "error", whose name is its type',
    typeIn: ({ error }) => (isObject(error) && typeof error['stack'] === 'string' ? error['name'] : undefined),
  },
];

function isUnlisted(row: Row, seen: Values, expected: Values): boolean {
  const line = row.kind === 'app' && expected['errorType'] === undefined ? readJsonObject(row.message) : undefined;
  return (
    line !== undefined &&
    UNLISTED.some(({ typeIn }) => seen['errorType'] !== undefined && typeIn(line) === seen['errorType'])
  );
}

/** Subscriptions name an extension too, which Vigil does not keep. */
function carries(parsed: Parsed, key: string): boolean {
  return parsed.kind === 'extension' || (key !== 'name' && key !== 'state');
}
