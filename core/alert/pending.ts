/** Lets a finding that barely reaches its threshold wait for a second look, so that what is gone a minute later is not told. */
import type { Finding, Kind } from '../detect/finding';
import { MINUTE_MS } from '../state/minute';
import type { Alert } from './alert';

/** Kinds whose threshold lies in what is usual; what counts lost calls or attackers speaks at once. */
const COMPARES: readonly Kind[] = [
  'slow-calls',
  'error-burst',
  'invocation-surge',
  'cold-start-surge',
  'memory-pressure',
  'cost-spike',
];
/** From this multiple of the threshold nobody doubts. */
const BEYOND_DOUBT = 1.1;
/** Two of three looks, a minute apart: the second lies at least so long after the first (a sweep may be early), at most … */
const SECOND_LOOK_MS = 40_000;
const LAST_LOOK_MS = 3 * MINUTE_MS;

/** Whether the alert may open now. */
export function isSettled(stored: Alert | undefined, { kind, severity, ratio }: Finding, nowMs: number): boolean {
  if (!COMPARES.includes(kind) || severity === 'critical' || ratio >= BEYOND_DOUBT) return true;
  const sinceMs = stored?.state === 'pending' ? stored.pendingSinceMs : undefined;
  return sinceMs !== undefined && nowMs - sinceMs >= SECOND_LOOK_MS && nowMs - sinceMs <= LAST_LOOK_MS;
}

/**
 * The alert while it waits, or as it was before when it waited in vain; undefined when that changes nothing.
 * @param first what it is where there never was one; undefined where nothing was found
 */
export function pend(stored: Alert | undefined, first: Alert | undefined, nowMs: number): Alert | undefined {
  if (stored === undefined) return first && { ...first, ...UNTOLD, rev: 1, pendingSinceMs: nowMs };
  const { pendingSinceMs: sinceMs, ...before } = stored;
  const isOver = sinceMs !== undefined && (nowMs - sinceMs > LAST_LOOK_MS || nowMs < sinceMs);
  if (stored.state === 'pending' && !isOver) return undefined;
  const rev = stored.rev + 1;
  if (first !== undefined) return { ...before, state: 'pending', rev, pendingSinceMs: nowMs };
  return { ...before, state: 'resolved', rev };
}

/** Of what never opened. */
const UNTOLD = { state: 'pending', episode: 0, seq: 0 } as const;
