/**
 * Follows saved rows as one delivery would be followed, and gives each back as soon as nothing that comes later can change
 * what is said of it: only a REPORT whose START has not been seen waits, for its START may follow and make it suspect.
 */
import { Attempts, RETRY_AFTER_MS, type Attempt } from '../core/log/attempts';
import type { Parsed } from '../core/log/parsed';

export interface SeenRow<Where> {
  readonly where: Where;
  readonly parsed: Parsed;
  /** Why a REPORT is not believed. */
  readonly suspect: string | undefined;
}

export interface RowsWindow<Where> {
  /** Rows without a stream are taken for lines of the same. Gives the rows that are now settled, in their order. */
  add(where: Where, stream: string, parsed: Parsed, atMs: number | undefined): SeenRow<Where>[];
  /** The rows that still wait. */
  end(): SeenRow<Where>[];
}

/** As many events as one delivery holds at most: what lies further apart is not held against one another. */
const WINDOW_ROWS = 10_000;

interface Stream {
  readonly attempts: Attempts<undefined>;
  /** Of its newest row that has a time. */
  lastMs: number | undefined;
}

interface Waiting<Where> {
  readonly where: Where;
  readonly parsed: Parsed;
  readonly attempt: Attempt<undefined> | undefined;
  readonly stream: Stream;
}

export function createRowsWindow<Where>(): RowsWindow<Where> {
  let streams = new Map<string, Stream>();
  let waiting: Waiting<Where>[] = [];
  let rows = 0;

  const take = (count: number): SeenRow<Where>[] => {
    const settled = waiting.slice(0, count);
    waiting = waiting.slice(count);
    return settled.map(({ where, parsed, attempt }) => ({ where, parsed, suspect: attempt?.suspect }));
  };
  const end = (): SeenRow<Where>[] => {
    streams = new Map();
    rows = 0;
    return take(waiting.length);
  };

  return {
    add(where, name, parsed, atMs) {
      const stream = streams.get(name) ?? { attempts: new Attempts<undefined>(), lastMs: undefined };
      streams.set(name, stream);
      rows += 1;
      const attempt = stream.attempts.see(parsed, undefined, atMs);
      stream.lastMs = later(stream.lastMs, atMs);
      if (waiting.length === 0 && !mayTurn(attempt, stream) && rows < WINDOW_ROWS)
        return [{ where, parsed, suspect: attempt?.suspect }];
      waiting.push({ where, parsed, attempt, stream });
      if (rows >= WINDOW_ROWS) return end();
      const unsettled = waiting.findIndex((row) => mayTurn(row.attempt, row.stream));
      return unsettled === 0 ? [] : take(unsettled === -1 ? waiting.length : unsettled);
    },
    end,
  };
}

/** A START so much later is of a retry, and says nothing of the REPORT before it. */
const mayTurn = (attempt: Attempt<undefined> | undefined, { lastMs = 0 }: Stream): boolean =>
  attempt !== undefined &&
  !attempt.isStarted &&
  attempt.suspect === undefined &&
  lastMs - (attempt.atMs ?? lastMs) < RETRY_AFTER_MS;

const later = (one: number | undefined, other: number | undefined): number | undefined =>
  one === undefined || (other !== undefined && other > one) ? other : one;
