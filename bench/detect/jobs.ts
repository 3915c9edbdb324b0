/** Cuts the bench into jobs, one series each, that know nothing of one another: so that every core has work. */
import { createRandom } from '../../cli/demo/random';
import { minuteOf } from '../../core/state/minute';
import { functionProfile, isBusy, USUAL_FUNCTIONS } from './function-profile';
import { FUNCTION_TROUBLES, LOGIN_TROUBLES, type Trouble } from './incident';
import type { Options } from './options';
import { runSeries, type SeriesResult } from './run-series';
import { sourceProfile } from './source-profile';
import { callTraffic, loginTraffic } from './traffic';

export interface Job {
  readonly of: 'login-source' | 'function';
  readonly index: number;
  readonly seed: number;
  readonly options: Options;
}

/** 12 × 5 source-months and 42 × 5 function-months of honest load; one function rests an hour a day, one changes its clock. */
const SOURCES = 12;
const FUNCTIONS = USUAL_FUNCTIONS + 2;
const LEARN_DAYS = 28;
const HONEST_DAYS = 150;
const QUICK_DAYS = 30;
const ROUNDS = 3;
/** Few of the functions are busy enough for most troubles. */
const FUNCTION_ROUNDS = 8;
/** What creeps is told to go on for six hours after its last try: what is planted sooner would join it. */
const LOGIN_GAP_HOURS: readonly [number, number] = [7, 12];
/** A Monday. */
const FIRST = minuteOf(Date.UTC(2026, 0, 5));

/** The long ones first, so that no core waits at the end. */
export function planJobs(options: Options): Job[] {
  const isWanted = (troubles: readonly Trouble[]) => troubles.some((trouble) => options.troubles.includes(trouble));
  const series = [
    ...Array.from(
      { length: isWanted(LOGIN_TROUBLES) ? SOURCES : 0 },
      (_, index) => ({ of: 'login-source', index }) as const,
    ),
    ...Array.from(
      { length: isWanted(FUNCTION_TROUBLES) ? FUNCTIONS : 0 },
      (_, index) => ({ of: 'function', index }) as const,
    ).toSorted((one, other) => Number(isBusy(other.index)) - Number(isBusy(one.index))),
  ];
  const seeds = Array.from({ length: options.seeds }, (_, index) => index + 1);
  return seeds.flatMap((seed) => series.map((one) => ({ ...one, seed, options })));
}

export async function runJob(job: Job, tellDay: () => void): Promise<SeriesResult> {
  const { of, index, seed, options } = job;
  const { family, isQuick } = options;
  // Worlds of the two families have no chance in common either.
  const random = createRandom(
    seed * 7919 + index * 104_729 + (of === 'function' ? 1 : 0) + (family === 'tuned' ? 0 : 1e6),
  );
  const plan = {
    first: FIRST,
    learnDays: LEARN_DAYS,
    honestDays: isQuick ? QUICK_DAYS : HONEST_DAYS,
    rounds: isQuick ? 1 : ROUNDS,
  };
  if (of === 'function') {
    const troubles = FUNCTION_TROUBLES.filter((trouble) => options.troubles.includes(trouble));
    const traffic = callTraffic(functionProfile(index, family, random), random);
    return runSeries(
      traffic,
      { ...plan, rounds: isQuick ? 2 : FUNCTION_ROUNDS, troubles, gapHours: [2, 4] },
      random,
      tellDay,
    );
  }
  const troubles = LOGIN_TROUBLES.filter((trouble) => options.troubles.includes(trouble));
  const traffic = loginTraffic(sourceProfile(index, family, random), family, random);
  return runSeries(traffic, { ...plan, troubles, gapHours: LOGIN_GAP_HOURS }, random, tellDay);
}

/** Days that a job lives through before its troubled weeks: what progress is told by. */
export const daysOf = ({ options }: Job): number => LEARN_DAYS + (options.isQuick ? QUICK_DAYS : HONEST_DAYS);
