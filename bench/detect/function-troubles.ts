/** Plants troubles on a function: bends the honest calls of a stretch of minutes, or takes them away. */
import type { Random } from '../../cli/demo/random';
import { MINUTE_MS, minuteOf, startOf, type Minute } from '../../core/state/minute';
import { moments } from './draws';
import type { Call } from './function-call';
import type { FunctionProfile } from './function-profile';
import { ERRORS_GO_ON, expectedCalls } from './honest-calls';
import type { FunctionTrouble, Incident, Size } from './incident';
import { CLEAR_MISSING, CLEAR_NATS, errorNats, moreNats, slowNats } from './perfect-judge';

export interface PlannedTrouble {
  readonly trouble: FunctionTrouble;
  readonly size: Size;
  readonly from: Minute;
  /** The first minute after it. */
  readonly to: Minute;
  bend(calls: readonly Call[], minute: Minute): Call[];
  /** The incident, once all its calls were bent; undefined where even a perfect judge did not know by its end. */
  incident(): Incident | undefined;
}

/** Calls that must be expected in the stretch, or in its first half hour: with fewer, no judge could know in time. */
const NEEDED_CALLS: Record<FunctionTrouble, number> = {
  'slow-calls': 10,
  'error-burst': 60,
  'cost-spike': 90,
  'gone-silent': 18,
};
/** What a GB-second costs (x86, eu-west-1, November 2026), and below which a tripled bill hurts nobody: $ 36 a month. */
const USD_PER_GB_SECOND = 0.0000166667;
const NEEDED_USD_PER_HOUR = 0.05;
/** Lines may come so late: who speaks earlier takes every slow delivery for silence. */
const LATE_MINUTES = 5;

/** Undefined where so few calls can be expected that no judge could know. */
export function planTrouble(
  trouble: FunctionTrouble,
  size: Size,
  from: Minute,
  profile: FunctionProfile,
  random: Random,
): PlannedTrouble | undefined {
  const to = from + minutesOf(trouble, size);
  if (!isNoticeable(trouble, profile, from, to)) return undefined;
  let knowableMs: number | undefined;
  const witness = witnessOf(trouble, size, profile);
  const bendMinute = bendings(trouble, size, random);
  return {
    trouble,
    size,
    from,
    to,
    bend(calls, minute) {
      if (minute < from || minute >= to) return [...calls];
      const bent = bendMinute(calls);
      knowableMs ??= witness(bent, minute);
      return bent;
    },
    incident() {
      if (knowableMs === undefined) return undefined;
      const late = trouble === 'gone-silent' ? startOf(from + LATE_MINUTES) : 0;
      const head = { trouble, size, startMs: startOf(from), endMs: startOf(to) - 1 };
      return { ...head, knowableMs: Math.max(knowableMs, late), fallen: 0 };
    },
  };
}

function minutesOf(trouble: FunctionTrouble, size: Size): number {
  switch (trouble) {
    case 'slow-calls':
      return 5;
    case 'error-burst':
      return 10;
    case 'cost-spike':
      return 15;
    case 'gone-silent':
      return 30 * size;
  }
}

function isNoticeable(trouble: FunctionTrouble, profile: FunctionProfile, from: Minute, to: Minute): boolean {
  const end = Math.min(to, from + 30);
  let calls = 0;
  for (let minute = from; minute < end; minute += 1) calls += expectedCalls(profile, minute);
  if (calls < NEEDED_CALLS[trouble]) return false;
  if (trouble === 'gone-silent') return runsAlways(profile, from);
  const gbSeconds = (calls * profile.medianMs * profile.memoryMb) / 1024 / 1000;
  const usdPerHour = (gbSeconds * USD_PER_GB_SECOND * 60) / (end - from);
  return trouble !== 'cost-spike' || usdPerHour >= NEEDED_USD_PER_HOUR;
}

/** Of a function that rests, nobody knows whether it has a holiday: as many hours of its week must have a call. */
const HOURS_WITH_CALLS = 0.97;
const WEEK_HOURS = 7 * 24;

function runsAlways(profile: FunctionProfile, minute: Minute): boolean {
  let active = 0;
  for (let hour = 0; hour < WEEK_HOURS; hour += 1)
    active += 1 - Math.exp(-60 * expectedCalls(profile, minute + hour * 60));
  return active >= HOURS_WITH_CALLS * WEEK_HOURS;
}

/** The factor of calls or durations, and the share of calls that fail, at a size. */
const factorOf = (size: Size): number => 3 * size;
export const shareOf = (size: Size): number => Math.min(0.9, 0.2 * size);

/** What becomes of a minute's honest calls. */
function bendings(trouble: FunctionTrouble, size: Size, random: Random): (calls: readonly Call[]) => Call[] {
  switch (trouble) {
    case 'slow-calls':
      return (calls) => calls.map((call) => ({ ...call, durationMs: call.durationMs * factorOf(size) }));
    case 'error-burst':
      return (calls) => calls.map((call) => (random.next() < shareOf(size) ? { ...call, cause: 'error' } : call));
    case 'cost-spike':
      return (calls) =>
        calls.flatMap((call) => again(call, factorOf(size), random)).toSorted((one, other) => one.atMs - other.atMs);
    case 'gone-silent':
      return () => [];
  }
}

const again = (call: Call, times: number, random: Random): Call[] => {
  const start = startOf(minuteOf(call.atMs));
  return moments(random, start, start + MINUTE_MS, times).map((atMs, index) => ({
    ...call,
    atMs: Math.floor(atMs),
    ...(index > 0 && { cause: undefined }),
  }));
};

/** Tells when in a minute the odds became clear; undefined while they are not. */
function witnessOf(
  trouble: FunctionTrouble,
  size: Size,
  profile: FunctionProfile,
): (bent: readonly Call[], minute: Minute) => number | undefined {
  let nats = 0;
  let hasFailed = false;
  let seen = 0;
  let expected = 0;
  const each = (calls: readonly Call[], natsOf: (call: Call) => number): number | undefined => {
    for (const call of calls) {
      nats += natsOf(call);
      if (nats >= CLEAR_NATS) return call.atMs;
    }
    return undefined;
  };
  switch (trouble) {
    case 'slow-calls':
      return (calls) => each(calls, ({ durationMs }) => slowNats(durationMs, factorOf(size), profile));
    case 'error-burst':
      return (calls) =>
        each(calls, ({ cause }) => {
          const told = errorNats(cause === 'error', hasFailed, shareOf(size), profile, ERRORS_GO_ON);
          hasFailed = cause === 'error';
          return told;
        });
    case 'cost-spike':
      return (calls, minute) => {
        const before = expected;
        const aMinute = expectedCalls(profile, minute);
        expected += aMinute;
        return calls.find(({ atMs }) => {
          seen += 1;
          const soFar = before + (aMinute * (atMs - startOf(minute))) / MINUTE_MS;
          return moreNats(seen, soFar, factorOf(size)) >= CLEAR_NATS;
        })?.atMs;
      };
    case 'gone-silent':
      return (_, minute) => {
        // What a clock starts is missed at the first call that does not come.
        if (profile.everyMinutes !== undefined)
          return minute % profile.everyMinutes === 0 ? startOf(minute + 1) : undefined;
        const missing = expectedCalls(profile, minute);
        expected += missing;
        return expected < CLEAR_MISSING
          ? undefined
          : startOf(minute + 1) - ((expected - CLEAR_MISSING) / missing) * MINUTE_MS;
      };
  }
}
