/** Makes up hours for tests of the profile, and random numbers that are the same in every run. */
import type { HourFigures } from '../../../core/baseline/figures';
import type { Hour } from '../../../core/baseline/hour';
import { learnHour, type Trouble } from '../../../core/baseline/learn-hour';
import { emptyProfile, type Profile } from '../../../core/baseline/profile';

/** A Monday at midnight, UTC. */
export const MONDAY: Hour = 483_840;

export const callsOf = (medianMs: number, calls = 100): HourFigures => ({
  calls,
  failures: 0,
  coldStarts: 1,
  medianMs,
  p95Ms: 2 * medianMs,
  p99Ms: 3 * medianMs,
  initMs: 300,
  memoryMb: 80,
  billedMs: calls * medianMs,
  billedMbMs: calls * medianMs * 512,
});

export interface Play {
  readonly from?: number;
  readonly trouble?: (hour: number) => Trouble;
  readonly version?: (hour: number) => string;
}

/** Learns hour after hour, counted from MONDAY, what `medianOf` says of each. */
export function learnHours(
  profile: Profile,
  hours: number,
  medianOf: (hour: number) => number,
  { from = 0, trouble = () => 'none', version }: Play = {},
): Profile {
  let learned = profile;
  for (let hour = from; hour < from + hours; hour += 1) {
    const medianMs = medianOf(hour);
    learned = learnHour(learned, {
      hour: MONDAY + hour,
      figures: trouble(hour) === 'frozen' ? undefined : callsOf(medianMs),
      medianMs,
      version: version?.(hour),
      trouble: trouble(hour),
    });
  }
  return learned;
}

export const nothingKnown = (): Profile => emptyProfile('function', MONDAY - 1);

/** Numbers around 0 with a standard deviation of 1, the same for the same seed. */
export function createNoise(seed: number): () => number {
  let state = seed >>> 0;
  const share = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(share())) * Math.cos(2 * Math.PI * share());
}
