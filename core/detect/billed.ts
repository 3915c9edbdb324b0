/** What was billed in a window, and how long a month still goes on. */
import type { Billed } from '../price';
import type { Bucket } from '../state/bucket';
import { COUNTER } from '../state/counters';
import type { Window } from './window';

export const billedIn = (seen: Window): Billed => ({
  calls: seen.count(COUNTER.calls),
  billedMs: seen.count(COUNTER.billedMs),
  billedMbMs: seen.count(COUNTER.billedMbMs),
});

export const billedOf = ({ counters }: Bucket): Billed => ({
  calls: counters.get(COUNTER.calls) ?? 0,
  billedMs: counters.get(COUNTER.billedMs) ?? 0,
  billedMbMs: counters.get(COUNTER.billedMbMs) ?? 0,
});

const HOUR_MS = 3_600_000;

/** Hours from then to the end of its month, in UTC. */
export function hoursLeft(atMs: number): number {
  const at = new Date(atMs);
  return (Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1) - atMs) / HOUR_MS;
}
