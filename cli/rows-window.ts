/**
 * Follows saved rows as one delivery would be followed, and gives each back as soon as nothing that comes later can change
 * what is said of it: only a REPORT whose START has not been seen waits, for its START may follow and make it suspect.
 */
import { Attempts, type Attempt } from '../core/log/attempts';
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
/** Rows that a REPORT without a START waits for it. One forged so late is seen when it is counted, and not printed. */
const LOOK_AHEAD = 200;

interface Waiting<Where> {
  readonly where: Where;
  readonly parsed: Parsed;
  readonly attempt: Attempt<undefined> | undefined;
  readonly number: number;
}

export function createRowsWindow<Where>(): RowsWindow<Where> {
  let streams = new Map<string, Attempts<undefined>>();
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
    add(where, stream, parsed, atMs) {
      const attempts = streams.get(stream) ?? new Attempts<undefined>();
      streams.set(stream, attempts);
      rows += 1;
      const attempt = attempts.see(parsed, undefined, atMs);
      if (waiting.length === 0 && !mayTurn(attempt) && rows < WINDOW_ROWS)
        return [{ where, parsed, suspect: attempt?.suspect }];
      waiting.push({ where, parsed, attempt, number: rows });
      if (rows >= WINDOW_ROWS) return end();
      const unsettled = waiting.findIndex(({ attempt, number }) => mayTurn(attempt) && rows - number < LOOK_AHEAD);
      return unsettled === 0 ? [] : take(unsettled === -1 ? waiting.length : unsettled);
    },
    end,
  };
}

const mayTurn = (attempt: Attempt<undefined> | undefined): boolean =>
  attempt !== undefined && !attempt.isStarted && attempt.suspect === undefined;
