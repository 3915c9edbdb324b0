import { cellOf } from '../../../core/baseline/log-histogram';
import { findForgedLines } from '../../../core/detect/forged-lines';
import { findMemoryPressure } from '../../../core/detect/memory-pressure';
import { findOnlyFailures } from '../../../core/detect/only-failures';
import { findRetriesExhausted } from '../../../core/detect/retries-exhausted';
import { defaultRules } from '../../../core/detect/rules';
import { windowOf } from '../../../core/detect/window';
import type { Bucket } from '../../../core/state/bucket';
import { memoryCell, SKETCH } from '../../../core/state/counters';
import { failedRequest } from '../../../core/state/failed-requests';
import { MINUTE_MS, startOf } from '../../../core/state/minute';
import { calls, checkout, many } from '../minutes';

const NOW = 29_000_000;

const inWindow = (buckets: Bucket[], minutes: number) => windowOf(buckets, NOW, minutes);

describe('retries-exhausted', () => {
  const rule = defaultRules['retries-exhausted'];
  const find = (buckets: Bucket[]) => findRetriesExhausted(checkout, inWindow(buckets, rule.windowMinutes), rule);
  const attempt = (minute: number, ...requestIds: string[]): Bucket => ({
    ...calls(minute, [], { n: requestIds.length, er: requestIds.length }),
    sketches: new Map([
      [SKETCH.failedRequests, new Set(requestIds.map((id) => failedRequest(id, startOf(minute) + 5000)))],
    ]),
  });

  it.each<[string, Bucket[], object | undefined]>([
    ['calls that did not fail are no event lost', [calls(NOW, [20, 30])], undefined],
    ['an event that failed twice may still succeed', [attempt(NOW - 1, 'a'), attempt(NOW, 'a')], undefined],
    [
      'three different events that failed once each are not lost',
      [attempt(NOW - 3, 'a'), attempt(NOW - 2, 'b'), attempt(NOW, 'c')],
      undefined,
    ],
    [
      'an event that failed three times is lost',
      [attempt(NOW - 3, 'a', 'b'), attempt(NOW - 2, 'a'), attempt(NOW, 'a')],
      { lostEvents: 1, failedCalls: 4 },
    ],
  ])('%s', (_, buckets, evidence) => {
    const found = find(buckets);
    if (evidence === undefined) expect(found).toBeUndefined();
    else expect(found).toMatchObject({ ratio: 1, severity: 'warning', evidence });
  });

  it('is critical from twenty lost events on, and says when the first and last were lost', () => {
    const ids = many(20, (i) => `event ${i}`);
    const buckets = [NOW - 4, NOW - 3, NOW - 1].flatMap((minute) => [
      attempt(minute, ...ids.slice(0, 10)),
      attempt(minute, ...ids.slice(10)),
    ]);
    expect(find(buckets)).toMatchObject({
      severity: 'critical',
      firstSeenMs: startOf(NOW - 1) + 5000,
      lastSeenMs: startOf(NOW - 1) + 5000,
      evidence: { lostEvents: 20 },
    });
  });
});

describe('memory-pressure', () => {
  const rule = defaultRules['memory-pressure'];
  const find = (buckets: Bucket[]) => findMemoryPressure(checkout, inWindow(buckets, rule.windowMinutes), rule);
  /** Calls of a function with 512 MB that used so many MB each. */
  const used = (minute: number, ...usedMb: number[]): Bucket => {
    const cells: Record<string, number> = { bm: usedMb.length * 100, gm: usedMb.length * 100 * 512 };
    for (const mb of usedMb) cells[memoryCell(cellOf(mb))] = (cells[memoryCell(cellOf(mb))] ?? 0) + 1;
    return calls(
      minute,
      usedMb.map(() => 100),
      cells,
    );
  };

  it.each<[string, Bucket[], number | undefined]>([
    ['calls with room to spare are no pressure', many(10, (i) => used(NOW - i, 120, 300, 400)), undefined],
    ['reports without memory say nothing', many(10, (i) => calls(NOW - i, [100])), undefined],
    ['one large input is no pressure', [used(NOW, ...many(19, () => 120), 511)], undefined],
    ['few calls do not open it', [used(NOW, 511, 511)], undefined],
    [
      'a call that was killed is told by another',
      [...many(10, (i) => used(NOW - i, 511)), calls(NOW, [], { om: 1 })],
      undefined,
    ],
    ['a quarter of the calls at the limit opens it', many(10, (i) => used(NOW - i, 120, 130, 140, 511)), 1],
  ])('%s', (_, buckets, ratio) => {
    expect(find(buckets)?.ratio).toEqual(ratio === undefined ? undefined : expect.closeTo(ratio, 5));
  });

  it('never says that more was used than there is', () => {
    const found = find(many(10, (i) => used(NOW - i, 560, 560)));
    expect(found).toMatchObject({
      severity: 'info',
      evidence: { memoryMb: 512, usedMb: 512, tightCalls: 20, calls: 20 },
    });
  });
});

describe('only-failures', () => {
  const rule = defaultRules['only-failures'];
  const known = { calls: 1, minutes: 1, medianMs: 250, p95Ms: 400, p99Ms: 2000, middleMs: 250, spread: 0.3 };
  const failing = many(5, (i) => calls(NOW - i, [], { n: 1, er: 1 }));

  it.each<[string, Parameters<typeof findOnlyFailures>[1], Bucket[], number | undefined]>([
    ['five failures and never a success open it', undefined, failing, 1],
    ['four do not', undefined, failing.slice(1), 0.8],
    ['a success in the window silences it', undefined, [...failing.slice(1), calls(NOW - 4, [20])], undefined],
    ['a success that was learned silences it', known, failing, undefined],
    ['a function without failures is none', undefined, [calls(NOW, [])], undefined],
  ])('%s', (_, usual, buckets, ratio) => {
    expect(findOnlyFailures(checkout, usual, inWindow(buckets, rule.windowMinutes), rule)?.ratio).toBe(ratio);
  });
});

describe('forged-lines', () => {
  const rule = defaultRules['forged-lines'];
  const find = (buckets: Bucket[]) => findForgedLines(checkout, inWindow(buckets, rule.windowMinutes), rule);

  it('is silent where nothing is contradicted', () => expect(find([calls(NOW, [20])])).toBeUndefined());

  it('opens at three contradicted reports and says since when', () => {
    expect(find([calls(NOW - 2, [20], { su: 1 }), calls(NOW, [20], { su: 2 })])).toMatchObject({
      ratio: 1,
      firstSeenMs: startOf(NOW - 2),
      lastSeenMs: startOf(NOW) + MINUTE_MS - 1,
      evidence: { suspects: 3, calls: 2 },
    });
  });
});
