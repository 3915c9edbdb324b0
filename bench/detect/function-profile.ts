/**
 * What honest functions are like: from some calls an hour to dozens a minute (most functions in the wild lie at the lower end:
 * 81 % are called less than once a minute, Shahrad et al. 2020), of any rhythm, some started by a clock, with heavy tails.
 */
import type { Random } from '../../cli/demo/random';
import { logBetween } from './draws';
import { EUROPE, NORTH_AMERICA, type Rhythm, type Summer } from './rhythm';
import type { Family } from './source-profile';

export interface FunctionProfile {
  readonly name: string;
  readonly rhythm: Rhythm;
  /** Calls a minute, on average over the week; of a function that a clock starts, one every so many minutes. */
  readonly callsPerMinute: number;
  readonly everyMinutes?: number;
  /** The hour of the day (UTC) in which nobody calls. */
  readonly restHour?: number;
  /** Those who call put their clocks forward for the summer: everything comes an hour earlier then. */
  readonly summer?: Summer;
  /** Half of the calls take less; the spread is of their logarithm. */
  readonly medianMs: number;
  readonly spread: number;
  /** Share of calls that meet something slow, far out by a heavy tail. */
  readonly tail: number;
  readonly memoryMb: number;
  readonly timeoutMs: number;
  readonly initMs: number;
  /** Share of calls that fail; they come in runs. */
  readonly errorShare: number;
  /** Share of calls that run into the time limit, as a matter of course. */
  readonly timeoutShare: number;
  /** Days between two deployments, and busy spells in a week. */
  readonly deployDays: number;
  readonly burstsAWeek: number;
}

/** Of ten functions, the last two. */
const BUSY_FROM = 8;

/** Whether it is one of the two in ten that are called often. */
export const isBusy = (index: number): boolean => index % 10 >= BUSY_FROM;

/** Every place of the scale is taken once in ten functions, whatever the seed: eight up to one a minute, two up to thirty. */
const callsPerMinute = (index: number, random: Random): number => {
  const place = index % 10;
  return place < BUSY_FROM
    ? 0.02 * 50 ** ((place + random.next()) / BUSY_FROM)
    : 3 * 10 ** ((place - BUSY_FROM + random.next()) / 2);
};

/**
 * Silent for an hour a day, or calm for an hour as soon as clocks change: often enough called that it would be missed, and long
 * enough that somebody feels it when it takes three times as long.
 */
const STRANGE: Readonly<Record<Family, readonly Partial<FunctionProfile>[]>> = {
  tuned: [
    { rhythm: 'flat', callsPerMinute: 2, medianMs: 400, restHour: 3 },
    { rhythm: 'counter', callsPerMinute: 6, medianMs: 400, summer: EUROPE },
  ],
  'held-out': [
    { rhythm: 'flat', callsPerMinute: 1, medianMs: 400, restHour: 17 },
    { rhythm: 'shift', callsPerMinute: 4, medianMs: 400, summer: NORTH_AMERICA },
  ],
};

/** Of the functions, those from here on are strange. */
export const USUAL_FUNCTIONS = 40;

export function functionProfile(index: number, family: Family, random: Random): FunctionProfile {
  const isTuned = family === 'tuned';
  const rhythms = isTuned
    ? (['consumer', 'office', 'flat', 'consumer'] as const)
    : (['nightly', 'school', 'consumer'] as const);
  // Two in ten are busy and large, so that what they cost is worth a word.
  const isDear = isBusy(index);
  const medianMs = logBetween(random, isDear ? 800 : 8, isTuned ? 3_000 : 8_000);
  const everyMinutes = index % 8 === 5 ? random.pick([1, 5, 10, 60] as const) : undefined;
  return {
    name: `bench-${index}`,
    rhythm: random.pick(rhythms),
    callsPerMinute: everyMinutes === undefined ? callsPerMinute(index, random) : 1 / everyMinutes,
    ...(everyMinutes !== undefined && { everyMinutes }),
    medianMs,
    spread: isTuned ? random.between(0.15, 0.7) : random.between(0.1, 0.9),
    tail: isTuned ? random.between(0, 0.02) : random.between(0, 0.03),
    memoryMb: isDear ? random.pick([2048, 3008, 4096] as const) : random.pick([128, 256, 512, 1024] as const),
    timeoutMs: Math.max(30_000, Math.ceil((medianMs * 20) / 1000) * 1000),
    initMs: random.between(150, 1_200),
    errorShare: random.next() < 0.3 ? 0 : logBetween(random, 0.0005, 0.015),
    timeoutShare: index % 20 === 7 ? 0.0005 : 0,
    deployDays: random.between(3, 15),
    burstsAWeek: random.between(0, 4),
    ...STRANGE[family][index - USUAL_FUNCTIONS],
  };
}
