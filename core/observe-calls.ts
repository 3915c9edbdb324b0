/**
 * What the calls of a function say in each minute of one delivery, as sums that can be added in any order. Blind to what
 * another delivery says of the same call: a failure told there a second time, a forged REPORT whose true one lies there, and
 * retries, which come minutes apart and mostly through another stream.
 */
import { CallTotals } from './call-totals';
import { Attempts, type Attempt } from './log/attempts';
import type { Parsed } from './log/parsed';
import type { Minute } from './state/minute';
import type { Series } from './state/series';

export interface FunctionMinute {
  readonly series: Series;
  readonly minute: Minute;
  readonly counters: ReadonlyMap<string, number>;
}

/** Lambda's default for asynchronous events: one attempt and two retries. A function with fewer loses events unseen. */
const MOST_ATTEMPTS = 3;

/**
 * Sees one delivery's lines. A call's failure stands in its REPORT (new style), on a line of its own (old style) or in its
 * runtime's words; however many tell it, it is one. A retry has the same request id and its own REPORT: another call.
 */
/** @param version of the stream, where it is a published one */
export function createCalls(series: Series, version?: string) {
  const attempts = new Attempts<Minute>();
  return {
    see(minute: Minute, parsed: Parsed, atMs: number): void {
      attempts.see(parsed, minute, atMs);
    },
    minutes(): FunctionMinute[] {
      const byMinute = new Map<Minute, CallTotals>();
      const failures = new Map<string, number>();
      for (const attempt of attempts.all) {
        if (attempt.report === undefined && attempt.cause === undefined) continue; // begun here, ended elsewhere
        const totals = totalsOf(byMinute, attempt.place);
        totals.add(attempt);
        if (isLast(attempt, failures)) totals.addLost();
      }
      return [...byMinute].map(([minute, totals]) => ({ series, minute, counters: totals.counters(version) }));
    },
  };
}

function totalsOf(byMinute: Map<Minute, CallTotals>, minute: Minute): CallTotals {
  const known = byMinute.get(minute);
  if (known !== undefined) return known;
  const fresh = new CallTotals();
  byMinute.set(minute, fresh);
  return fresh;
}

/** True of the attempt whose failure is the third under its request id. */
function isLast({ requestId, cause, suspect }: Attempt<Minute>, failures: Map<string, number>): boolean {
  if (requestId === undefined || cause === undefined || suspect !== undefined) return false;
  const count = (failures.get(requestId) ?? 0) + 1;
  failures.set(requestId, count);
  return count === MOST_ATTEMPTS;
}
