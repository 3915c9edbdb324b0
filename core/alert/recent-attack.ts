/** Says how long after an attack what comes still belongs to it. */
import { MINUTE_MS } from '../state/minute';
import type { Alert } from './alert';

/** A success, or more tries, within so long belong to the attack before (Elastic's rules wait as long, 2026-08). */
const BELONGS_MS = 180 * MINUTE_MS;

/** True for an attack that goes on, or ended less than three hours ago. */
export const isRecentAttack = (alert: Alert, atMs: number): boolean =>
  alert.kind === 'login-attack' && (alert.state === 'open' || atMs - alert.lastSeenMs <= BELONGS_MS);
