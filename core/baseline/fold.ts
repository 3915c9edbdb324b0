/**
 * Folds closed minutes into what is usual. A minute weighs at most ten calls however many it had, old minutes fade with
 * a half-life of three days: so an hour's spike moves no median, and less than 2 % of the weight.
 */
import { COUNTER, readCells } from '../state/counters';
import type { Bucket } from '../state/bucket';
import type { Minute } from '../state/minute';
import type { Series } from '../state/series';
import type { FunctionRecent, LoginRecent, Recent } from './recent';

const HALF_LIFE_HOURS = 72;
const HEAVIEST_MINUTE = 10;
const MOST_CELLS = 56; // keeps the stored item under 1 KB
const DIGITS = 6;

/** A minute's failed logins count at most this many times the usual, and at least the floor. */
const FAILURES_TIMES_USUAL = 4;
const FAILURES_FLOOR = 10;

export function emptyRecent(series: Series, minute: Minute): Recent {
  const head = { rev: 0, foldedDue: 0, minutes: 0, decayedTo: minute };
  return series.kind === 'function'
    ? { ...head, kind: 'function', calls: 0, durations: [] }
    : { ...head, kind: 'login-source', activeMinutes: 0, attempts: 0, failures: 0 };
}

/** What is usual after these buckets too; they come oldest first. */
export function foldBuckets(recent: Recent, buckets: readonly Bucket[]): Recent {
  return buckets.reduce(
    (usual, bucket) =>
      usual.kind === 'function'
        ? foldCalls(fade(usual, bucket.minute), bucket)
        : foldLogins(fade(usual, bucket.minute), bucket),
    recent,
  );
}

/** Fades by whole hours, so that rounding never eats the fading. A minute that comes late fades nothing. */
function fade<R extends Recent>(recent: R, minute: Minute): R {
  const hours = Math.floor((minute - recent.decayedTo) / 60);
  if (hours <= 0) return recent;
  const left = 2 ** (-hours / HALF_LIFE_HOURS);
  const decayedTo = recent.decayedTo + hours * 60;
  if (recent.kind === 'function') {
    const durations = recent.durations.map(([cell, weight]) => [cell, rounded(weight * left)] as const);
    return { ...recent, decayedTo, durations };
  }
  const { activeMinutes, attempts, failures } = recent;
  return {
    ...recent,
    decayedTo,
    activeMinutes: rounded(activeMinutes * left),
    attempts: rounded(attempts * left),
    failures: rounded(failures * left),
  };
}

function foldCalls(recent: FunctionRecent, bucket: Bucket): FunctionRecent {
  const cells = readCells(bucket.counters, 'd');
  const calls = cells.reduce((sum, [, count]) => sum + count, 0);
  if (calls === 0) return recent;
  const scale = Math.min(calls, HEAVIEST_MINUTE) / calls;
  const weights = new Map(recent.durations);
  for (const [cell, count] of cells) weights.set(cell, rounded((weights.get(cell) ?? 0) + count * scale));
  const sorted = [...weights].toSorted((a, b) => a[0] - b[0]);
  return {
    ...recent,
    minutes: recent.minutes + 1,
    calls: recent.calls + calls,
    durations: sorted.length > MOST_CELLS ? heaviest(sorted) : sorted,
  };
}

function heaviest(sorted: readonly (readonly [number, number])[]) {
  const kept = new Set(sorted.toSorted((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MOST_CELLS));
  return sorted.filter((cell) => kept.has(cell));
}

function foldLogins(recent: LoginRecent, bucket: Bucket): LoginRecent {
  const attempts = bucket.counters.get(COUNTER.attempts) ?? 0;
  if (attempts === 0) return recent;
  const failures = bucket.counters.get(COUNTER.failures) ?? 0;
  const usual = recent.activeMinutes > 0 ? recent.failures / recent.activeMinutes : 0;
  const counted = Math.min(failures, Math.max(FAILURES_FLOOR, FAILURES_TIMES_USUAL * usual));
  return {
    ...recent,
    minutes: recent.minutes + 1,
    activeMinutes: rounded(recent.activeMinutes + 1),
    attempts: rounded(recent.attempts + attempts - (failures - counted)),
    failures: rounded(recent.failures + counted),
  };
}

const rounded = (value: number): number => Number(value.toPrecision(DIGITS));
