/**
 * The law that a failed call is one failure with one cause, however many lines tell it, in whatever style, and however calls
 * interleave: within a delivery exactly; across deliveries none is lost, and each delivery that tells it counts it once.
 */
import * as fc from 'fast-check';
import { COUNTER, SKETCH } from '../../../core/state/counters';
import { observe } from '../../../core/observe';
import { delivery, requestId } from '../deliveries';
import { many } from '../minutes';

type Cause = 'timeout' | 'out-of-memory' | 'error';

const T = '2026-11-20T14:00:00.000Z';
const T0 = Date.parse(T);
const json = (type: string, record: object): string => JSON.stringify({ time: T, type: `platform.${type}`, record });
const metrics = { durationMs: 10, billedDurationMs: 10, memorySizeMB: 256, maxMemoryUsedMB: 90 };
const textReport = (id: string, status = ''): string =>
  `REPORT RequestId: ${id}\tDuration: 10.00 ms\tBilled Duration: 10 ms\tMemory Size: 256 MB\tMax Memory Used: 90 MB\t${status}\n`;

/** The new style: the REPORT itself says it. */
const STATUS: Readonly<Record<Cause, readonly [status: string, errorType?: string]>> = {
  timeout: ['timeout'],
  'out-of-memory': ['error', 'Runtime.OutOfMemory'],
  error: ['error', 'Runtime.ExitError'],
};

/** Lines of their own that tell it: the old style, the runtime's words, what the runtime was seen to do. */
const TOLD: Readonly<Record<Cause, readonly ((id: string) => string)[]>> = {
  timeout: [
    (id) => `${T} ${id} Task timed out after 3.00 seconds\n\n`,
    (id) => json('runtimeDone', { requestId: id, status: 'timeout', metrics: { durationMs: 3000 } }),
  ],
  'out-of-memory': [
    (id) => `RequestId: ${id} Error: Runtime exited with error: signal: killed\nRuntime.ExitError\n`,
    (id) => json('runtimeDone', { requestId: id, status: 'error', errorType: 'Runtime.OutOfMemory', metrics: {} }),
    (id) => `${T}\t${id}\tERROR\tUncaught Exception \t{"errorType":"OutOfMemoryError","errorMessage":"x"}`,
  ],
  error: [
    (id) => `RequestId: ${id} Error: Runtime exited with error: exit status 1\nRuntime.ExitError\n`,
    (id) => `${T}\t${id}\tERROR\tInvoke Error \t{"errorType":"TypeError","errorMessage":"x"}`,
    (id) => JSON.stringify({ timestamp: T, level: 'ERROR', errorType: 'ValueError', errorMessage: 'x', requestId: id }),
    (id) => json('runtimeDone', { requestId: id, status: 'failure', metrics: { durationMs: 3 } }),
  ],
};

interface Call {
  readonly cause: Cause | undefined;
  readonly isJson: boolean;
  readonly isNewStyle: boolean;
  /** Which of the lines of their own are written, and how many times. */
  readonly told: readonly number[];
  readonly isToldAfter: boolean;
}

const call: fc.Arbitrary<Call> = fc.record({
  cause: fc.constantFrom('timeout', 'out-of-memory', 'error', undefined),
  isJson: fc.boolean(),
  isNewStyle: fc.boolean(),
  told: fc.array(fc.nat(5), { minLength: 1, maxLength: 4 }),
  isToldAfter: fc.boolean(),
});

function linesOf({ cause, isJson, isNewStyle, told, isToldAfter }: Call, index: number): string[] {
  const id = requestId(index);
  const [status, named] = cause !== undefined && isNewStyle ? STATUS[cause] : [undefined, undefined];
  // A process that was killed for its memory is said to have left, where the platform does not know why.
  const errorType = cause === 'out-of-memory' && told[0] === 1 ? 'Runtime.ExitError' : named;
  const words =
    status === undefined ? '' : `Status: ${status}${errorType === undefined ? '' : `\tError Type: ${errorType}`}`;
  const report = isJson ? json('report', { requestId: id, metrics, status, errorType }) : textReport(id, words);
  const start = isJson ? json('start', { requestId: id, version: '1' }) : `START RequestId: ${id} Version: 1\n`;
  const tellings = cause === undefined ? [] : told.map((nth) => TOLD[cause][nth % TOLD[cause].length]!(id));
  return isToldAfter ? [start, report, ...tellings] : [start, ...tellings, report];
}

/** Each call's lines keep their order. */
function interleaved(lines: readonly string[][], picks: readonly number[]): string[] {
  const left = lines.map((each) => [...each]);
  const all: string[] = [];
  for (let at = 0; left.some((each) => each.length > 0); at += 1) {
    const open = left.filter((each) => each.length > 0);
    all.push(open[picks[at % picks.length]! % open.length]!.shift()!);
  }
  return all;
}

function countsOf(lines: readonly string[]) {
  const batch = delivery(
    '/aws/lambda/checkout',
    lines.map((line, at) => [T0 + at, line] as const),
  );
  const seen = observe(batch, 0, T0).functions;
  const sum = (name: string): number => seen.reduce((total, { counters }) => total + (counters.get(name) ?? 0), 0);
  return {
    calls: sum(COUNTER.calls),
    timeout: sum(COUNTER.timeouts),
    'out-of-memory': sum(COUNTER.outOfMemory),
    error: sum(COUNTER.errors),
    suspects: sum(COUNTER.suspects),
    failed: seen.reduce((total, { sketches }) => total + (sketches.get(SKETCH.failedRequests)?.size ?? 0), 0),
  };
}

const calls = fc.array(call, { minLength: 1, maxLength: 6 });
const picks = fc.array(fc.nat(1000), { minLength: 40, maxLength: 40 });
const timesOf = (made: readonly Call[], cause: Cause): number => made.filter((each) => each.cause === cause).length;

describe('a failed call', () => {
  it('is one failure with one cause within a delivery', () => {
    fc.assert(
      fc.property(calls, picks, (made, order) => {
        expect(countsOf(interleaved(made.map(linesOf), order))).toEqual({
          calls: made.length,
          timeout: timesOf(made, 'timeout'),
          'out-of-memory': timesOf(made, 'out-of-memory'),
          error: timesOf(made, 'error'),
          suspects: 0,
          failed: made.filter(({ cause }) => cause !== undefined).length,
        });
      }),
      { seed: 20_261_122, numRuns: 400 },
    );
  });

  it('is one where a runtime tells it without a request id and calls follow one another', () => {
    const nameless = [
      'JavaScript heap out of memory',
      'Java heap space: java.lang.OutOfMemoryError\njava.lang.OutOfMemoryError: Java heap space\n',
    ];
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.boolean(), fc.nat(1)), { maxLength: 6 }), (made) => {
        const lines = made.flatMap(([fails, isStarted, nth], index) => {
          const id = requestId(index);
          const told = fails ? [nameless[nth]!] : [];
          const report = textReport(id, fails ? 'Status: error\tError Type: Runtime.ExitError' : '');
          return [...(isStarted ? [`START RequestId: ${id} Version: 1\n`] : []), ...told, report];
        });
        const failed = made.filter(([fails]) => fails).length;
        expect(countsOf(lines)).toMatchObject({ calls: made.length, 'out-of-memory': failed, error: 0, timeout: 0 });
      }),
      { seed: 20_261_123, numRuns: 200 },
    );
  });

  it('is lost by no cut into deliveries, and each that tells it counts it once', () => {
    fc.assert(
      fc.property(calls, picks, fc.array(fc.nat(3), { minLength: 40, maxLength: 40 }), (made, order, cuts) => {
        const lines = interleaved(made.map(linesOf), order);
        const pieces = many(4, (piece) => lines.filter((_, at) => cuts[at % cuts.length] === piece));
        const counts = pieces.map(countsOf);
        const sum = (name: keyof (typeof counts)[number]): number =>
          counts.reduce((total, each) => total + each[name], 0);
        expect([sum('calls'), sum('suspects')]).toEqual([made.length, 0]);
        const failed = made.filter(({ cause }) => cause !== undefined).length;
        const told = sum('timeout') + sum('out-of-memory') + sum('error');
        expect(told).toBeGreaterThanOrEqual(failed);
        expect(told).toBeLessThanOrEqual(deliveriesThatTell(made, pieces));
        expect(told).toBe(sum('failed'));
      }),
      { seed: 20_261_124, numRuns: 300 },
    );
  });
});

/** Over all failed calls, in how many deliveries something stands that tells the failure. */
function deliveriesThatTell(made: readonly Call[], pieces: readonly (readonly string[])[]): number {
  return made.reduce((sum, each, index) => {
    if (each.cause === undefined) return sum;
    const [start, ...rest] = linesOf(each, index);
    const tellings = rest.filter((line) => each.isNewStyle || !/^REPORT|platform\.report/.test(line));
    return sum + pieces.filter((piece) => piece.some((line) => line !== start && tellings.includes(line))).length;
  }, 0);
}
