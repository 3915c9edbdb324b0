/** Makes lines to break a reader with: real ones cut, doubled and mixed, and random ones from what attackers use. Seeded. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom } from '../../bench/mixes';

const REAL = ['platform', 'app', 'failures'].flatMap((name) =>
  readFileSync(join(__dirname, `../fixtures/lines/${name}.ndjson`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { readonly message: string }).message),
);

const PIECES = [
  '\0',
  '\ud800',
  '\udfff',
  '\u202e',
  '\u200b',
  '\ufeff',
  '\u001b[31m',
  '1e400',
  '-0',
  'NaN',
  'Infinity',
  '٣',
  '9'.repeat(40),
  '"',
  '\\',
  '\\u0000',
  '{',
  '}',
  '[',
  ']',
  '{"__proto__":{"polluted":1}}',
  '"constructor":{"prototype":{"polluted":1}}',
  '\t',
  '\n',
  '\r',
  '  ',
  ' ms',
  ' MB',
  'Duration:',
  'REPORT RequestId: ',
  'START RequestId: ',
  'Task timed out after ',
  '"type":"platform.report"',
  '"record":',
  '"metrics":{"durationMs":"1"}',
  'authn_login_fail:',
  '"event":',
  'source_ip=',
  '[ERROR] ',
  'Traceback (most recent call last)',
  'java.lang.OutOfMemoryError',
  'MemoryError',
  '"errorType":',
  'sshd[1]: ',
];

export function* hostileLines(count: number, seed: number): Generator<string> {
  const random = createRandom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const oneOf = <T>(list: readonly T[]): T => list[below(list.length)]!;
  for (let made = 0; made < count; made += 1) {
    let line = random() < 0.8 ? oneOf(REAL) : '';
    for (let changes = 1 + below(4); changes > 0; changes -= 1) {
      const at = below(line.length + 1);
      const kind = random();
      if (kind < 0.5) line = line.slice(0, at) + oneOf(PIECES) + line.slice(at + below(6));
      else if (kind < 0.7) line = line.slice(0, at);
      else if (kind < 0.85) line += oneOf(REAL);
      else line = line.slice(0, at) + String.fromCharCode(below(0xffff)) + line.slice(at + 1);
    }
    yield line.slice(0, 8192);
  }
}

/** Each can be made of any length: what takes more than its share of time shows when the length is doubled. */
export const GROWING: readonly (readonly [string, (length: number) => string])[] = [
  ['spaces', (length) => `REPORT RequestId: a1${' '.repeat(length)}`],
  ['a megabyte of spaces in JSON', (length) => `{${' '.repeat(length)}"level":"INFO"}`],
  ['nesting', (length) => `{"level":${'['.repeat(length / 2)}${']'.repeat(length / 2)}}`],
  ['fields', (length) => `{"level":"INFO"${',"k":1'.repeat(length / 6)}}`],
  ['labels', (length) => `REPORT RequestId: a1${' aaaa: b'.repeat(length / 8)}`],
  ['REPORT inside other text', (length) => `2026-10-01T10:00:00.000Z a1 ${'REPORT RequestId: '.repeat(length / 18)}`],
  ['NUL', (length) => '\0'.repeat(length)],
  ['marks from right to left', (length) => `[ERROR] ${'\u202e'.repeat(length)}`],
  ['lone surrogates', (length) => `{"level":"${'\ud800'.repeat(length)}"}`],
  ['quotes', (length) => `authn_login_fail:${'"'.repeat(length)}`],
  ['words for memory', (length) => 'java.lang.OutOfMemoryError: '.repeat(length / 28)],
  ['dots of a class', (length) => `x: ${'a.'.repeat(length / 2)}`],
  ['escapes', (length) => `{"event":"${'\\u0041'.repeat(length / 6)}"}`],
  ["a frame of Ruby's", (length) => `I, [2026-10-01T10:00:00.123456 #8]  INFO ${'a'.repeat(length)} -- : x`],
  ["a frame of Rust's", (length) => `${'\u001b[1m '.repeat(length / 5)}INFO Lambda runtime invoke{requestId="a"`],
  ["a frame of log4j's", (length) => `2026-10-01 10:00:00 ${'INFO '.repeat(length / 5)}`],
  ["an error of Go's", (length) => `2026/10/01 10:00:00 {"errorMessage":"${'{"a":'.repeat(length / 5)}"}`],
  [
    "a trace of .NET's",
    (length) => `2026-10-01T10:00:00.000Z\ta\tfail\tSystem.X: ${' at Amazon.'.repeat(length / 11)}`,
  ],
  ['login words', (length) => `[INFO] ${'authn_login_ '.repeat(length / 13)}`],
];
