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
  const durationMs = readAfter(line, DURATION);
  const billedMs = readAfter(line, BILLED);
  const memoryMb = readAfter(line, MEMORY);
  const maxMemoryMb = readAfter(line, MAX_MEMORY);
  if (!isWithin(durationMs, CALL_MS) || !isWithin(billedMs, BILLED_MS)) return undefined;
  if (!isWithin(memoryMb, MEMORY_MB) || !isWithin(maxMemoryMb, USED_MB)) return undefined;
  const initMs = line.skip(MB_END) ? undefined : readAfter(line, INIT);
  if (initMs !== undefined && !(isWithin(initMs, INIT_MS) && line.skip(MS_END))) return undefined;
  if (line.at !== to) return undefined;
  return { kind: 'report', requestId, durationMs, billedMs, memoryMb, maxMemoryMb, initMs };
}

export function readUsualStart({ piece, from, to }: RawMessage): Start | undefined {
  const line = new OctetReader(piece, from);
  const requestId = line.skip(START) ? line.id() : undefined;
  if (requestId === undefined) return undefined;
  if (line.skip(VERSION_LATEST)) return line.at === to ? { kind: 'start', requestId, version: '$LATEST' } : undefined;
  if (!line.skip(VERSION)) return undefined;
  const versionAt = line.at;
  if (!line.skipDigits() || line.at - versionAt > MAX_VERSION) return undefined;
  const version = piece.latin1.slice(versionAt, line.at);
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
const VERSION_LATEST = wordOf(' Version: $LATEST\\n');
const LINE_FEED = wordOf('\\n');
/** Each label with the unit before it, for what stands between two numbers is compared at once. */
const DURATION = wordOf('\\tDuration: ');
const BILLED = wordOf(' ms\\tBilled Duration: ');
const MEMORY = wordOf(' ms\\tMemory Size: ');
const MAX_MEMORY = wordOf(' MB\\tMax Memory Used: ');
const INIT = wordOf(' MB\\tInit Duration: ');
const MB_END = wordOf(' MB\\t\\n');
const MS_END = wordOf(' ms\\t\\n');

const MAX_VERSION = 18;

/** NaN where the field is another. */
function readAfter(line: OctetReader, label: Word): number {
  return line.skip(label) ? line.number() : Number.NaN;
}
