/** Makes the honest calls of a function minute by minute: rhythm, busy spells, deployments, cold starts, slow hours, errors in runs. */
import type { Random } from '../../cli/demo/random';
import { MINUTE_MS, startOf, type Minute } from '../../core/state/minute';
import { heavyTail, poisson } from './draws';
import type { Call } from './function-call';
import type { FunctionProfile } from './function-profile';
import { onTheClock, rhythmAt } from './rhythm';

export type HonestCalls = (minute: Minute) => Call[];

const WEEK_MINUTES = 7 * 24 * 60;
/** An environment that nobody calls goes after some minutes. */
const IDLE_MS = 8 * MINUTE_MS;
const RARE_COLD = 0.003;
/** A failed call is followed by another one with this chance. */
export const ERRORS_GO_ON = 0.3;
/** An hour has more or fewer calls than its mean by this much, as the spread of a logarithm. */
export const HOUR_SPREAD = 0.15;
/** A slow hour, a busy spell at its busiest, and how far out the tail of durations begins and how fast it thins. */
export const MOST_SLOW = 1.4;
export const MOST_BUSY = 2.2;
export const TAIL_FACTOR = 3;
export const TAIL_INDEX = 1.5;

/** Calls a minute that can be expected, without chance. */
export function expectedCalls(profile: FunctionProfile, minute: Minute): number {
  const { callsPerMinute, everyMinutes, rhythm, restHour, summer } = profile;
  if (everyMinutes !== undefined) return callsPerMinute;
  if (restHour === Math.floor(minute / 60) % 24) return 0;
  return callsPerMinute * rhythmAt(rhythm, onTheClock(minute, summer));
}

export function createHonestCalls(profile: FunctionProfile, random: Random): HonestCalls {
  const { memoryMb, initMs, medianMs, spread, tail, timeoutMs, errorShare } = profile;
  const hour = { level: 1, slower: 1 };
  let version = 1; // what the version in force does to durations
  let burst = { until: 0, factor: 1 };
  let lastMs = 0;
  let fresh = 0; // environments of a new version that are yet to start
  let hasFailed = false;

  const durationOf = (): number => {
    const usual = random.around(medianMs * version * hour.slower, spread);
    const isFar = random.next() < tail;
    return Math.min(timeoutMs * 0.9, isFar ? usual * TAIL_FACTOR * heavyTail(random, TAIL_INDEX) : usual);
  };
  const isCold = (atMs: number): boolean => {
    if (fresh > 0) fresh -= 1;
    else if (atMs - lastMs < IDLE_MS && random.next() >= RARE_COLD) return false;
    return true;
  };
  const makeCall = (atMs: number): Call => {
    const isStarted = isCold(atMs);
    lastMs = atMs;
    const start = isStarted ? { initMs: random.around(initMs, 0.25) } : {};
    if (random.next() < profile.timeoutShare) {
      return { atMs, durationMs: timeoutMs, memoryMb, cause: 'timeout', ...start };
    }
    hasFailed = random.next() < (hasFailed ? ERRORS_GO_ON : errorShare * (1 - ERRORS_GO_ON));
    return { atMs, durationMs: durationOf(), memoryMb, ...(hasFailed && { cause: 'error' as const }), ...start };
  };

  return (minute) => {
    if (minute % 60 === 0) {
      hour.level = random.around(1, HOUR_SPREAD);
      hour.slower = random.around(1, 0.06) * (random.next() < 0.005 ? MOST_SLOW : 1); // a neighbour's bad hour
    }
    if (random.next() < 1 / (profile.deployDays * 24 * 60)) {
      version = random.around(1, 0.06);
      fresh = Math.max(1, Math.ceil((profile.callsPerMinute * medianMs) / MINUTE_MS) * 2);
    }
    if (random.next() < profile.burstsAWeek / WEEK_MINUTES) {
      burst = { until: minute + 3 + random.below(18), factor: random.between(1.3, MOST_BUSY) };
    }
    const factor = minute < burst.until ? burst.factor : 1;
    return whenCalled(profile, minute, hour.level * factor, random).map(makeCall);
  };
}

function whenCalled(profile: FunctionProfile, minute: Minute, factor: number, random: Random): number[] {
  const start = startOf(minute);
  if (profile.everyMinutes !== undefined) {
    return minute % profile.everyMinutes === 0 ? [start + 1000 + random.below(4000)] : [];
  }
  const count = poisson(random, expectedCalls(profile, minute) * factor);
  const at = Array.from({ length: count }, () => start + random.below(MINUTE_MS));
  return at.toSorted((one, other) => one - other);
}
