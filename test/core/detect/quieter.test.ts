/** The law of every detector: with the setting that its finding names, just beyond the value it names, it stays silent. */
import * as fc from 'fast-check';
import type { UsualFigure, UsualHour } from '../../../core/baseline/usual-by-hour';
import { findColdStartSurge } from '../../../core/detect/cold-start-surge';
import { findCostSpike } from '../../../core/detect/cost-spike';
import { findErrorBurst } from '../../../core/detect/error-burst';
import type { Finding } from '../../../core/detect/finding';
import { findForgedLines } from '../../../core/detect/forged-lines';
import { findGoneSilent } from '../../../core/detect/gone-silent';
import { findInvocationSurge } from '../../../core/detect/invocation-surge';
import type { FunctionKind } from '../../../core/detect/kinds';
import { findMemoryPressure } from '../../../core/detect/memory-pressure';
import { findOnlyFailures } from '../../../core/detect/only-failures';
import { findOutOfMemory } from '../../../core/detect/out-of-memory';
import { defaultRules, type Rules } from '../../../core/detect/rules';
import { findSlowCalls } from '../../../core/detect/slow-calls';
import { findTimeouts } from '../../../core/detect/timeouts';
import { windowOf, type Window } from '../../../core/detect/window';
import { cellOf } from '../../../core/baseline/log-histogram';
import type { Bucket } from '../../../core/state/bucket';
import { memoryCell } from '../../../core/state/counters';
import { calls, checkout, many } from '../minutes';

const NOW = 29_000_010;

const about = (usual: number): UsualFigure => ({ usual, low: usual * 0.9, high: usual * 1.1, restsOn: 'hour of week' });
const usual: UsualHour = { calls: about(600), failures: about(6), coldStarts: about(12), activeMinutes: about(60) };
/** An hour of 36,000 calls of 100 ms with 1,024 MB: 3,600 GB-seconds. */
const billed: UsualHour = { calls: about(36_000), billedMs: about(3_600_000), billedMbMs: about(3_600_000 * 1024) };
const lately = { calls: 5000, minutes: 1000, medianMs: 250, p95Ms: 400, p99Ms: 2000, middleMs: 250, spread: 0.3 };

type Find = (seen: Window, rules: Rules) => Finding | undefined;

const found: { readonly [Kind in FunctionKind]?: Find } = {
  'slow-calls': (seen, rules) => findSlowCalls(checkout, lately, seen, rules['slow-calls']),
  timeouts: (seen, rules) => findTimeouts(checkout, seen, rules.timeouts, 0.01),
  'out-of-memory': (seen, rules) => findOutOfMemory(checkout, seen, rules['out-of-memory']),
  'memory-pressure': (seen, rules) => findMemoryPressure(checkout, seen, rules['memory-pressure']),
  'only-failures': (seen, rules) => findOnlyFailures(checkout, undefined, seen, rules['only-failures']),
  'error-burst': (seen, rules) => findErrorBurst(checkout, usual, seen, rules['error-burst'], () => undefined, 0.005),
  'forged-lines': (seen, rules) => findForgedLines(checkout, seen, rules['forged-lines']),
  'cold-start-surge': (seen, rules) => findColdStartSurge(checkout, usual, seen, rules['cold-start-surge']),
  'invocation-surge': (seen, rules) => findInvocationSurge(checkout, usual, seen, rules['invocation-surge']),
};

const count = (max: number) => fc.integer({ min: 0, max });

/** A minute of which a part goes wrong, mildly or badly. */
const minuteOf = (idle: number, isServed: boolean, om: number) =>
  fc
    .record({
      quick: count(40),
      slow: count(20),
      slowMs: fc.integer({ min: 200, max: 9000 }),
      counters: fc.record({ er: count(20), to: count(5), cs: count(60), om: count(om), su: count(4) }),
      usedMb: fc.integer({ min: 100, max: 512 }),
    })
    .map(({ quick, slow, slowMs, counters, usedMb }) => (at: number): Bucket => {
      const [done, failed] = [isServed ? quick + slow : 0, counters.er + counters.to + counters.om];
      return calls(at, isServed ? [...many(quick, () => 250), ...many(slow, () => slowMs)] : [], {
        n: done + failed + idle,
        ...counters,
        bm: 1000,
        gm: 512_000,
        [memoryCell(cellOf(usedMb))]: Math.max(1, done),
      });
    });

const anyWindow = fc
  .tuple(fc.constantFrom(0, 0, 5000), fc.constantFrom(true, true, false), fc.constantFrom(0, 1))
  .chain(([idle, isServed, om]) => fc.array(minuteOf(idle, isServed, om), { minLength: 1, maxLength: 15 }))
  .map((minutes) => minutes.map((make, i) => make(NOW - i)));

function beyond(rules: Rules, { kind, quieter }: Finding): Rules {
  const { setting, above = 0, below } = quieter!;
  return { ...rules, [kind]: { ...rules[kind], [setting]: below === undefined ? above * 1.000001 : below * 0.999 } };
}

const dearMinute = fc.record({
  n: count(3000),
  ms: fc.integer({ min: 50, max: 400 }),
  mb: fc.constantFrom(1024, 2048),
});

const dearWindow = fc
  .array(dearMinute, { minLength: 15, maxLength: 15 })
  .map((minutes) => minutes.map(({ n, ms, mb }, i) => calls(NOW - i, [], { n, bm: n * ms, gm: n * ms * mb })));

const silentWindow = fc.integer({ min: 1, max: 59 }).map((back) => [calls(NOW - back, [20])]);

const dear: Find = (seen, rules) => findCostSpike(checkout, billed, seen, rules['cost-spike'], { region: 'us-east-1' });
const silent: Find = (seen, rules) => findGoneSilent(checkout, () => usual, seen, rules['gone-silent'], true);

it.each<[string, Find, fc.Arbitrary<Bucket[]>]>([
  ...Object.entries(found).map(([kind, find]): [string, Find, typeof anyWindow] => [kind, find, anyWindow]),
  ['cost-spike', dear, dearWindow],
  ['gone-silent', silent, silentWindow],
])('%s is silent with the setting it names', (kind, find, windows) => {
  let opened = 0;
  fc.assert(
    fc.property(windows, (buckets) => {
      const look = (rules: Rules) => find(windowOf(buckets, NOW, rules[kind as FunctionKind].windowMinutes), rules);
      const finding = look(defaultRules);
      if (finding === undefined || finding.ratio < 1) return expect(finding?.quieter).toBeUndefined();
      opened += 1;
      expect(Object.keys(defaultRules[finding.kind])).toContain(finding.quieter?.setting);
      expect(look(beyond(defaultRules, finding))?.ratio ?? 0).toBeLessThan(1);
    }),
    { seed: 7, numRuns: 300 },
  );
  expect(opened).toBeGreaterThan(10);
});
