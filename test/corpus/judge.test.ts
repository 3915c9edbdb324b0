/** That the corpus run notices a misread line: a judge that finds nothing proves nothing. */
import { parseMessage } from '../../core/log/parse';
import { judgeHostile, judgeRow } from './judge';

const message =
  'REPORT RequestId: a1\tDuration: 2.00 ms\tBilled Duration: 3 ms\tMemory Size: 128 MB\tMax Memory Used: 60 MB\t\n';
const expected = {
  requestId: 'a1',
  durationMs: 2,
  billedDurationMs: 3,
  memorySizeMB: 128,
  maxMemoryUsedMB: 60,
  status: null,
};
const wrong = { wrong: expect.any(String) };

describe('judgeRow', () => {
  it.each([
    ['all values', 'report', expected, 'exact'],
    ['another value', 'report', { ...expected, durationMs: 3 }, wrong],
    ['a value that the line does not carry', 'report', { ...expected, status: 'error' }, wrong],
    ['a value too many', 'report', { ...expected, billedDurationMs: null }, wrong],
    ['another kind', 'start', expected, wrong],
    ['a broken line with its values', 'malformed', expected, 'exact'],
    ['a broken line with another value', 'malformed', { ...expected, durationMs: 3 }, wrong],
  ])('judges %s', (_, kind, values, verdict) => {
    expect(judgeRow({ message, kind, expected: values }, parseMessage(message))).toEqual(verdict);
  });

  it('lets a broken line be refused, and no whole one', () => {
    const parsed = { kind: 'refused', why: 'x' } as const;
    expect(judgeRow({ message, kind: 'malformed', expected }, parsed)).toBe('refused');
    expect(judgeRow({ message, kind: 'report', expected }, parsed)).toEqual(wrong);
  });
});

describe('judgeRow of an application', () => {
  const line = (error: object) => JSON.stringify({ level: 'ERROR', message: 'no', error });
  it.each([
    ['the type of an error that Powertools wrote', line({ name: 'TypeError', stack: 'at x' }), 'TypeError', 'exact'],
    ['a type that stands nowhere', line({ name: 'TypeError', stack: 'at x' }), 'RangeError', wrong],
    ['a name of no such error', line({ name: 'TypeError' }), 'TypeError', wrong],
    ['a type that stands elsewhere in the line', line({ text: 'TypeError', stack: 'at x' }), 'TypeError', wrong],
    ['an error type under another than the very key', '{"level":"ERROR","errorType":"A","error":"B"}', 'B', wrong],
  ])('judges %s', (_, text, errorType, verdict) => {
    const row = { message: text, kind: 'app', expected: {} };
    expect(judgeRow(row, { kind: 'app', errorType })).toEqual(verdict);
  });
});

describe('judgeHostile', () => {
  it.each([
    ['reject', wrong],
    ['accept', 'exact'],
    ['reject-or-first', wrong],
    ['accept-last-or-reject', wrong],
    ['not-oom', 'exact'],
    ['a new word', wrong],
  ])('holds a REPORT against %s', (verdict, judged) => {
    expect(judgeHostile({ message, verdict }, parseMessage(message))).toEqual(judged);
  });
});
