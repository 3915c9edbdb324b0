/**
 * A cheap floor on one minute's totals: whether a look at the whole window cannot wait for the next sweep. A call lost
 * or three failed logins; slow calls wait for the sweep, for the analyzer does not read what is usual on every delivery.
 */
import { COUNTER } from '../state/counters';
import type { Counters } from '../state/bucket';

const MIN_FAILED_LOGINS = 3;

export function isUrgent(counters: Counters): boolean {
  return (
    (counters.get(COUNTER.timeouts) ?? 0) > 0 ||
    (counters.get(COUNTER.outOfMemory) ?? 0) > 0 ||
    (counters.get(COUNTER.failures) ?? 0) >= MIN_FAILED_LOGINS
  );
}
