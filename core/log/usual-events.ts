/** Reads platform.start and platform.report as they stand in a delivery: JSON.parse of them costs five times as much. */
import type { RawMessage } from './batch';
import { BILLED_MS, CALL_MS, INIT_MS, MEMORY_MB, USED_MB, isWithin } from './limits';
import { OctetReader } from './octet-reader';
import { wordOf } from './words';
import type { Report, Start } from './parsed';

/** Undefined for every other line and form, which the general reader reads; of these it says the same. */
export function readUsualEvent({ piece, from, to }: RawMessage): Report | Start | undefined {
  const line = new OctetReader(piece, from);
  if (!line.skip(TIME) || !skipTime(line)) return undefined;
  const isReport = line.skip(REPORT);
  if (!isReport && !line.skip(START)) return undefined;
  const requestId = line.id();
  if (requestId === undefined) return undefined;
  const event = isReport ? readReport(line, requestId) : readStart(line, requestId);
  return line.at === to ? event : undefined;
}

const TIME = wordOf('{\\"time\\":\\"');
const REPORT = wordOf('\\",\\"type\\":\\"platform.report\\",\\"record\\":{\\"requestId\\":\\"');
const START = wordOf('\\",\\"type\\":\\"platform.start\\",\\"record\\":{\\"requestId\\":\\"');
const LATEST = wordOf('\\",\\"version\\":\\"$LATEST\\"');
const ARN = wordOf(',\\"functionArn\\":\\"');
const METRICS = wordOf('\\",\\"metrics\\":{\\"');
const DURATION = wordOf('durationMs\\":');
const BILLED = wordOf('billedDurationMs\\":');
const MEMORY = wordOf('memorySizeMB\\":');
const USED = wordOf('maxMemoryUsedMB\\":');
const INIT = wordOf('initDurationMs\\":');
const NEXT = wordOf(',\\"');
const QUOTE = wordOf('\\"');
const CLOSE = wordOf('}');
const SUCCESS = wordOf(',\\"status\\":\\"success\\"');
const CLOSE_BOTH = wordOf('}}');
const DASH = wordOf('-');
const COLON = wordOf(':');
const T = wordOf('T');
const DOT = wordOf('.');
const Z = wordOf('Z');

function readStart(line: OctetReader, requestId: string): Start | undefined {
  if (!line.skip(LATEST)) return undefined;
  if (line.skip(ARN)) {
    while (isArnCode(line.octets[line.at] ?? 0)) line.at += 1;
    if (!line.skip(QUOTE)) return undefined;
  }
  return line.skip(CLOSE_BOTH) ? { kind: 'start', requestId, version: '$LATEST' } : undefined;
}

/** The metrics in the order in which Lambda writes them, init only where there was one. */
function readReport(line: OctetReader, requestId: string): Report | undefined {
  if (!line.skip(METRICS) || !line.skip(DURATION)) return undefined;
  const durationMs = line.number();
  const billedMs = line.skip(NEXT) && line.skip(BILLED) ? line.number() : Number.NaN;
  const memoryMb = line.skip(NEXT) && line.skip(MEMORY) ? line.number() : Number.NaN;
  const maxMemoryMb = line.skip(NEXT) && line.skip(USED) ? line.number() : Number.NaN;
  if (!isWithin(durationMs, CALL_MS) || !isWithin(billedMs, BILLED_MS)) return undefined;
  if (!isWithin(memoryMb, MEMORY_MB) || !isWithin(maxMemoryMb, USED_MB)) return undefined;
  const initMs = line.skip(NEXT) ? (line.skip(INIT) ? line.number() : Number.NaN) : undefined;
  if ((initMs !== undefined && !isWithin(initMs, INIT_MS)) || !line.skip(CLOSE)) return undefined;
  const status = line.skip(SUCCESS) ? 'success' : undefined;
  if (!line.skip(CLOSE_BOTH)) return undefined;
  return { kind: 'report', requestId, durationMs, billedMs, memoryMb, maxMemoryMb, initMs, status };
}

/** `2026-10-08T06:54:01.479Z`, with the fraction that Lambda writes. */
function skipTime(line: OctetReader): boolean {
  const from = line.at;
  const isTime =
    line.skipDigits() &&
    line.skip(DASH) &&
    line.skipDigits() &&
    line.skip(DASH) &&
    line.skipDigits() &&
    line.skip(T) &&
    line.skipDigits() &&
    line.skip(COLON) &&
    line.skipDigits() &&
    line.skip(COLON) &&
    line.skipDigits() &&
    line.skip(DOT) &&
    line.skipDigits() &&
    line.skip(Z);
  return isTime && line.at - from === '2026-10-08T06:54:01.479Z'.length;
}

function isArnCode(code: number): boolean {
  return code >= 0x24 && code <= 0x7a && code !== 0x5c; // $ to z without the backslash
}
