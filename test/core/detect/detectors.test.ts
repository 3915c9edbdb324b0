import { findOutOfMemory } from '../../../core/detect/out-of-memory';
import { defaultRules } from '../../../core/detect/rules';
import { findSlowCalls } from '../../../core/detect/slow-calls';
import { cellOf } from '../../../core/baseline/log-histogram';
import { timeoutCell } from '../../../core/state/counters';
import { findTimeouts } from '../../../core/detect/timeouts';
import { windowOf } from '../../../core/detect/window';
import type { Finding, TimeoutsEvidence } from '../../../core/detect/finding';
import type { Bucket } from '../../../core/state/bucket';
import { MINUTE_MS } from '../../../core/state/minute';
import { calls, checkout, many } from '../minutes';

const NOW = 29_000_000;

/** One detector's answer, short enough for a table. */
const says = (finding: Finding | undefined): string =>
  finding === undefined ? 'silent' : finding.ratio >= 1 ? finding.kind : 'below';

describe('slow-calls', () => {
  const rule = defaultRules['slow-calls'];
  const known = { calls: 5000, minutes: 1000, medianMs: 250, p95Ms: 400, p99Ms: 2000, middleMs: 250, spread: 0.3 };
  const find = (usual: typeof known | undefined, buckets: Bucket[]) =>
    findSlowCalls(checkout, usual, windowOf(buckets, NOW, rule.windowMinutes), rule);

  const afterUsual = (slow: number, usual: number): Bucket[] => [
    ...many(9, (i) =>
      calls(
        NOW - 1 - i,
        many(30, () => 250),
      ),
    ),
    calls(NOW, [...many(slow, () => 2500), ...many(usual, () => 250)]),
  ];

  it.each([
    ['says nothing of a function never seen', undefined, many(10, (i) => calls(NOW - i, [9000, 9000])), 'silent'],
    [
      'says nothing before it knows enough calls',
      { ...known, calls: 199 },
      many(10, (i) => calls(NOW - i, [9000])),
      'silent',
    ],
    [
      'says nothing before it knows enough minutes',
      { ...known, minutes: 59 },
      many(10, (i) => calls(NOW - i, [9000])),
      'silent',
    ],
    ['says nothing of usual calls', known, many(10, (i) => calls(NOW - i, [250, 300, 390])), 'silent'],
    ['says nothing of a window without calls', known, [], 'silent'],
    ['does not open for a slow tail', known, many(10, (i) => calls(NOW - i, [250, 250, 250, 250, 2500])), 'below'],
    ['… nor for one call far out among a few', known, [calls(NOW, [250, 270, 260, 300, 20_000])], 'silent'],
    ['… but where most are slower', known, [calls(NOW, [750, 800, 260, 900, 20_000, 700])], 'slow-calls'],
    [
      'does not open for four slow calls',
      known,
      [
        calls(
          NOW,
          many(4, () => 2500),
        ),
      ],
      'below',
    ],
    ['reports calls far above the usual', known, many(10, (i) => calls(NOW - i, [2500, 2600])), 'slow-calls'],
    [
      'reports ten calls of the last minute, all slow, though hundreds before were not',
      known,
      afterUsual(10, 0),
      'slow-calls',
    ],
    ['… not nine', known, afterUsual(9, 0), 'below'],
    ['… nor ten where a third are not slow', known, afterUsual(10, 5), 'below'],
    [
      'does not look further back than its window',
      known,
      [
        calls(
          NOW - 10,
          many(50, () => 2500),
        ),
      ],
      'silent',
    ],
    ['does not take calls that failed for slow ones', known, [calls(NOW, [], { n: 20, to: 20 })], 'silent'],
  ])('%s', (_, usual, buckets, expected) => {
    expect(says(find(usual, buckets))).toBe(expected);
  });

  it('says since when, and how slow', () => {
    const buckets = [calls(NOW - 5, [250, 260]), ...many(4, (i) => calls(NOW - i, [2500, 2500, 2500]))];
    expect(find(known, buckets)).toMatchObject({
      firstSeenMs: (NOW - 3) * MINUTE_MS,
      lastSeenMs: (NOW + 1) * MINUTE_MS - 1,
      evidence: { usualMs: 250, slowCalls: 12, calls: 14, windowMinutes: 10 },
    });
  });
});

describe.each([
  ['out-of-memory', 'om', findOutOfMemory, defaultRules['out-of-memory']],
  ['timeouts', 'to', findTimeouts, defaultRules.timeouts],
] as const)('%s', (kind, counter, find, rule) => {
  const look = (buckets: Bucket[]) => find(checkout, windowOf(buckets, NOW, rule.windowMinutes), rule);

  it('says nothing of calls that went well', () => {
    expect(look([calls(NOW, [100, 100])])).toBeUndefined();
  });

  it('reports the first one', () => {
    const finding = look([calls(NOW - 2, [100], { [counter]: 1 })]);
    expect(says(finding)).toBe(kind);
    expect(finding).toMatchObject({ firstSeenMs: (NOW - 2) * MINUTE_MS, evidence: { calls: 1 } });
  });

  it('forgets those outside its window', () => {
    expect(look([calls(NOW - 15, [100], { [counter]: 7 })])).toBeUndefined();
  });

  it('never tells of fewer calls than were lost', () => {
    expect(look([calls(NOW, [], { n: 0, [counter]: 4 })])?.evidence).toMatchObject({ calls: 4 });
  });
});

it('out-of-memory names the configured memory from what was billed', () => {
  const bucket = calls(NOW, [100], { om: 1, bm: 500, gm: 500 * 512 });
  const finding = findOutOfMemory(checkout, windowOf([bucket], NOW, 15), defaultRules['out-of-memory']);
  expect(finding?.evidence).toMatchObject({ memoryMb: 512 });
});

it('timeouts says about where the limit lies', () => {
  const bucket = calls(NOW, [100], { to: 2, [timeoutCell(cellOf(3000))]: 2 });
  const finding = findTimeouts(checkout, windowOf([bucket], NOW, 15), defaultRules.timeouts);
  const { longestMs } = finding!.evidence as TimeoutsEvidence;
  expect(Math.abs(longestMs! - 3000)).toBeLessThan(150);
});
