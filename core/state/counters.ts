/** Names every number that a minute bucket can hold. Short, for each name is paid for in every item; listed in docs/state.md. */
export const COUNTER = {
  // A function's minute.
  calls: 'n',
  /** Failed calls that neither timed out nor ran out of memory. */
  errors: 'er',
  timeouts: 'to',
  outOfMemory: 'om',
  coldStarts: 'cs',
  durationUs: 'du',
  initUs: 'iu',
  billedMs: 'bm',
  /** Billed milliseconds × configured megabytes: what cost is computed from on reading. */
  billedMbMs: 'gm',
  /** REPORTs that the delivery itself contradicts: in no other counter, never learned, never costed. */
  suspects: 'su',
  // A login source's minute.
  attempts: 'at',
  failures: 'fl',
  /** Failed logins whose account does not exist, where the log says so. */
  unknownAccounts: 'un',
  /** Tries whose result the log does not tell; no attempts. */
  probes: 'pr',
} as const;

/** Names of the sets: of (register, rank) pairs, and of failed attempts (see `failed-requests.ts`). */
export const SKETCH = { addresses: 'ad', accounts: 'ac', failedRequests: 'fr' } as const;

/** Calls by duration cell (see `log-histogram.ts`); only calls that did not fail. */
export const durationCell = (cell: number): string => nameOf('d', cell);

/** Calls by cell of maximum memory used, in MB. */
export const memoryCell = (cell: number): string => nameOf('m', cell);

/** How much less than a delivery of its own each call of a cell weighs where it is learned (see `learned-weights.ts`). */
export const lightCell = (cell: number): string => nameOf('x', cell);

/** Calls of a published version; those of $LATEST have none. */
export const versionCalls = (version: string): string => `v${version}`;

/** Calls that timed out, by duration cell: where the time limit lies. */
export const timeoutCell = (cell: number): string => `t${cell}`;

/** There are a few hundred cells, whose names are made and read a million times. */
const NAMES: Readonly<Record<'d' | 'm' | 'x', string[]>> = { d: [], m: [], x: [] };
const CELLS = new Map<string, number>();
const MOST_KEPT = 2048;

const nameOf = (prefix: 'd' | 'm' | 'x', cell: number): string => (NAMES[prefix][cell] ??= `${prefix}${cell}`);

/** The number behind a name's first letter; NaN where there is none. */
function cellIn(name: string): number {
  const known = CELLS.get(name);
  if (known !== undefined) return known;
  const cell = Number(name.slice(1));
  if (CELLS.size < MOST_KEPT) CELLS.set(name, cell);
  return cell;
}

/** The cells of one histogram among a bucket's counters, unordered. */
export function readCells(
  counters: ReadonlyMap<string, number>,
  prefix: 'd' | 'm' | 't' | 'x' | 'v',
): [cell: number, count: number][] {
  const cells: [number, number][] = [];
  for (const [name, count] of counters) {
    if (name.charAt(0) !== prefix) continue;
    const cell = cellIn(name);
    if (Number.isInteger(cell)) cells.push([cell, count]);
  }
  return cells;
}

/** The cells of durations, memory and time-outs in one go. */
export function readHistograms(
  counters: ReadonlyMap<string, number>,
): Record<'d' | 'm' | 't', [cell: number, count: number][]> {
  const cells: Record<'d' | 'm' | 't', [cell: number, count: number][]> = { d: [], m: [], t: [] };
  for (const [name, count] of counters) {
    const prefix = name.charAt(0);
    if (prefix !== 'd' && prefix !== 'm' && prefix !== 't') continue;
    const cell = cellIn(name);
    if (Number.isInteger(cell)) cells[prefix].push([cell, count]);
  }
  return cells;
}

/** Calls by published version, among a bucket's counters or a sum of them. */
export function readVersionCalls(counters: ReadonlyMap<string, number>): [version: string, calls: number][] {
  const versions: [version: string, calls: number][] = [];
  for (const [name, calls] of counters) {
    if (name.charAt(0) === 'v' && /^v\d+$/.test(name)) versions.push([name.slice(1), calls]);
  }
  return versions;
}
