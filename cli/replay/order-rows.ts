/** Merges several saved logs by time: rows are put in order within 15 minutes or 200,000 rows; what comes later is late. */
import type { FileRead, LogRow } from './read-file';
import { createRowHeap } from './row-heap';

export interface Ordered {
  readonly rows: readonly LogRow[];
  /** How many of these came too late to be put in order; they stand where they came. */
  readonly late: number;
  /** Rows left out because one with the same log group, time and event id was there. */
  readonly repeated: number;
}

export interface RowSource {
  readonly file: string;
  readonly reads: AsyncIterable<readonly FileRead[]>;
}

/** What is told of on the way, for it is no row. */
export interface Asides {
  unreadable(file: string, line: number, why: string): void;
  control(): void;
}

export interface OrderLimits {
  readonly windowMs: number;
  readonly rows: number;
}

const LIMITS: OrderLimits = { windowMs: 15 * 60_000, rows: 200_000 };

interface OpenFile {
  readonly file: string;
  readonly reads: AsyncIterator<readonly FileRead[]>;
  newestMs: number;
}

export async function* orderRows(
  sources: readonly RowSource[],
  asides: Asides,
  limits: OrderLimits = LIMITS,
): AsyncGenerator<Ordered> {
  const heap = createRowHeap();
  const repeats = createRepeats();
  let open: OpenFile[] = sources.map(({ file, reads }) => ({
    file,
    reads: reads[Symbol.asyncIterator](),
    newestMs: -Infinity,
  }));
  let passedMs = -Infinity;
  while (open.length > 0 || heap.size > 0) {
    let late = 0;
    if (open.length > 0) {
      // The file that is furthest behind goes next, so that all move through time together.
      const behind = open.reduce((least, each) => (each.newestMs < least.newestMs ? each : least));
      const next = await behind.reads.next();
      if (next.done) open = open.filter((each) => each !== behind);
      else
        for (const row of rowsOf(next.value, behind.file, asides)) {
          heap.push(row);
          behind.newestMs = Math.max(behind.newestMs, row.timestampMs);
          if (row.timestampMs < passedMs) late += 1;
        }
    }
    const safeMs = open.reduce((least, each) => Math.min(least, each.newestMs), Infinity) - limits.windowMs;
    const rows: LogRow[] = [];
    let repeated = 0;
    for (let row = heap.peek(); row !== undefined; row = heap.peek()) {
      if (row.timestampMs >= safeMs && heap.size <= limits.rows) break;
      heap.pop();
      passedMs = Math.max(passedMs, row.timestampMs);
      if (repeats.has(row)) repeated += 1;
      else rows.push(row);
      if (rows.length >= limits.rows) break;
    }
    if (rows.length + repeated > 0) yield { rows, late, repeated };
  }
}

function* rowsOf(reads: readonly FileRead[], file: string, asides: Asides): Generator<LogRow> {
  for (const read of reads) {
    if (read.kind === 'row') yield read;
    else if (read.kind === 'control') asides.control();
    else asides.unreadable(file, read.line, read.why);
  }
}

/** Knows the event ids of the moment that is being passed: at-least-once deliveries repeat an event, with its time. */
function createRepeats() {
  let atMs = -Infinity;
  const ids = new Set<string>();
  return {
    has({ timestampMs, logGroup, id }: LogRow): boolean {
      if (timestampMs !== atMs) ids.clear();
      atMs = timestampMs;
      if (id === undefined) return false;
      const key = `${id} ${logGroup}`;
      if (ids.has(key)) return true;
      ids.add(key);
      return false;
    },
  };
}
