/**
 * Folds closed minutes into what is usual. A delivery weighs as much as any other, a minute at most ten of them, and old
 * minutes fade with a half-life of three days: so an hour's spike moves no median, and less than 2 % of the weight.
 */
import { COUNTER, readCells } from '../state/counters';
import type { Minute } from '../state/minute';
import type { Series } from '../state/series';
import { fadeHabit, withHabit } from './habit';
import { HEAVIEST_MINUTE } from './hour-figures';
import type { LearnedPart } from './learned-part';
import { learnedWeights } from './learned-weights';
import type { FunctionRecent, LoginRecent, Recent } from './recent';
import { roundDigits } from './round-digits';

const HALF_LIFE_HOURS = 72;
const MOST_CELLS = 40; // keeps the stored item under 1 KB
const DIGITS = 5;

/** A minute's failed logins count at most this many times the usual, and at least the floor. */
const FAILURES_TIMES_USUAL = 4;
const FAILURES_FLOOR = 10;

export function emptyRecent(series: Series, minute: Minute): Recent {
  const head = { rev: 0, foldedDue: 0, minutes: 0, decayedTo: minute };
  return series.kind === 'function'
    ? { ...head, kind: 'function', calls: 0, durations: [] }
    : { ...head, kind: 'login-source', activeMinutes: 0, attempts: 0, failures: 0 };
}

/** What is usual after these parts too, in their order. */
export const foldParts = (recent: Recent, parts: readonly LearnedPart[]): Recent =>
  parts.reduce<Recent>(
    (usual, part) =>
      usual.kind === 'function'
        ? foldCalls(fade(usual, part.minute), part)
        : foldLogins(fade(usual, part.minute), part),
    recent,
  );

/** What alone is learned of a minute of trouble. */
export const foldHabit = (recent: Recent, part: LearnedPart): Recent =>
  recent.kind === 'function' ? withHabit(fade(recent, part.minute), part) : recent;

/** Fades by whole hours, so that rounding never eats the fading. A minute that comes late fades nothing. */
function fade<R extends Recent>(recent: R, minute: Minute): R {
  const hours = Math.floor((minute - recent.decayedTo) / 60);
  if (hours <= 0) return recent;
  const left = 2 ** (-hours / HALF_LIFE_HOURS);
  const decayedTo = recent.decayedTo + hours * 60;
  if (recent.kind === 'function') {
    const durations = recent.durations.map(([cell, weight]) => [cell, rounded(weight * left)] as const);
    return { ...recent, decayedTo, durations, ...(recent.habit && { habit: fadeHabit(recent.habit, left) }) };
  }
  const { activeMinutes, attempts, failures } = recent;
  return {
    ...recent,
    decayedTo,
    activeMinutes: rounded(activeMinutes * left),
    attempts: rounded(attempts * left),
    failures: rounded(failures * left),
    unknown: rounded((recent.unknown ?? 0) * left),
  };
}

function foldCalls(before: FunctionRecent, part: LearnedPart): FunctionRecent {
  const recent = withHabit(before, part);
  const { counters, isFirst = true } = part;
  const cells = learnedWeights(counters);
  let total = 0;
  for (const [, weight] of cells) total += weight;
  if (total === 0) return recent;
  const scale = Math.min(total, HEAVIEST_MINUTE) / total;
  return {
    ...recent,
    minutes: recent.minutes + (isFirst ? 1 : 0),
    calls: recent.calls + countOf(counters),
    durations: bounded(withWeights(recent.durations, cells, scale)),
  };
}

type Weights = FunctionRecent['durations'];

/** Both by cell; what is not touched is not made anew. */
function withWeights(known: Weights, more: [cell: number, weight: number][], scale: number): Weights[number][] {
  more.sort(byCell);
  const weights: Weights[number][] = [];
  let at = 0;
  for (const [cell, weight] of more) {
    while (at < known.length && known[at]![0] < cell) weights.push(known[at++]!);
    const before = known[at]?.[0] === cell ? known[at++]![1] : 0;
    weights.push([cell, rounded(before + weight * scale)]);
  }
  while (at < known.length) weights.push(known[at++]!);
  return weights;
}

const byCell = (one: Weights[number], other: Weights[number]): number => one[0] - other[0];

/** Durations as they are kept: by cell, no more than fit. */
export const asStored = (weights: Iterable<Weights[number]>): Weights => bounded([...weights].toSorted(byCell));

function bounded(kept: Weights[number][]): Weights {
  while (kept.length > MOST_CELLS) kept.splice(lightest(kept), 1);
  return kept;
}

/** The last of those that weigh least. */
function lightest(cells: readonly (readonly [cell: number, weight: number])[]): number {
  let least = 0;
  for (let at = 1; at < cells.length; at += 1) if (cells[at]![1] <= cells[least]![1]) least = at;
  return least;
}

function foldLogins(recent: LoginRecent, { counters, isFirst = true }: LearnedPart): LoginRecent {
  const attempts = counters.get(COUNTER.attempts) ?? 0;
  if (attempts === 0) return recent;
  const failures = counters.get(COUNTER.failures) ?? 0;
  const unknown = counters.get(COUNTER.unknownAccounts) ?? 0;
  const usual = recent.activeMinutes > 0 ? recent.failures / recent.activeMinutes : 0;
  const counted = Math.min(failures, Math.max(FAILURES_FLOOR, FAILURES_TIMES_USUAL * usual));
  return {
    ...recent,
    minutes: recent.minutes + (isFirst ? 1 : 0),
    activeMinutes: rounded(recent.activeMinutes + (isFirst ? 1 : 0)),
    attempts: rounded(recent.attempts + attempts - (failures - counted)),
    failures: rounded(recent.failures + counted),
    unknown: rounded((recent.unknown ?? 0) + (failures > 0 ? (unknown * counted) / failures : 0)),
  };
}

function countOf(counters: LearnedPart['counters']): number {
  let calls = 0;
  for (const [, count] of readCells(counters, 'd')) calls += count;
  return calls;
}

const rounded = (value: number): number => roundDigits(value, DIGITS);
