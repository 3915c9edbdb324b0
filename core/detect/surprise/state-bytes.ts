/** What is remembered of a metric as a few hundred bytes, and back again to the bit. */
import { newMetricState, type MetricState } from './metric-state';
import type { FadingCounts } from './fading-counts';
import { defaultSurprise, type SurpriseSettings } from './settings';

/** Grows when the layout or the meaning of a cell changes: what an older version wrote is then forgotten, not misread. */
const VERSION = 1;
/** Numbers before the averages. */
const HEADS = 5;

/** Layout: version, number of averages, then float64 numbers, then counts as variable-length integers with runs of zeros as one. */
export function encodeMetricState(state: MetricState): Uint8Array {
  const { values, unitValues, unit, last, bar, averages, hours } = state;
  const counts = countsOf(state);
  const heads = 2 + (HEADS + averages.length + hours.length) * 8;
  const bytes = new Uint8Array(heads + counts.reduce((sum, { cells }) => sum + cells.length * 3, 0));
  const view = new DataView(bytes.buffer);
  view.setUint8(0, VERSION);
  view.setUint8(1, averages.length);
  let at = 2;
  for (const numbers of [[values, unitValues, unit, last, bar], averages, hours]) {
    for (let each = 0; each < numbers.length; each += 1, at += 8) view.setFloat64(at, numbers[each]!);
  }
  for (const { cells } of counts) at = writeCells(bytes, at, cells);
  return bytes.subarray(0, at);
}

/** Undefined for bytes that are none of this version and these settings: the metric is then learned anew. */
export function decodeMetricState(
  bytes: Uint8Array,
  settings: SurpriseSettings = defaultSurprise,
): MetricState | undefined {
  const state = newMetricState(settings);
  const { averages, hours } = state;
  const heads = 2 + (HEADS + averages.length + hours.length) * 8;
  if (bytes.length < heads || bytes[0] !== VERSION || bytes[1] !== averages.length) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const number = (index: number): number => view.getFloat64(2 + index * 8);
  const [values, unitValues, unit, last, bar] = [number(0), number(1), number(2), number(3), number(4)];
  for (let each = 0; each < averages.length; each += 1) averages[each] = number(HEADS + each);
  for (let each = 0; each < hours.length; each += 1) hours[each] = number(HEADS + averages.length + each);
  if (![unit, last, bar].every(Number.isFinite) || !averages.every(Number.isFinite)) return undefined;
  if (!hours.every((usual) => Number.isNaN(usual) || Number.isFinite(usual))) return undefined;
  if (!isCount(values) || !isCount(unitValues)) return undefined;
  let at: number | undefined = heads;
  for (const counts of countsOf(state)) at = at === undefined ? undefined : readCells(bytes, at, counts);
  return at === bytes.length ? Object.assign(state, { values, unitValues, unit, last, bar }) : undefined;
}

const isCount = (count: number): boolean => Number.isSafeInteger(count) && count >= 0;

const countsOf = ({ valuesSeen, sizesSeen }: MetricState): readonly FadingCounts[] => [valuesSeen, ...sizesSeen];

/** Where the next counts begin. */
function writeCells(bytes: Uint8Array, from: number, cells: Uint16Array): number {
  let at = from;
  for (let cell = 0; cell < cells.length;) {
    let end = cell;
    while (end < cells.length && cells[end] === 0) end += 1;
    if (end > cell) {
      bytes[at++] = 0;
      bytes[at++] = end - cell;
      cell = end;
      continue;
    }
    // Seven bits a byte, the low ones first; the high bit says that more follow.
    let rest = cells[cell++]!;
    for (; rest > 0x7f; rest >>= 7) bytes[at++] = (rest & 0x7f) | 0x80;
    bytes[at++] = rest;
  }
  return at;
}

/** A count has 16 bits, in three bytes at most. */
const LARGEST_COUNT = 0xffff;

/** Where the next counts begin; undefined where the bytes hold no counts of this size. */
function readCells(bytes: Uint8Array, from: number, counts: FadingCounts): number | undefined {
  const { cells } = counts;
  let at = from;
  for (let cell = 0; cell < cells.length;) {
    let count = 0;
    let byte = 0x80;
    for (let shift = 0; byte > 0x7f; shift += 7) {
      if (shift > 14 || at >= bytes.length) return undefined;
      byte = bytes[at++]!;
      count |= (byte & 0x7f) << shift;
    }
    if (count > LARGEST_COUNT) return undefined;
    if (count > 0) {
      cells[cell++] = count;
      counts.total += count;
      continue;
    }
    const run = bytes[at++] ?? 0;
    cell += run;
    if (run === 0 || cell > cells.length) return undefined;
  }
  return at;
}
