/** Whether an alert was told of when its trouble was over for long: it can wait for the day's digest, for nobody can act on it at once. */
import { MINUTE_MS } from '../state/minute';
import type { Alert } from './alert';

const LONG_MS = 30 * MINUTE_MS;

/** What came late by less may still go on. */
export const isLongOver = ({
  isLate,
  openedAtMs,
  lastSeenMs,
}: Pick<Alert, 'isLate' | 'openedAtMs' | 'lastSeenMs'>): boolean =>
  isLate === true && openedAtMs - lastSeenMs > LONG_MS;
