/** What is remembered of a metric as a few hundred bytes, and back again to the bit. */
import { newMetricState, type MetricState } from './metric-state';
import type { FadingCounts } from './fading-counts';
import { defaultSurprise, type SurpriseSettings } from './settings';

/** Grows when the layout or the meaning of a cell changes: what an older version wrote is then forgotten, not misread. */
const VERSION = 1;

/** Layout: version, number of averages, then float64 numbers, then counts as variable-length integers with runs of zeros as one. */
export function encodeMetricState(state: MetricState): Uint8Array {
  const numbers = [
    state.values,
    state.unitValues,
    state.unit,
    state.last,
    state.bar,
    ...state.averages,
    ...state.hours,
  ];
  const view = new DataView(new ArrayBuffer(2 + numbers.length * 8));
  view.setUint8(0, VERSION);
  view.setUint8(1, state.averages.length);
  numbers.forEach((number, index) => view.setFloat64(2 + index * 8, number));
  const bytes = [...new Uint8Array(view.buffer)];
  for (const { cells } of countsOf(state)) writeCells(bytes, cells);
  return Uint8Array.from(bytes);
}

/** Undefined for bytes that are none of this version and these settings: the metric is then learned anew. */
export function decodeMetricState(
  bytes: Uint8Array,
  settings: SurpriseSettings = defaultSurprise,
): MetricState | undefined {
  const state = newMetricState(settings);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const heads = 5 + state.averages.length + state.hours.length;
  if (bytes.length < 2 + heads * 8 || bytes[0] !== VERSION || bytes[1] !== state.averages.length) return undefined;
  const numbers = Array.from({ length: heads }, (_, index) => view.getFloat64(2 + index * 8));
  const [values = 0, unitValues = 0, unit = 0, last = 0, bar = 0] = numbers;
  state.averages.set(numbers.slice(5, 5 + state.averages.length));
  state.hours.set(numbers.slice(5 + state.averages.length));
  const known = state.hours.filter((usual) => !Number.isNaN(usual));
  if (![unit, last, bar, ...state.averages, ...known].every(Number.isFinite)) return undefined;
  if (![values, unitValues].every((count) => Number.isSafeInteger(count) && count >= 0)) return undefined;
  let at: number | undefined = 2 + heads * 8;
  for (const counts of countsOf(state)) at = at === undefined ? undefined : readCells(bytes, at, counts);
  return at === bytes.length ? Object.assign(state, { values, unitValues, unit, last, bar }) : undefined;
}

const countsOf = ({ valuesSeen, sizesSeen }: MetricState): readonly FadingCounts[] => [valuesSeen, ...sizesSeen];

function writeCells(bytes: number[], cells: Uint16Array): void {
  for (let cell = 0; cell < cells.length;) {
    let end = cell;
    while (end < cells.length && cells[end] === 0) end += 1;
    if (end > cell) bytes.push(0, end - cell);
    else writeInteger(bytes, cells[end++]!);
    cell = end;
  }
}

/** Where the next counts begin; undefined where the bytes hold no counts of this size. */
function readCells(bytes: Uint8Array, from: number, counts: FadingCounts): number | undefined {
  let at = from;
  for (let cell = 0; cell < counts.cells.length;) {
    const number = readInteger(bytes, at);
    if (number === undefined) return undefined;
    at = number.next;
    if (number.value === 0) {
      const run = bytes[at++] ?? 0;
      if (run === 0) return undefined;
      cell += run;
      if (cell > counts.cells.length) return undefined;
    } else {
      counts.cells[cell++] = number.value;
      counts.total += number.value;
    }
  }
  return at;
}

/** Seven bits a byte, the low ones first; the high bit says that more follow. */
function writeInteger(bytes: number[], integer: number): void {
  let rest = integer;
  for (; rest > 0x7f; rest >>= 7) bytes.push((rest & 0x7f) | 0x80);
  bytes.push(rest);
}

function readInteger(bytes: Uint8Array, from: number): { readonly value: number; readonly next: number } | undefined {
  let value = 0;
  for (let each = 0; each < 3; each += 1) {
    const byte = bytes[from + each];
    if (byte === undefined) return undefined;
    value |= (byte & 0x7f) << (7 * each);
    if (byte <= 0x7f) return value <= 0xffff ? { value, next: from + each + 1 } : undefined;
  }
  return undefined;
}
