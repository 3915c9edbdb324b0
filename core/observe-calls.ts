/**
 * What the calls of a function say in each minute of one delivery, as sums that can be added in any order. Blind to what
 * another delivery says of the same call: a failure told there a second time, and a forged REPORT whose true one lies there.
 */
import { CallTotals } from './call-totals';
import { Attempts, type Attempt } from './log/attempts';
import type { Parsed } from './log/parsed';
import type { Sketches } from './state/bucket';
import { SKETCH } from './state/counters';
import { failedRequest, keptRequests } from './state/failed-requests';
import type { Minute } from './state/minute';
import type { Series } from './state/series';

export interface FunctionMinute {
  readonly series: Series;
  readonly minute: Minute;
  readonly counters: ReadonlyMap<string, number>;
  readonly sketches: Sketches;
}

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
      if (attempts.all.length === 0) return [];
      const byMinute = new Map<Minute, CallTotals>();
      const failed = new Map<Minute, number[]>();
      for (const attempt of attempts.all) {
        if (attempt.report === undefined && attempt.cause === undefined) continue; // begun here, ended elsewhere
        totalsOf(byMinute, attempt.place).add(attempt);
        noteFailed(failed, attempt);
      }
      return [...byMinute].map(([minute, totals]) => ({
        series,
        minute,
        counters: totals.counters(version),
        sketches: sketchesOf(failed.get(minute)),
      }));
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

function noteFailed(failed: Map<Minute, number[]>, { place, requestId, cause, suspect, atMs }: Attempt<Minute>): void {
  if (cause === undefined || suspect !== undefined || requestId === undefined || atMs === undefined) return;
  const known = failed.get(place);
  const fresh = failedRequest(requestId, atMs);
  if (known === undefined) failed.set(place, [fresh]);
  else known.push(fresh);
}

const NONE: Sketches = new Map();

const sketchesOf = (failed: readonly number[] | undefined): Sketches =>
  failed === undefined ? NONE : new Map([[SKETCH.failedRequests, keptRequests(failed)]]);
