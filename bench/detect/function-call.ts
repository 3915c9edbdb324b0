/** One call of a function as the bench makes it, and the account that Lambda would give of it. */
import { CallTotals } from '../../core/call-totals';
import type { Happening } from './by-time';

export interface Call extends Happening {
  readonly durationMs: number;
  readonly memoryMb: number;
  readonly initMs?: number;
  readonly cause?: 'error' | 'timeout' | undefined;
}

const USED = 0.6;

/** The counters of some calls, by the engine's own sums: lines of months would take hours to read. */
export function countCalls(calls: readonly Call[]): ReadonlyMap<string, number> {
  const totals = new CallTotals();
  for (const { atMs, durationMs, memoryMb, initMs, cause } of calls) {
    totals.add({
      requestId: undefined,
      place: undefined,
      atMs,
      isStarted: true,
      cause,
      errorType: cause === 'error' ? 'Error' : undefined,
      timedOutMs: undefined,
      suspect: undefined,
      report: {
        kind: 'report',
        requestId: '',
        durationMs,
        billedMs: Math.ceil(durationMs + (initMs ?? 0)),
        memoryMb,
        maxMemoryMb: Math.round(memoryMb * USED),
        ...(initMs !== undefined && { initMs }),
      },
    });
  }
  return totals.counters();
}
