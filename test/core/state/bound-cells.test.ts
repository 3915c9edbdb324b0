import { boundCells, MOST_COUNTERS } from '../../../core/state/bound-cells';
import { durationCell, memoryCell, readCells, timeoutCell } from '../../../core/state/counters';

const cells = (count: number, ...names: ((cell: number) => string)[]) =>
  new Map(names.flatMap((name) => Array.from({ length: count }, (_, cell) => [name(cell), 1] as const)));

it('leaves what an honest delivery holds as it is', () => {
  const honest = new Map([['n', 168], ...cells(168, durationCell, timeoutCell)]);
  expect(boundCells(honest)).toBe(honest);
});

it.each([140, 200, 256])('joins cells where a forger fills %d of each kind, and loses no call', (count) => {
  const forged = new Map([['n', 3 * count], ...cells(count, durationCell, memoryCell, timeoutCell)]);
  const bounded = boundCells(forged);
  expect(bounded.size).toBeLessThanOrEqual(MOST_COUNTERS + 18);
  expect(bounded.get('n')).toBe(3 * count);
  for (const kind of ['d', 'm', 't'] as const) {
    const kept = readCells(bounded, kind);
    expect(kept.reduce((sum, [, calls]) => sum + calls, 0)).toBe(count);
    expect(Math.max(...kept.map(([cell]) => cell))).toBeGreaterThan(count - 5);
  }
});
