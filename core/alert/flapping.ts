/** Holds an alert open that opens and ends again and again, so that people are told once that it does. */
import { MINUTE_MS } from '../state/minute';
import type { Alert } from './alert';

/** An alert resolves after staying under its low-water mark for three minutes; one that flaps, for two hours. */
const CALM_MS = 3 * MINUTE_MS;
const FLAPPING_CALM_MS = 120 * MINUTE_MS;
/** It flaps with more than so many openings and ends within an hour. */
const MOST_TURNS = 4;
const WITHIN_MS = 60 * MINUTE_MS;

export const calmMsOf = ({ isFlapping }: Alert): number => (isFlapping === true ? FLAPPING_CALM_MS : CALM_MS);

/** The alert that has just opened or ended, with that noted. */
export function flap(turned: Alert, stored: Alert | undefined, nowMs: number): Alert {
  const lately = (stored?.turnsMs ?? []).filter((atMs) => nowMs - atMs < WITHIN_MS && atMs <= nowMs);
  const { isFlapping: _, turnsMs: __, ...rest } = turned;
  if (turned.state === 'resolved' && stored?.isFlapping === true) return rest; // calm for two hours: as good as new
  const turnsMs = [...lately, nowMs].slice(-MOST_TURNS - 1);
  return { ...rest, turnsMs, ...(turned.state === 'open' && turnsMs.length > MOST_TURNS && { isFlapping: true }) };
}
