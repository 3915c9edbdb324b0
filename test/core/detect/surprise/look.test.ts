import fc from 'fast-check';
import { learn } from '../../../../core/detect/surprise/learn';
import { look } from '../../../../core/detect/surprise/look';
import { newMetricState, type MetricState } from '../../../../core/detect/surprise/metric-state';
import { defaultSurprise } from '../../../../core/detect/surprise/settings';
import { decodeMetricState, encodeMetricState } from '../../../../core/detect/surprise/state-bytes';
import { madeSeries, type Point } from './made-series';

const DAY = 1440;

/** A score for each point; a point without a number has none and changes nothing. */
function scoresOf(points: readonly Point[], state: MetricState = newMetricState(defaultSurprise)): number[] {
  return points.map(({ value, atMs }) => {
    const seen = look(state, value, atMs);
    if (seen === undefined) return 0;
    learn(state, seen);
    return seen.score;
  });
}

const highestIn = (scores: readonly number[], from: number, to: number): number => Math.max(...scores.slice(from, to));

const numbers = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 });
const points = fc.array(
  fc.record({
    value: fc.oneof(numbers, fc.constantFrom(0, 1, -1, 1e300, -1e300)),
    atMs: fc.integer({ min: -1e12, max: 4e12 }),
  }),
  { maxLength: 300 },
);

describe('a look at a metric', () => {
  it.each([
    ['a tenfold rise', 10, madeSeries(4 * DAY, [3 * DAY, 3 * DAY + 5])],
    [
      'a fall to nothing',
      0,
      madeSeries(4 * DAY).map((point, minute) =>
        minute >= 3 * DAY && minute < 3 * DAY + 5 ? { ...point, value: 0 } : point,
      ),
    ],
    [
      'night load by day',
      1,
      madeSeries(4 * DAY).map((point, minute) =>
        minute >= 3.25 * DAY && minute < 3.3 * DAY ? { ...point, value: point.value - 100 } : point,
      ),
    ],
  ])('finds %s in its first minutes, above all before', (_, __, series) => {
    const scores = scoresOf(series);
    const from = 3 * DAY;
    expect(highestIn(scores, from, from + 0.3 * DAY)).toBeGreaterThan(highestIn(scores, DAY, from));
    expect(highestIn(scores, from, from + 0.3 * DAY)).toBeGreaterThan(0.6);
  });

  it('finds the first failures after days of none', () => {
    const series = madeSeries(3 * DAY + 1).map((point, minute) => ({ ...point, value: minute < 3 * DAY ? 0 : 7 }));
    expect(scoresOf(series).at(-1)).toBeGreaterThan(0.8);
  });

  it('says nothing of a constant, and nothing before it knows 30 values', () => {
    const constant = madeSeries(DAY).map((point) => ({ ...point, value: 42 }));
    expect(new Set(scoresOf(constant))).toEqual(new Set([0]));
    const wild = madeSeries(30).map((point, minute) => ({ ...point, value: 10 ** (minute % 7) }));
    expect(new Set(scoresOf(wild))).toEqual(new Set([0]));
  });

  it('falls silent in a trouble that lasts, and speaks again of the next', () => {
    const scores = scoresOf(madeSeries(6 * DAY, [3 * DAY, 3 * DAY + 60]));
    const told = scores.slice(3 * DAY, 3 * DAY + 60).filter((score) => score > 0.6);
    expect(told.length).toBeGreaterThan(0);
    expect(told.length).toBeLessThan(10);
    const again = madeSeries(6 * DAY, [3 * DAY, 3 * DAY + 60]).map((point, minute) =>
      minute >= 5 * DAY && minute < 5 * DAY + 5 ? { ...point, value: point.value * 40 } : point,
    );
    expect(highestIn(scoresOf(again), 5 * DAY, 5 * DAY + 5)).toBeGreaterThan(0.6);
  });

  it('changes nothing by looking', () => {
    const state = newMetricState(defaultSurprise);
    const series = madeSeries(200);
    scoresOf(series, state);
    const before = encodeMetricState(state);
    look(state, 1e6, series.at(-1)!.atMs + 60_000);
    expect(encodeMetricState(state)).toEqual(before);
  });

  it('knows nothing of the future: the scores of a piece are those of the whole', () => {
    const series = madeSeries(2 * DAY, [DAY, DAY + 5]);
    const whole = scoresOf(series);
    for (const length of [0, 1, 29, 30, 31, 700, DAY + 2])
      expect(scoresOf(series.slice(0, length))).toEqual(whole.slice(0, length));
    fc.assert(
      fc.property(points, fc.nat(), (made, cut) => {
        const length = made.length === 0 ? 0 : cut % made.length;
        expect(scoresOf(made.slice(0, length))).toEqual(scoresOf(made).slice(0, length));
      }),
      { seed: 5, numRuns: 100 },
    );
  });

  it('says the same of seconds and milliseconds', () => {
    const series = madeSeries(2 * DAY, [DAY, DAY + 5]);
    const exact = scoresOf(series.map((point) => ({ ...point, value: point.value * 1024 })));
    expect(exact).toEqual(scoresOf(series));
    const rounded = scoresOf(series.map((point) => ({ ...point, value: point.value * 1000 })));
    const apart = rounded.map((score, row) => Math.abs(score - exact[row]!));
    expect(Math.max(...apart)).toBeLessThan(1e-6);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e308])('has no look at %s', (value) => {
    expect(look(newMetricState(defaultSurprise), value, 0)).toBeUndefined();
  });

  it('takes gaps, the same moment twice and time that runs backwards', () => {
    const series = madeSeries(DAY);
    const holed = series.filter((_, minute) => minute % 100 < 60);
    const twice = series.flatMap((point) => [point, point]);
    for (const each of [holed, twice, series.toReversed()]) {
      expect(scoresOf(each).every((score) => score >= 0 && score <= 1)).toBe(true);
    }
  });

  it('takes little enough for 58 series of 23,000 values a minute, on one core', () => {
    const series = madeSeries(10 * DAY);
    const before = process.cpuUsage().user;
    scoresOf(series);
    const usEach = (process.cpuUsage().user - before) / series.length;
    expect(usEach).toBeLessThan(60e6 / (58 * 23_000));
  });

  it('stays within 0 and 1 whatever comes', () => {
    fc.assert(
      fc.property(points, (made) => {
        for (const score of scoresOf(made)) expect(score >= 0 && score <= 1).toBe(true);
      }),
      { seed: 5, numRuns: 200 },
    );
  });
});

describe('what is remembered of a metric', () => {
  it('says the same after being stored and read back at any row', () => {
    const series = madeSeries(1.5 * DAY, [DAY, DAY + 5]);
    const whole = scoresOf(series);
    for (const cut of [0, 1, 29, 30, 1000, DAY + 1]) {
      const state = newMetricState(defaultSurprise);
      scoresOf(series.slice(0, cut), state);
      const read = decodeMetricState(encodeMetricState(state));
      expect(read).toEqual(state);
      expect(scoresOf(series.slice(cut), read)).toEqual(whole.slice(cut));
    }
  });

  it('takes under 1 KB once counts have been halved, and under 2 KB at the worst', () => {
    const state = newMetricState(defaultSurprise);
    scoresOf(madeSeries(4 * DAY), state);
    expect(encodeMetricState(state).length).toBeLessThan(1024);
    for (const { cells } of [state.valuesSeen, ...state.sizesSeen]) cells.fill(0xffff);
    expect(encodeMetricState(state).length).toBeLessThan(2048);
  });

  it('reads no bytes of another version, cut short, lengthened or made up', () => {
    const state = newMetricState(defaultSurprise);
    scoresOf(madeSeries(100), state);
    const bytes = encodeMetricState(state);
    expect(decodeMetricState(Uint8Array.of(9, ...bytes.slice(1)))).toBeUndefined();
    expect(decodeMetricState(Uint8Array.of(...bytes, 0))).toBeUndefined();
    for (let length = 0; length < bytes.length; length += 1)
      expect(decodeMetricState(bytes.slice(0, length))).toBeUndefined();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (made) => {
        const read = decodeMetricState(made);
        if (read !== undefined)
          expect(scoresOf(madeSeries(5), read).every((score) => score >= 0 && score <= 1)).toBe(true);
      }),
      { seed: 5, numRuns: 200 },
    );
  });
});
