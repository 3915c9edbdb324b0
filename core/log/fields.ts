/** Reads the `Label: value unit` fields of a text platform line, whatever white space and order they come in. */
import { BILLED_MS, CALL_MS, INIT_MS, MEMORY_MB, USED_MB, isWithin, type Limit } from './limits';
import { isSpace, type Scanner } from './scanner';
import { standsAt } from './stands-at';

export interface Fields {
  durationMs?: number;
  billedMs?: number;
  memoryMb?: number;
  maxMemoryMb?: number;
  initMs?: number;
  restoreMs?: number;
  billedRestoreMs?: number;
  status?: string;
  errorType?: string;
  phase?: string;
  runtimeVersion?: string;
  name?: string;
  state?: string;
}

type NumberKey = 'durationMs' | 'billedMs' | 'memoryMb' | 'maxMemoryMb' | 'initMs' | 'restoreMs' | 'billedRestoreMs';
type WordKey = Exclude<keyof Fields, NumberKey>;

type Label =
  | { readonly text: string; readonly key: NumberKey; readonly unit: 'ms' | 'MB'; readonly limit: Limit }
  | { readonly text: string; readonly key: WordKey; readonly isLegal: (word: string) => boolean }
  | { readonly text: string; readonly key: undefined };

/**
 * Fields up to the end, a cut, or text that is no field (the platform appends error texts). Labels it does not know, as
 * agents and X-Ray add, are passed over with their value. A string says what breaks the grammar or a limit.
 */
export function readFields(scan: Scanner): Fields | string {
  const fields: Fields = {};
  for (;;) {
    const from = scan.at;
    const isSpaced = scan.skipSpace();
    if (scan.isAtEnd) return fields;
    if (!isSpaced) return 'a field is not set off by white space';
    const label = labelAt(scan);
    if (label === undefined) {
      if (!skipUnknown(scan, hasLineFeed(scan.text, from, scan.at))) return fields;
      continue;
    }
    scan.at += label.text.length;
    const why = readValue(scan, label, fields);
    if (why !== undefined) return why;
  }
}

function readValue(scan: Scanner, label: Label, fields: Fields): string | undefined {
  if (label.key === undefined) {
    scan.skipSpace();
    scan.word(MAX_WORD);
    return undefined;
  }
  if (fields[label.key] !== undefined) return `${label.text} stands there twice`;
  if ('unit' in label) {
    const value = scan.quantity(label.unit);
    if (value === undefined) return undefined;
    if (Number.isNaN(value)) return `${label.text} is not a number of ${label.unit}`;
    if (!isWithin(value, label.limit)) return `${label.text} ${value} ${label.unit} is beyond what Lambda allows`;
    fields[label.key] = value;
    return undefined;
  }
  scan.skipSpace();
  if (scan.isAtEnd) return undefined;
  if (labelAt(scan) !== undefined) return `${label.text} has no value`;
  const word = scan.word(MAX_WORD);
  if (!label.isLegal(word)) return `${label.text} has a value that Lambda does not write`;
  if (label.key === 'status' && scan.isAtEnd && isCutStatus(word)) return undefined;
  fields[label.key] = word;
  return undefined;
}

/** Goes over `Label: value [unit]` or `Label: [a, b]`; false where it is no field, so that the fields end here. */
function skipUnknown(scan: Scanner, isOnNewLine: boolean): boolean {
  const { text } = scan;
  if (isOnNewLine && !standsAt(text, 'XRAY ', scan.at)) return false;
  let colon = scan.at;
  while (colon - scan.at <= MAX_LABEL && isLabelCode(text.charCodeAt(colon))) colon += 1;
  if (colon === scan.at || text.charCodeAt(colon) !== COLON) return false;
  scan.at = colon + 1;
  scan.skipSpace();
  if (text.charCodeAt(scan.at) === OPEN_BRACKET) {
    const close = text.indexOf(']', scan.at);
    scan.at = close === -1 ? text.length : close + 1;
    return true;
  }
  scan.word(MAX_WORD);
  const afterWord = scan.at;
  if (!scan.skipSpace()) return true;
  const isUnit = (scan.skip('ms') || scan.skip('MB')) && (scan.isAtEnd || isSpace(text.charCodeAt(scan.at)));
  if (!isUnit) scan.at = afterWord;
  return true;
}

const MAX_WORD = 128;
const MAX_LABEL = 40;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;

const isLetters = (word: string): boolean => /^[A-Za-z][A-Za-z-]{0,31}$/.test(word);
const isVersion = (word: string): boolean => /^[A-Za-z0-9:._-]{1,128}$/.test(word);
const isPrintable = (word: string): boolean => word !== '' && !word.endsWith(':');

const LABELS: readonly Label[] = [
  { text: 'Duration:', key: 'durationMs', unit: 'ms', limit: CALL_MS },
  { text: 'Billed Duration:', key: 'billedMs', unit: 'ms', limit: BILLED_MS },
  { text: 'Memory Size:', key: 'memoryMb', unit: 'MB', limit: MEMORY_MB },
  { text: 'Max Memory Used:', key: 'maxMemoryMb', unit: 'MB', limit: USED_MB },
  { text: 'Init Duration:', key: 'initMs', unit: 'ms', limit: INIT_MS },
  { text: 'Restore Duration:', key: 'restoreMs', unit: 'ms', limit: CALL_MS },
  { text: 'Billed Restore Duration:', key: 'billedRestoreMs', unit: 'ms', limit: BILLED_MS },
  { text: 'Status:', key: 'status', isLegal: isLetters },
  { text: 'Error Type:', key: 'errorType', isLegal: isPrintable },
  { text: 'Phase:', key: 'phase', isLegal: isLetters },
  { text: 'Runtime Version:', key: 'runtimeVersion', isLegal: isVersion },
  { text: 'Runtime Version ARN:', key: undefined },
  { text: 'Name:', key: 'name', isLegal: isPrintable },
  { text: 'State:', key: 'state', isLegal: isLetters },
];

const labelsByFirst = new Map<number, readonly Label[]>();
for (const label of LABELS) {
  const first = label.text.charCodeAt(0);
  labelsByFirst.set(first, [...(labelsByFirst.get(first) ?? []), label]);
}

function labelAt(scan: Scanner): Label | undefined {
  const labels = labelsByFirst.get(scan.text.charCodeAt(scan.at));
  if (labels === undefined) return undefined;
  for (const label of labels) if (standsAt(scan.text, label.text, scan.at)) return label;
  return undefined;
}

function isCutStatus(word: string): boolean {
  return ['success', 'failure', 'error', 'timeout'].some((status) => status !== word && status.startsWith(word));
}

function hasLineFeed(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (text.charCodeAt(at) === 0x0a) return true;
  return false;
}

function isLabelCode(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x20;
}
