/**
 * A cheap floor on one minute's totals: whether a look at the whole window cannot wait for the next sweep. A lost call,
 * three failed logins, three slow calls, or five errors that are a tenth of the calls.
 */
import { COUNTER, readCells } from '../state/counters';
import type { Counters } from '../state/bucket';
import { slowCallsIn } from './window';

const MIN_FAILED_LOGINS = 3;
const MIN_SLOW_CALLS = 3;
const MIN_ERRORS = 5;
const MIN_ERROR_SHARE = 0.1;

/** @param slowLimitMs above this a call of the function is slow; Infinity while that is not known */
export function isUrgent(counters: Counters, slowLimitMs: number): boolean {
  return (
    (counters.get(COUNTER.timeouts) ?? 0) > 0 ||
    (counters.get(COUNTER.outOfMemory) ?? 0) > 0 ||
    (counters.get(COUNTER.failures) ?? 0) + (counters.get(COUNTER.probes) ?? 0) >= MIN_FAILED_LOGINS ||
    areErrorsMany(counters) ||
    slowCallsIn(readCells(counters, 'd'), slowLimitMs).count >= MIN_SLOW_CALLS
  );
}

function areErrorsMany(counters: Counters): boolean {
  const errors = counters.get(COUNTER.errors) ?? 0;
  return errors >= MIN_ERRORS && errors >= MIN_ERROR_SHARE * (counters.get(COUNTER.calls) ?? 0);
}
