/**
 * A cheap floor on one minute's totals: whether a look at the whole window cannot wait for the next sweep. A lost call,
 * three failed logins or three slow calls.
 */
import { COUNTER, readCells } from '../state/counters';
import type { Counters } from '../state/bucket';
import { slowCallsIn } from './window';

const MIN_FAILED_LOGINS = 3;
const MIN_SLOW_CALLS = 3;

/** @param slowLimitMs above this a call of the function is slow; Infinity while that is not known */
export function isUrgent(counters: Counters, slowLimitMs: number): boolean {
  return (
    (counters.get(COUNTER.timeouts) ?? 0) > 0 ||
    (counters.get(COUNTER.outOfMemory) ?? 0) > 0 ||
    (counters.get(COUNTER.failures) ?? 0) + (counters.get(COUNTER.probes) ?? 0) >= MIN_FAILED_LOGINS ||
    slowCallsIn(readCells(counters, 'd'), slowLimitMs).count >= MIN_SLOW_CALLS
  );
}
