/** Reads START, END and REPORT as they stand in a delivery, in the very form that Lambda writes today: nine lines of ten. */
import type { RawMessage } from './batch';
import { BILLED_MS, CALL_MS, INIT_MS, MEMORY_MB, USED_MB, isWithin } from './limits';
import { OctetReader } from './octet-reader';
import { wordOf, type Word } from './words';
import type { End, Report, Start } from './parsed';

/** Undefined for every other line and form, which the general readers read; of these they say the same. */
export function readUsualReport({ piece, from, to }: RawMessage): Report | undefined {
  const line = new OctetReader(piece, from);
  const requestId = line.skip(REPORT) ? line.id() : undefined;
  if (requestId === undefined) return undefined;
  const durationMs = readField(line, DURATION, MS);
  const billedMs = readField(line, BILLED, MS);
  const memoryMb = readField(line, MEMORY, MB);
  const maxMemoryMb = readField(line, MAX_MEMORY, MB);
  if (!isWithin(durationMs, CALL_MS) || !isWithin(billedMs, BILLED_MS)) return undefined;
  if (!isWithin(memoryMb, MEMORY_MB) || !isWithin(maxMemoryMb, USED_MB)) return undefined;
  const initMs = line.skip(TAB_LINE_FEED) ? undefined : readField(line, INIT, MS);
  if (initMs !== undefined && !(isWithin(initMs, INIT_MS) && line.skip(TAB_LINE_FEED))) return undefined;
  if (line.at !== to) return undefined;
  return { kind: 'report', requestId, durationMs, billedMs, memoryMb, maxMemoryMb, initMs };
}

export function readUsualStart({ piece, from, to }: RawMessage): Start | undefined {
  const line = new OctetReader(piece, from);
  const requestId = line.skip(START) ? line.id() : undefined;
  if (requestId === undefined || !line.skip(VERSION)) return undefined;
  const versionAt = line.at;
  const isLatest = line.skip(LATEST);
  if ((!isLatest && !line.skipDigits()) || line.at - versionAt > MAX_VERSION) return undefined;
  const version = isLatest ? '$LATEST' : piece.latin1.slice(versionAt, line.at);
  if (!line.skip(LINE_FEED) || line.at !== to) return undefined;
  return { kind: 'start', requestId, version };
}

export function readUsualEnd({ piece, from, to }: RawMessage): End | undefined {
  const line = new OctetReader(piece, from);
  const requestId = line.skip(END) ? line.id() : undefined;
  if (requestId === undefined || !line.skip(LINE_FEED) || line.at !== to) return undefined;
  return { kind: 'end', requestId };
}

const REPORT = wordOf('REPORT RequestId: ');
const START = wordOf('START RequestId: ');
const END = wordOf('END RequestId: ');
const VERSION = wordOf(' Version: ');
const LATEST = wordOf('$LATEST');
const LINE_FEED = wordOf('\\n');
const TAB_LINE_FEED = wordOf('\\t\\n');
const DURATION = wordOf('\\tDuration: ');
const BILLED = wordOf('\\tBilled Duration: ');
const MEMORY = wordOf('\\tMemory Size: ');
const MAX_MEMORY = wordOf('\\tMax Memory Used: ');
const INIT = wordOf('\\tInit Duration: ');
const MS = wordOf(' ms');
const MB = wordOf(' MB');

const MAX_VERSION = 18;

/** NaN where the field is another. */
function readField(line: OctetReader, label: Word, unit: Word): number {
  const value = line.skip(label) ? line.number() : Number.NaN;
  return line.skip(unit) ? value : Number.NaN;
}
