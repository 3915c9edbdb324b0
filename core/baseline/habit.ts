/**
 * Remembers how often calls of a function time out or run out of memory as a matter of course. Learned in trouble too, for each
 * is an alert of its own where it is no habit; but a minute counts as one, so that an outage makes none.
 */
import { COUNTER } from '../state/counters';
import type { LearnedPart } from './learned-part';
import { roundDigits } from './round-digits';
import type { FunctionRecent } from './recent';

export type LostKind = 'timeouts' | 'outOfMemory';

/** Sums that fade: calls, and minutes with such a loss. */
export type Habit = readonly [calls: number, timeouts: number, outOfMemory: number];

const NO_HABIT: Habit = [0, 0, 0];

/** It fades this much slower than durations do, with a half-life of two weeks: for a call lost every other day is a habit too. */
const SLOWER = 3 / 14;
/** Minutes with a loss, of the last weeks, from which it is a habit. */
const FROM_MINUTES = 3;
const DIGITS = 4;

export function withHabit(recent: FunctionRecent, { counters }: LearnedPart): FunctionRecent {
  const [calls, timeouts, outOfMemory] = recent.habit ?? NO_HABIT;
  const once = (counter: string): number => Math.min(1, counters.get(counter) ?? 0);
  const habit = [
    rounded(calls + (counters.get(COUNTER.calls) ?? 0)),
    rounded(timeouts + once(COUNTER.timeouts)),
    rounded(outOfMemory + once(COUNTER.outOfMemory)),
  ] as const;
  return { ...recent, habit };
}

/** @param left of the durations' weights */
export function fadeHabit(habit: Habit, left: number): Habit {
  const kept = left ** SLOWER;
  return [rounded(habit[0] * kept), rounded(habit[1] * kept), rounded(habit[2] * kept)];
}

/** With this share as a matter of course, because somebody said so; it fades as what was learned does. */
export function withShare(recent: FunctionRecent, kind: LostKind, share: number, ofCalls: number): FunctionRecent {
  const [known, timeouts, outOfMemory] = recent.habit ?? NO_HABIT;
  const calls = Math.max(known, ofCalls, FROM_MINUTES / share);
  const lost = rounded(calls * share);
  const habit: Habit = kind === 'timeouts' ? [calls, lost, outOfMemory] : [calls, timeouts, lost];
  return { ...recent, habit };
}

/** The share of calls that are lost so as a matter of course (0 to 1); undefined where it is no habit. */
export function habitualShare({ habit = NO_HABIT }: FunctionRecent, kind: LostKind): number | undefined {
  const [calls, timeouts, outOfMemory] = habit;
  const lost = kind === 'timeouts' ? timeouts : outOfMemory;
  return lost >= FROM_MINUTES && calls > 0 ? Math.min(1, lost / calls) : undefined;
}

const rounded = (value: number): number => roundDigits(value, DIGITS);
