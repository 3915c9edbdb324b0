import fc from 'fast-check';
import { CONTROLS } from '../../../bench/series/controls';
import { nabScore, PROFILES, rankRows, type LabelledSeries } from '../../../bench/series/nab-score';

const ROWS = 1000;
const WINDOW = [400, 499] as const;
const [STANDARD, LOW_FP, LOW_FN] = PROFILES;

const seriesWith = (alarms: readonly number[], windows: LabelledSeries['windows'] = [WINDOW]): LabelledSeries => {
  const scores = new Float64Array(ROWS);
  for (const row of alarms) scores[row] = 0.9;
  return { windows, scores };
};

const scoreAt = (series: readonly LabelledSeries[], profile = STANDARD) => nabScore(rankRows(series), profile, 0.5);

/** 2 / (1 + e^5x) − 1, as published. */
const sigmoid = (x: number) => 2 / (1 + Math.exp(5 * x)) - 1;

describe('the benchmark’s score', () => {
  it.each([
    ['gives nothing for nothing said', [], STANDARD, 0],
    ['gives 100 for the first row of the window', [400], STANDARD, 100],
    ['gives 100 in each profile', [400], LOW_FN!, 100],
    ['counts a window once', [400, 401, 450, 499], STANDARD, 100],
    ['gives 98 at half of the window', [449], STANDARD, 50 * (1 + sigmoid(-0.51) / sigmoid(-1))],
    ['gives little more than half for the last row', [499], STANDARD, 50 * (1 + sigmoid(-0.01) / sigmoid(-1))],
    ['takes 5.5 for a false alarm before any window', [200], STANDARD, -5.5],
    ['takes 11 where false alarms weigh more', [200], LOW_FP!, -11],
    ['takes less where misses weigh more', [200], LOW_FN!, (-0.11 / 3) * 100],
    ['takes little right behind a window', [500], STANDARD, 50 * 0.11 * sigmoid(1 / 99)],
    ['takes all far behind a window', [900], STANDARD, -5.5],
    ['does not score the first 15 %', [0, 149], STANDARD, 0],
    ['scores the row after', [150], STANDARD, -5.5],
  ])('%s', (_, alarms, profile, expected) => {
    expect(scoreAt([seriesWith(alarms)], profile).score).toBeCloseTo(expected, 9);
  });

  it('leaves out no more than 750 rows', () => {
    const scores = new Float64Array(20_000);
    scores[749] = 0.9;
    expect(scoreAt([{ windows: [WINDOW.map((row) => row + 10_000) as [number, number]], scores }]).score).toBe(0);
    scores[750] = 0.9;
    expect(scoreAt([{ windows: [WINDOW.map((row) => row + 10_000) as [number, number]], scores }]).score).toBeCloseTo(
      -5.5,
    );
  });

  it('keeps the windows of several series apart', () => {
    const { score, found, windows } = scoreAt([seriesWith([400]), seriesWith([]), seriesWith([200], [])]);
    expect([found, windows]).toEqual([1, 2]);
    expect(score).toBeCloseTo(50 - 2.75);
  });

  it('takes one threshold for all: the one that scores best', () => {
    const loud = seriesWith([]);
    const quiet = seriesWith([]);
    (loud.scores as Float64Array).set([0.7, 0.95], 399); // a false alarm, then the window
    (quiet.scores as Float64Array).set([0.8], 400);
    const best = nabScore(rankRows([loud, quiet]), STANDARD);
    expect(best).toMatchObject({ threshold: 0.8, found: 2, falseAlarms: 0 });
    expect(best.score).toBeCloseTo(100);
  });

  it('is never better at a given threshold than at the best', () => {
    const made = fc.array(fc.constantFrom(0, 0, 0, 0.25, 0.5, 0.75, 1), { minLength: 200, maxLength: 400 });
    fc.assert(
      fc.property(
        made,
        fc.constantFrom(0.25, 0.5, 0.75, 1),
        fc.constantFrom(...PROFILES),
        (scores, threshold, profile) => {
          const ranked = rankRows([{ windows: [[100, 119]], scores }]);
          const best = nabScore(ranked, profile);
          expect(nabScore(ranked, profile, threshold).score).toBeLessThanOrEqual(best.score);
          expect(nabScore(ranked, profile, best.threshold).score).toBeCloseTo(best.score, 9);
          expect(best.score).toBeGreaterThanOrEqual(0);
          expect(best.score).toBeLessThanOrEqual(100);
        },
      ),
      { seed: 5, numRuns: 200 },
    );
  });

  it('has controls that say nothing, by chance and by the clock', () => {
    const [silence, random, clock] = CONTROLS.map(({ score }) => score(1800, 0));
    expect(new Set(silence)).toEqual(new Set([0]));
    expect(random).toEqual(CONTROLS[1]!.score(1800, 0));
    expect(new Set(random).size).toBe(1800);
    expect([...clock!.keys()].filter((row) => clock![row] === 1)).toEqual([599, 1199, 1799]);
  });
});
