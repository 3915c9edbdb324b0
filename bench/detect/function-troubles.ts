/** Plants troubles on a function: bends the honest calls of a stretch of minutes, or takes them away. */
import type { Random } from '../../cli/demo/random';
import { MINUTE_MS, minuteOf, startOf, type Minute } from '../../core/state/minute';
import { moments } from './draws';
import type { Call } from './function-call';
import type { FunctionProfile } from './function-profile';
import { expectedCalls } from './honest-calls';
import type { FunctionTrouble, Incident, Size } from './incident';

export interface PlannedTrouble {
  readonly trouble: FunctionTrouble;
  readonly size: Size;
  readonly from: Minute;
  /** The first minute after it. */
  readonly to: Minute;
  bend(calls: readonly Call[], minute: Minute): Call[];
  /** The incident, once all its calls were bent. */
  incident(): Incident;
}

/** Calls that must be expected in the stretch for anybody to know of the trouble; cost in dollars an hour. */
const NEEDED_CALLS: Record<FunctionTrouble, number> = {
  'slow-calls': 10,
  'error-burst': 40,
  'cost-spike': 15,
  'gone-silent': 15,
};
/** What a GB-second costs (x86, eu-west-1, November 2026), and below which a tripled bill hurts nobody: $ 7 a month. */
const USD_PER_GB_SECOND = 0.0000166667;
const NEEDED_USD_PER_HOUR = 0.01;

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
  const touched: number[] = [];
  const bendOne = bendings(trouble, size, random);
  return {
    trouble,
    size,
    from,
    to,
    bend(calls, minute) {
      if (minute < from || minute >= to) return [...calls];
      return calls.flatMap((call) => {
        const bent = bendOne(call);
        if (bent.length !== 1 || bent[0] !== call) touched.push(call.atMs);
        return bent;
      });
    },
    incident: () => ({
      trouble,
      size,
      startMs: startOf(from),
      endMs: startOf(to) - 1,
      knowableMs: trouble === 'cost-spike' ? startOf(from + 1) : (touched[knowableAt(trouble)] ?? startOf(to)),
      fallen: 0,
    }),
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
  let calls = 0;
  for (let minute = from; minute < to; minute += 1) calls += expectedCalls(profile, minute);
  if (calls < NEEDED_CALLS[trouble]) return false;
  const gbSeconds = (calls * profile.medianMs * profile.memoryMb) / 1024 / 1000;
  const usdPerHour = (gbSeconds * USD_PER_GB_SECOND * 60) / (to - from);
  return trouble !== 'cost-spike' || usdPerHour >= NEEDED_USD_PER_HOUR;
}

/** Index of the touched call that `PLANTED` names. */
const knowableAt = (trouble: FunctionTrouble): number => (trouble === 'gone-silent' ? 9 : 4);

/** What becomes of one honest call. */
function bendings(trouble: FunctionTrouble, size: Size, random: Random): (call: Call) => readonly Call[] {
  const factor = 3 * size;
  switch (trouble) {
    case 'slow-calls':
      return (call) => [{ ...call, durationMs: call.durationMs * factor }];
    case 'error-burst': {
      const share = Math.min(1, 0.2 * size);
      return (call) => [random.next() < share ? { ...call, cause: 'error' } : call];
    }
    case 'cost-spike':
      return random.pick([more(factor, random), longer(factor), longer(factor)] as const);
    case 'gone-silent':
      return () => [];
  }
}

const longer = (factor: number) => (call: Call) => [{ ...call, durationMs: call.durationMs * factor }];

const more = (factor: number, random: Random) => (call: Call) =>
  moments(random, startOf(minuteOf(call.atMs)), startOf(minuteOf(call.atMs)) + MINUTE_MS, factor).map((atMs) => ({
    ...call,
    atMs: Math.floor(atMs),
  }));
