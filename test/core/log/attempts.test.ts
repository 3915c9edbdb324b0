/** Which REPORTs are not believed, and that a failure is one however many lines tell it. */
import { Attempts } from '../../../core/log/attempts';
import { parseMessage } from '../../../core/log/parse';

const id = '7d1f0c52-9a4e-4c0b-8f5a-2b6f0e9d1a11';
const other = '7d1f0c52-9a4e-4c0b-8f5a-2b6f0e9d1a12';
const start = (of = id): string => `START RequestId: ${of} Version: 1\n`;
const end = (of = id): string => `END RequestId: ${of}\n`;
const report = (rest = '', of = id): string =>
  `REPORT RequestId: ${of}\tDuration: 1.00 ms\tBilled Duration: 1 ms\tMemory Size: 128 MB\tMax Memory Used: 50 MB\t${rest}\n`;
const timeout = `2026-10-01T10:00:00.000Z ${id} Task timed out after 3.00 seconds\n\n`;
const killed = `RequestId: ${id} Error: Runtime exited with error: signal: killed\nRuntime.ExitError\n`;
const invokeError = `2026-10-01T10:00:00.000Z\t${id}\tERROR\tInvoke Error \t{"errorType":"TypeError","errorMessage":"x"}`;
const valueError = '[ERROR] ValueError: no\nTraceback (most recent call last):\n';
const heap = 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory';
const start2 = `{"time":"2026-10-01T10:00:00.000Z","type":"platform.start","record":{"requestId":"${other}"}}`;
const report2 = `{"time":"2026-10-01T10:00:00.000Z","type":"platform.report","record":{"requestId":"${other}","metrics":{"durationMs":1}}}`;

function see(lines: readonly (string | readonly [atMs: number, line: string])[]) {
  const attempts = new Attempts<undefined>();
  for (const line of lines) {
    const [atMs, message] = typeof line === 'string' ? [0, line] : line;
    attempts.see(parseMessage(message), undefined, atMs);
  }
  return attempts.all.filter(({ report: told, cause }) => told !== undefined || cause !== undefined);
}

describe('Attempts', () => {
  it.each([
    ['one call', [start(), end(), report()], [false]],
    ['a REPORT whose START was in another delivery', [report()], [false]],
    ['a second REPORT', [start(), report(), end(), report()], [false, true]],
    ['a REPORT before its START', [report(), start(), report()], [true, false]],
    ['a retry', [start(), report(), start(), report()], [false, false]],
    ['a retry of a call begun elsewhere', [report(), [60_000, start()], [61_000, report()]], [false, false]],
    ['a retry whose START the log level holds back', [report(), [60_000, report()]], [false, false]],
    [
      'a log saved newest first',
      [
        [5, report()],
        [4, end()],
        [3, start()],
      ],
      [false],
    ],
    ['calls that interleave', [start(), start2, report2, report()], [false, false]],
  ] as const)('judges %s', (_, lines, suspects) => {
    expect(see(lines).map(({ suspect }) => suspect !== undefined)).toEqual(suspects);
  });

  it.each([
    [
      'tell a failed retry whose START is told elsewhere',
      [report('Status: timeout'), [150_000, killed], [150_001, report()]],
      ['timeout', 'out-of-memory'],
    ],
    [
      'tell it though the first REPORT is told elsewhere too',
      [start(), timeout, [150_000, killed], [150_001, report()]],
      ['timeout', 'out-of-memory'],
    ],
    ['leave a REPORT to a call of some minutes', [start(), [150_000, killed], [150_001, report()]], ['out-of-memory']],
  ] as const)('lets the time %s', (_, lines, causes) => {
    expect(see(lines).map(({ cause }) => cause)).toEqual(causes);
  });

  it.each([
    ['a time-out in both styles', [start(), end(), report('Status: timeout'), timeout], 'timeout'],
    ['an old time-out after its REPORT', [start(), end(), report(), timeout], 'timeout'],
    [
      'a kill and its status',
      [start(), killed, report('Status: error\tError Type: Runtime.ExitError')],
      'out-of-memory',
    ],
    ['a handler error', [start(), invokeError, end(), report()], 'error'],
    ['a handler error without a request id', [start(), valueError, end(), report()], 'error'],
    ['the same, begun elsewhere', [valueError, end(), report()], 'error'],
    ['a heap that ran out', [start(), heap, report('Status: error\tError Type: Runtime.ExitError')], 'out-of-memory'],
  ] as const)('takes %s for one failure', (_, lines, cause) => {
    expect(see(lines).map((attempt) => attempt.cause)).toEqual([cause]);
  });
});
