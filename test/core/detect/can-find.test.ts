/** The few sums that are asked before a detector: where they say no, the detector finds nothing, whatever is usual. */
import fc from 'fast-check';
import { CallTotals } from '../../../core/call-totals';
import type { UsualFigure, UsualHour } from '../../../core/baseline/usual-by-hour';
import { canFind, canFindLater } from '../../../core/detect/can-find';
import { findColdStartSurge } from '../../../core/detect/cold-start-surge';
import { findCostSpike } from '../../../core/detect/cost-spike';
import { findErrorBurst } from '../../../core/detect/error-burst';
import type { Finding } from '../../../core/detect/finding';
import { findForgedLines } from '../../../core/detect/forged-lines';
import { findInvocationSurge } from '../../../core/detect/invocation-surge';
import type { FunctionKind } from '../../../core/detect/kinds';
import { findMemoryPressure } from '../../../core/detect/memory-pressure';
import { findOnlyFailures } from '../../../core/detect/only-failures';
import { findOutOfMemory } from '../../../core/detect/out-of-memory';
import { findRetriesExhausted } from '../../../core/detect/retries-exhausted';
import { defaultRules } from '../../../core/detect/rules';
import { findSlowCalls } from '../../../core/detect/slow-calls';
import { findTimeouts } from '../../../core/detect/timeouts';
import { windowOf, type Window } from '../../../core/detect/window';
import type { Bucket } from '../../../core/state/bucket';
import { SKETCH } from '../../../core/state/counters';
import { failedRequest } from '../../../core/state/failed-requests';
import { checkout } from '../minutes';

const NOW = 29_000_010;
const priced = { region: 'eu-west-1' };
const rules = defaultRules;

const call = fc.record(
  {
    durationMs: fc.constantFrom(3, 40, 900, 60_000),
    memoryMb: fc.constantFrom(128, 1024, 10_240),
    used: fc.constantFrom(0.4, 0.97),
    cause: fc.constantFrom(undefined, undefined, undefined, 'error', 'timeout', 'out-of-memory'),
    initMs: fc.constantFrom(undefined, 400),
    suspect: fc.constantFrom(undefined, undefined, undefined, 'unasked'),
  },
  { requiredKeys: ['durationMs', 'memoryMb', 'used'] },
);

/** A minute of one such call, so many times over. */
const bucket = fc
  .record({ ago: fc.nat(20), each: call, times: fc.constantFrom(1, 2, 3, 5, 30, 600) })
  .map(({ ago, each, times }): Bucket => {
    const { durationMs, memoryMb, used, cause, initMs, suspect } = each;
    const minute = NOW - ago;
    const totals = new CallTotals();
    for (let one = 0; one < times; one += 1)
      totals.add({
        requestId: undefined,
        place: undefined,
        atMs: minute * 60_000,
        isStarted: true,
        cause,
        errorType: undefined,
        timedOutMs: undefined,
        suspect,
        report: {
          kind: 'report',
          requestId: '',
          durationMs,
          billedMs: Math.ceil(durationMs),
          memoryMb,
          maxMemoryMb: Math.round(memoryMb * used),
          ...(initMs !== undefined && { initMs }),
        },
      });
    const failed = cause === undefined ? [] : [failedRequest('r', minute * 60_000)];
    return {
      minute,
      counters: totals.counters(),
      sketches: new Map(failed.length > 0 ? [[SKETCH.failedRequests, new Set(failed)]] : []),
    };
  });

const buckets = fc.uniqueArray(bucket, { maxLength: 15, selector: ({ minute }) => minute });

const figure = (values: readonly number[]) =>
  fc
    .constantFrom(undefined, ...values)
    .map((usual): UsualFigure | undefined =>
      usual === undefined ? undefined : { usual, low: usual * 0.9, high: usual * 1.1, restsOn: 'hour of week' },
    );

const usualHour: fc.Arbitrary<UsualHour> = fc.record({
  calls: figure([0.5, 20, 3_000]),
  failures: figure([0, 5]),
  coldStarts: figure([0, 2]),
  billedMs: figure([50, 1e6]),
  billedMbMs: figure([5e4, 1e9]),
});

const lately = { calls: 9_000, minutes: 900, medianMs: 5, p95Ms: 8, p99Ms: 9, middleMs: 5, spread: 0.3 };

const FIND: Record<
  Exclude<FunctionKind, 'gone-silent' | 'slow-drift'>,
  (seen: Window, usual: UsualHour) => Finding | undefined
> = {
  'slow-calls': (seen) => findSlowCalls(checkout, lately, seen, rules['slow-calls']),
  'memory-pressure': (seen) => findMemoryPressure(checkout, seen, rules['memory-pressure']),
  'out-of-memory': (seen) => findOutOfMemory(checkout, seen, rules['out-of-memory']),
  timeouts: (seen) => findTimeouts(checkout, seen, rules.timeouts),
  'forged-lines': (seen) => findForgedLines(checkout, seen, rules['forged-lines']),
  'retries-exhausted': (seen) => findRetriesExhausted(checkout, seen, rules['retries-exhausted']),
  'only-failures': (seen) => findOnlyFailures(checkout, undefined, seen, rules['only-failures']),
  'error-burst': (seen, usual) => findErrorBurst(checkout, usual, seen, rules['error-burst'], () => undefined),
  'invocation-surge': (seen, usual) => findInvocationSurge(checkout, usual, seen, rules['invocation-surge']),
  'cold-start-surge': (seen, usual) => findColdStartSurge(checkout, usual, seen, rules['cold-start-surge']),
  'cost-spike': (seen, usual) => findCostSpike(checkout, usual, seen, rules['cost-spike'], priced),
};

type Gated = keyof typeof FIND;
const isGated = (kind: string): kind is Gated => Object.hasOwn(FIND, kind);
const GATED = Object.keys(FIND).filter(isGated);

it.each(GATED)('%s is found only where it can be', (kind) => {
  let found = 0;
  let spared = 0;
  fc.assert(
    fc.property(buckets, usualHour, (seen, usual) => {
      const window = windowOf(seen, NOW, rules[kind].windowMinutes);
      const finding = FIND[kind](window, usual);
      const isAsked = canFind(kind, window, rules, priced);
      if (finding !== undefined) found += 1;
      if (!isAsked) spared += 1;
      expect(isAsked || finding === undefined).toBe(true);
    }),
    { seed: 5, numRuns: 150 },
  );
  // Both happen, or the law would say nothing.
  expect(Math.min(found, spared)).toBeGreaterThan(0);
});

it('finds nothing later, with nothing more, where it says so', () => {
  let calm = 0;
  fc.assert(
    fc.property(buckets, usualHour, fc.nat(15), (seen, usual, after) => {
      if (canFindLater(seen, NOW, rules, priced)) return;
      calm += 1;
      for (const kind of GATED)
        expect(FIND[kind](windowOf(seen, NOW + after, rules[kind].windowMinutes), usual)).toBeUndefined();
    }),
    { seed: 6, numRuns: 400 },
  );
  expect(calm).toBeGreaterThan(20);
});
