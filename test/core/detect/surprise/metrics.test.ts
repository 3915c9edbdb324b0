import { cellOf } from '../../../../core/baseline/log-histogram';
import { metricIn } from '../../../../core/detect/surprise/metrics';
import { COUNTER } from '../../../../core/state/counters';

const CELLS = [50, 0, 80, 137, 61, 99, 12].map((cell, index): [string, number] => [`d${cell}`, 2 * index + 1]);
const minute = (cells: readonly [string, number][]) => new Map([[COUNTER.calls, 49], ...cells]);

it('takes the same middle duration of a minute, to the last bit, in whatever order its calls were counted', () => {
  const middle = metricIn('duration', minute(CELLS));
  for (let turn = 1; turn < CELLS.length; turn += 1) {
    expect(metricIn('duration', minute([...CELLS.slice(turn), ...CELLS.slice(0, turn)]))).toBe(middle);
  }
});

it.each([
  ['one duration', [120, 120, 120], 120],
  ['a hundred and ten thousand', [100, 10_000], 1000],
  ['one call far out among ten', [...Array.from({ length: 9 }, () => 100), 100_000], 200],
])('takes the geometric mean of %s', (_, durations, middle) => {
  const counters = new Map<string, number>([[COUNTER.calls, durations.length]]);
  for (const ms of durations) counters.set(`d${cellOf(ms)}`, (counters.get(`d${cellOf(ms)}`) ?? 0) + 1);
  const found = metricIn('duration', counters) ?? Number.NaN;
  expect(found / middle).toBeGreaterThan(0.95);
  expect(found / middle).toBeLessThan(1.05);
});
