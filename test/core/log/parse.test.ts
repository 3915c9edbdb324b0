/** What each line family is taken for, and what no line can do to the parser. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { MAX_JSON_LENGTH, MAX_TEXT_LENGTH } from '../../../core/log/limits';
import { parseMessage } from '../../../core/log/parse';

interface Fixture {
  readonly name: string;
  readonly message: string;
  readonly parsed: object;
}

const fixtures = ['platform', 'app'].flatMap((name) =>
  readFileSync(join(__dirname, `../../fixtures/lines/${name}.ndjson`), 'utf8')
    .trim()
    .split('\n')
    .map((line): Fixture => JSON.parse(line)),
);

const report = (fields: string): string => `REPORT RequestId: a1\t${fields}\tMax Memory Used: 50 MB\t\n`;
const platform = (record: string, rest = ''): string =>
  `{"time":"2026-10-01T10:00:00.000Z","type":"platform.report","record":${record}${rest}}`;

describe('parseMessage', () => {
  it.each(fixtures)('reads $name', ({ message, parsed }) => {
    expect(parseMessage(message)).toEqual(parsed);
  });

  it.each([
    ['a negative duration', report('Duration: -1.00 ms')],
    ['a duration that is no number', report('Duration: NaN ms')],
    ['digits of another script', report('Duration: ٣.٠٠ ms')],
    ['two dots', report('Duration: 1.00.00 ms')],
    ['a dot and no digit after it', report('Duration: 1. ms')],
    ['an exponent', report('Duration: 1e3 ms')],
    ['no number', report('Duration:  ms')],
    ['no unit', report('Duration: 1.00')],
    ['a wrong unit', report('Duration: 1.00 s')],
    ['a unit glued to the next label', report('Duration: 1.00 msBilled Duration: 1 ms')],
    ['a label twice', report('Duration: 1.00 ms\tDuration: 9.00 ms')],
    ['a call longer than Lambda allows', report('Duration: 960000.00 ms')],
    ['a fraction of a billed millisecond', report('Duration: 1.00 ms\tBilled Duration: 1.5 ms')],
    ['more memory than Lambda sells', report('Duration: 1.00 ms\tMemory Size: 20480 MB')],
    ['less memory than Lambda sells', report('Duration: 1.00 ms\tMemory Size: 64 MB')],
    ['a number too long for any', report(`Duration: ${'9'.repeat(400)} ms`)],
    ['a status that is no word', report('Duration: 1.00 ms\tStatus: <status>')],
    ['a placeholder for a value', report('Duration: <duration> ms')],
    ['a placeholder for an id', 'REPORT RequestId: <request-id>\tDuration: 1.00 ms'],
    ['a key of ours for an id', 'REPORT RequestId: FN#pay#BASELINE\tDuration: 1.00 ms'],
    ['no id at all', `REPORT RequestId: ${'\t '.repeat(20_000)}`],
    ['an id and nothing more', 'REPORT RequestId: a1'],
    ['START with a placeholder', 'START RequestId: <id> Version: 1'],
    ['END and other words', 'END RequestId: a1 Task timed out after 3.00 seconds'],
    ['INIT_START with a placeholder', 'INIT_START Runtime Version: nodejs:<v>\tRuntime Version ARN: x'],
    ['INIT_START without the version', 'INIT_START Runtime Version:  Runtime Version ARN: arn:aws'],
    ['INIT_REPORT with no phase after the label', 'INIT_REPORT Phase:  Status: error'],
    ['a time-out of an hour', '2026-10-01T10:00:00.000Z a1 Task timed out after 3600.00 seconds'],
    ['a time-out of a placeholder', '2026-10-01T10:00:00.000Z <guid> Task timed out after 3.00 seconds'],
    ['a time-out and other words', '2026-10-01T10:00:00.000Z a1 Task timed out after 3.00 seconds ago'],
    ['a number written as text', platform('{"requestId":"a1","metrics":{"durationMs":"1"}}')],
    ['an infinite number', platform('{"requestId":"a1","metrics":{"durationMs":1e309}}')],
    ['a negative number', platform('{"requestId":"a1","metrics":{"durationMs":-1}}')],
    ['no duration', platform('{"requestId":"a1","metrics":{}}')],
    ['no id', platform('{"metrics":{"durationMs":1}}')],
    ['a list for a record', platform('[]')],
    ['a key that Lambda does not write', platform('{"requestId":"a1","metrics":{"durationMs":1}}', ',"x":1')],
    ['a status of a wrong type', platform('{"requestId":"a1","status":1,"metrics":{"durationMs":1}}')],
    ['metrics of a wrong type', platform('{"requestId":"a1","metrics":[1]}')],
    ['no time', '{"type":"platform.report","record":{"metrics":{"durationMs":1}}}'],
    ['a time that is none', '{"time":"","type":"platform.initStart","record":{}}'],
  ])('refuses %s and says why', (_, message) => {
    expect(parseMessage(message)).toEqual({ kind: 'refused', why: expect.stringMatching(/^.{10,}$/) });
  });

  it.each([
    ['a space before it', ' REPORT RequestId: a1\tDuration: 1.00 ms'],
    ['a character of no width within it', 'REPORT\u200b RequestId: a1\tDuration: 1.00 ms'],
    ['a colour before it', '\u001b[31mREPORT RequestId: a1\tDuration: 1.00 ms'],
    ['a byte order mark before it', '\ufeffREPORT RequestId: a1\tDuration: 1.00 ms'],
    ['a space that is not ASCII', 'REPORT\u00a0RequestId: a1\tDuration: 1.00 ms'],
  ])('takes a REPORT with %s for no platform line', (_, message) => {
    expect(parseMessage(message)).toEqual({ kind: 'other' });
  });

  it('takes the last of two equal keys, as every JSON reader does', () => {
    const parsed = parseMessage(platform('{"requestId":"a","requestId":"b","metrics":{"durationMs":1}}'));
    expect(parsed).toMatchObject({ kind: 'report', requestId: 'b' });
  });

  it.each([
    ['text at its limit', 'x'.repeat(MAX_TEXT_LENGTH), { kind: 'other' }],
    ['text beyond it', 'x'.repeat(MAX_TEXT_LENGTH + 1), { kind: 'other', truncated: true }],
    [
      'a REPORT beyond it',
      report(`Duration: 1.00 ms${' '.repeat(MAX_TEXT_LENGTH)}`),
      { kind: 'other', truncated: true },
    ],
    [
      'JSON within its limit',
      `{"level":"${'x'.repeat(MAX_JSON_LENGTH - 20)}"}`,
      { kind: 'app', level: 'x'.repeat(128) },
    ],
    ['JSON beyond it', `{"level":"${'x'.repeat(MAX_JSON_LENGTH)}"}`, { kind: 'other', truncated: true }],
  ])('says so of %s', (_, message, parsed) => {
    expect(parseMessage(message)).toEqual(parsed);
  });

  it('never throws, and gives no value that is no finite number within limits', () => {
    const real = fc.constantFrom(...fixtures.map(({ message }) => message));
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('Duration:', ' ms', '\t', '\n', '-', '9'.repeat(20)),
    );
    const mutated = fc
      .tuple(real, fc.nat(400), fc.nat(40), piece)
      .map(([line, at, cut, put]) => line.slice(0, at) + put + line.slice(at + cut));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.json(), mutated), (message) => {
        const parsed = parseMessage(message);
        const numbers = Object.values(parsed).filter((value) => typeof value === 'number');
        expect(numbers.filter((value) => !(value >= 0 && value <= 930_000))).toEqual([]);
      }),
      { seed: 20_261, numRuns: 1_500 },
    );
  });

  it('reads every number as JavaScript itself reads it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 90_000_000 }), fc.integer({ min: 0, max: 6 }), (digits, decimals) => {
        const written = (digits / 100).toFixed(decimals);
        expect(parseMessage(report(`Duration: ${written} ms`))).toMatchObject({ durationMs: Number(written) });
      }),
      { seed: 7 },
    );
  });

  it.each([
    ['spaces', 'REPORT RequestId: a1', ' '],
    ['labels', 'REPORT RequestId: a1', ' aaaa: b'],
    ['open brackets', 'REPORT RequestId: a1', ' a: ['],
    ['quotes', 'authn_login_fail:', '"'],
    ['commas', 'authn_login_successafterfail:', ',1'],
    ['words', '[ERROR] ', 'authn_login_ '],
    ['addresses', 'authn_login_fail:bob', ' source_ip='],
    ['braces', '{"event":"authn_login_fail"', '{'],
  ])('takes linear time on %s', (_, start, piece) => {
    const message = (start + piece.repeat(MAX_TEXT_LENGTH)).slice(0, MAX_TEXT_LENGTH);
    const startedAt = performance.now();
    for (let run = 0; run < 5; run += 1) parseMessage(message);
    expect(performance.now() - startedAt).toBeLessThan(4_000); // takes milliseconds; quadratic would take minutes
  });
});
