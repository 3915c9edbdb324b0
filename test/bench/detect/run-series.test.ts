/** A series runs through its weeks: what is planted is found by the judge that is deployed, and nothing else is said. */
import { callTraffic } from '../../../bench/detect/traffic';
import type { FunctionProfile } from '../../../bench/detect/function-profile';
import { runSeries, type SeriesPlan } from '../../../bench/detect/run-series';
import type { FunctionTrouble } from '../../../bench/detect/incident';
import { createRandom } from '../../../cli/demo/random';
import { minuteOf } from '../../../core/state/minute';

const profile: FunctionProfile = {
  name: 'f',
  rhythm: 'flat',
  callsPerMinute: 2.5,
  medianMs: 400,
  spread: 0.2,
  tail: 0,
  memoryMb: 512,
  timeoutMs: 30_000,
  initMs: 300,
  errorShare: 0,
  timeoutShare: 0,
  deployDays: 10,
  burstsAWeek: 1,
};

const plan: SeriesPlan<FunctionTrouble> = {
  first: minuteOf(Date.UTC(2026, 0, 5)),
  learnDays: 0.25,
  honestDays: 0.25,
  troubles: ['slow-calls'],
  rounds: 1,
  gapHours: [0.5, 1],
};

describe('a series', () => {
  it('has its planted trouble found soon, under its name, in one alert, and is quiet before', async () => {
    let days = 0;
    const random = createRandom(1);
    const result = await runSeries(callTraffic(profile, random), plan, random, () => (days += 1));
    expect(result.falseAlerts).toEqual({});
    expect(result.outcomes).toHaveLength(3);
    const large = result.outcomes.find(({ size }) => size === 10)!;
    expect(large).toMatchObject({ names: ['slow-calls'], alerts: 1, isRightlyNamed: true });
    expect(large.delayMs).toBeLessThan(120_000);
    expect(days).toBeGreaterThanOrEqual(1);
  });

  it('gives the same for the same seed', async () => {
    const run = async () => {
      const random = createRandom(2);
      return runSeries(callTraffic(profile, random), { ...plan, honestDays: 0 }, random, () => undefined);
    };
    expect(await run()).toEqual(await run());
  });
});
