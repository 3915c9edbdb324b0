/**
 * Finds events that are lost: asynchronous calls whose last attempt failed too. Blind to functions that are tried less often
 * than Lambda's default, and to what a failure destination has caught.
 */
import { COUNTER } from '../state/counters';
import { exhaustedRequests } from '../state/failed-requests';
import { startOf } from '../state/minute';
import type { Series } from '../state/series';
import type { Finding } from './finding';
import type { CountRule } from './rules';
import { allOf, measured } from './silenced-by';
import type { Window } from './window';

/** So many lost events in one window are no single bad input any more. */
const MANY_LOST = 20;

export interface RetriesExhaustedEvidence {
  readonly kind: 'retries-exhausted';
  /** Events whose last attempt failed; a lower bound where very many fail at once. */
  readonly lostEvents: number;
  /** Calls that failed in the window, first attempts and retries alike. */
  readonly failedCalls: number;
  readonly windowMinutes: number;
}

export function findRetriesExhausted(subject: Series, seen: Window, rule: CountRule): Finding | undefined {
  const lost = exhaustedRequests(seen.buckets);
  if (lost.length === 0) return undefined;
  const times = lost.map(({ failedMs }) => failedMs);
  return {
    kind: 'retries-exhausted',
    subject,
    severity: lost.length >= MANY_LOST ? 'critical' : 'warning',
    ...measured(allOf(rule, { minEvents: lost.length })),
    firstSeenMs: Math.min(...times, startOf(seen.last)),
    lastSeenMs: Math.max(...times),
    evidence: {
      kind: 'retries-exhausted',
      lostEvents: lost.length,
      failedCalls: seen.count(COUNTER.errors) + seen.count(COUNTER.timeouts) + seen.count(COUNTER.outOfMemory),
      windowMinutes: seen.minutes,
    },
    addresses: [],
  };
}
