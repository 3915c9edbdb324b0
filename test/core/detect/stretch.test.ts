/** Since when a trouble is said to be there: from its own first minute, not from an honest one that chance lifted before. */
import * as fc from 'fast-check';
import type { UsualFigure } from '../../../core/baseline/usual-by-hour';
import { findColdStartSurge } from '../../../core/detect/cold-start-surge';
import { findCostSpike } from '../../../core/detect/cost-spike';
import type { Finding } from '../../../core/detect/finding';
import { findInvocationSurge } from '../../../core/detect/invocation-surge';
import { defaultRules } from '../../../core/detect/rules';
import { findSlowCalls } from '../../../core/detect/slow-calls';
import { stretchOf } from '../../../core/detect/stretch';
import { windowOf } from '../../../core/detect/window';
import type { Bucket } from '../../../core/state/bucket';
import { startOf } from '../../../core/state/minute';
import { calls, checkout, many } from '../minutes';

const NOW = 29_000_010;

const about = (usual: number): UsualFigure => ({ usual, low: usual * 0.9, high: usual * 1.1, restsOn: 'hour of week' });
/** Two calls a minute of 3 s with 2,048 MB, of which one in fifty starts cold. */
const usual = {
  calls: about(120),
  coldStarts: about(2.4),
  billedMs: about(360_000),
  billedMbMs: about(360_000 * 2048),
};
const lately = { calls: 9000, minutes: 3000, medianMs: 3000, p95Ms: 5000, p99Ms: 6000, middleMs: 3000, spread: 0.3 };
const rules = defaultRules;

const minute = (ago: number, count: number, ms: number, coldStarts = 0): Bucket =>
  calls(
    NOW - ago,
    many(count, () => ms),
    { bm: count * ms, gm: count * ms * 2048, cs: coldStarts },
  );

/** Ten honest minutes, and of them one, eight minutes ago, as chance has it: far above the usual. Then three of trouble. */
const since = (honest: Bucket, trouble: (ago: number) => Bucket): Bucket[] => [
  ...many(10, (i) => (i + 3 === NOW - honest.minute ? honest : minute(i + 3, 2, 3000))),
  ...many(3, trouble),
];

it.each<[string, Bucket[], (buckets: Bucket[]) => Finding | undefined]>([
  [
    'cost',
    since(minute(8, 7, 3000), (ago) => minute(ago, 200, 6000)),
    (buckets) => findCostSpike(checkout, usual, windowOf(buckets, NOW, 15), rules['cost-spike'], { region: 'x' }),
  ],
  [
    'calls',
    since(minute(8, 7, 3000), (ago) => minute(ago, 900, 3000)),
    (buckets) => findInvocationSurge(checkout, usual, windowOf(buckets, NOW, 10), rules['invocation-surge']),
  ],
  [
    'slow calls',
    since(
      calls(
        NOW - 8,
        many(9, (i) => (i === 0 ? 30_000 : 3000)),
      ),
      (ago) => minute(ago, 20, 30_000),
    ),
    (buckets) => findSlowCalls(checkout, lately, windowOf(buckets, NOW, 10), rules['slow-calls']),
  ],
  [
    'cold starts',
    since(minute(8, 12, 3000, 1), (ago) => minute(ago, 40, 3000, 30)),
    (buckets) => findColdStartSurge(checkout, usual, windowOf(buckets, NOW, 15), rules['cold-start-surge']),
  ],
])('%s: from the first minute of the trouble', (_, buckets, find) => {
  const found = find(buckets);
  expect(found?.ratio).toBeGreaterThanOrEqual(1);
  expect([found?.firstSeenMs, found?.lastSeenMs]).toEqual([startOf(NOW - 2), startOf(NOW + 1) - 1]);
});

it('cost: from the first minute, however long ago, while only the last one is looked at', () => {
  const buckets = [...many(8, (i) => minute(i, 300 + i, 6000)), ...many(7, (i) => minute(i + 8, 2, 3000))];
  const found = findCostSpike(checkout, usual, windowOf(buckets, NOW, 15), rules['cost-spike'], { region: 'x' });
  expect(found?.firstSeenMs).toBe(startOf(NOW - 7));
});

it('no minutes in a row lie higher above a limit', () => {
  const one = fc.option(fc.integer({ min: 1, max: 20 }), { nil: 0 });
  fc.assert(
    fc.property(fc.array(one, { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 15 }), (counts, limit) => {
      const buckets = counts.flatMap((count, ago) => (count === 0 ? [] : [minute(ago, count, 1)]));
      const excess = counts.map((count) => count - limit).toReversed();
      const sumOf = (from: number, to: number) => excess.slice(from, to + 1).reduce((sum, each) => sum + each, 0);
      const sums = excess.flatMap((_, from) => excess.slice(from).map((__, more) => sumOf(from, from + more)));
      const callsIn = ({ counters }: Bucket) => counters.get('n') ?? 0;
      const found = stretchOf(windowOf(buckets, NOW, 15), (bucket) => callsIn(bucket) - limit, -limit);
      if (buckets.length === 0) return expect(found).toBeUndefined();
      const [from, to] = [found!.firstSeenMs, found!.lastSeenMs + 1].map((ms) => ms / 60_000 - NOW + counts.length - 1);
      expect(sumOf(from!, to! - 1)).toBe(Math.max(...sums));
    }),
    { seed: 3, numRuns: 400 },
  );
});
