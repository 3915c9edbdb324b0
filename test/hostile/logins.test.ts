/** That every login reader, field maps, patterns and the search for one take linear time, whatever stands in a line. */
import { createPatternEngine } from '../../adapters/pattern-engine';
import { createRowsWindow } from '../../cli/rows-window';
import { readCaller } from '../../core/log/caller';
import { parseMessage } from '../../core/log/parse';
import { compileSource } from '../../core/login/compile-source';
import { FORMAT_GUIDE } from '../../core/login/format-guide';
import { FORMATS } from '../../core/login/formats';
import type { LoginFormat } from '../../core/login/login-event';
import type { LoginSource } from '../../core/login/login-source';
import { readCandidate, suggestFieldMap } from '../../core/login/suggest-field-map';
import { growth, MOST_GROWTH } from './cpu-time';

const engine = createPatternEngine();

const MAP = {
  outcome: { path: 'result.ok', failure: ['false', 'denied*'], success: ['true'] },
  when: [{ path: 'action', values: ['SIGN_IN'] }],
  account: ['who', 'list[0].who', 'a.b.c.d.e.f.g.h'],
  address: 'from',
  reason: { path: 'why' },
  known: { path: 'known', no: ['no'] },
};

function sourceOf(format: LoginFormat): LoginSource {
  if (format === 'api-gateway') return { format, routes: ['POST /login'], trustedHops: 2 };
  return format === 'field-map' ? { format, fieldMap: MAP } : { format, trustedHops: 2 };
}

const PIECES = [' ', '"', ',', ':', '.', ' from ', '203.0.113.7, ', 'login failed ', 'é'];

/** An example with one of its values made long. */
function long(example: string, piece: string, length: number): string {
  // Twice in a line, which must stay below the length that is looked into.
  const filler = piece.repeat(Math.ceil(length / piece.length)).slice(0, length / 2);
  if (!example.startsWith('{')) return example.replace(/bob|CredentialsSignin/, (word) => word + filler) + filler;
  return example.replace(/"(bob[^"]*|203\.0\.113\.7|POST)"/g, (_, word: string) => JSON.stringify(word + filler));
}

describe.each(FORMATS)('the reader of $format', ({ format }) => {
  const { example } = FORMAT_GUIDE[format];
  const source = sourceOf(format);
  it.each(PIECES)('takes linear time on a value of many %j', (piece) => {
    expect(
      growth(
        (length) => long(example, piece, length),
        (line) => parseMessage(line, source),
      ),
    ).toBeLessThan(MOST_GROWTH);
  });

  it.each<[string, (length: number) => string]>([
    ['fields', (length) => `{${'"user":1,'.repeat(length / 9)}${example.replace('{', '')}`],
    [
      'nesting',
      (length) => `{"user":${'{"a":'.repeat(length / 10)}1${'}'.repeat(length / 10)},${example.replace('{', '')}`,
    ],
    ['a list', (length) => `{"user":[${'"a",'.repeat(length / 4)}1],${example.replace('{', '')}`],
    ['itself', (length) => example.repeat(length / example.length)],
    ['itself as text', (length) => JSON.stringify({ message: example.repeat(length / example.length) })],
  ])('takes linear time on much of %s', (_, make) => {
    expect(growth(make, (line) => parseMessage(line, source))).toBeLessThan(MOST_GROWTH);
  });
});

describe('a field map', () => {
  const nested = (length: number): string => {
    let line = JSON.stringify({ h: 'x'.repeat(length / 40) });
    for (const key of ['g', 'f', 'e', 'd']) line = JSON.stringify({ [key]: line });
    return JSON.stringify({ action: 'SIGN_IN', result: { ok: false }, a: { b: { c: line } } });
  };
  it('takes linear time on JSON within JSON', () => {
    expect(growth(nested, (line) => parseMessage(line, sourceOf('field-map')))).toBeLessThan(MOST_GROWTH);
  });

  it.each(['(?P<ok>(a+)+)$', '(?P<ok>(a|a)*b)', '(?P<ok>(a*)*)c', '(?P<ok>.*.*.*x)', '(?P<ok>\\s+x)'])(
    'with the pattern %s takes linear time',
    (pattern) => {
      const fieldMap = { pattern, outcome: { path: 'ok', failure: ['a*'] } };
      const compiled = engine.compile(pattern);
      if (compiled.kind === 'refused') throw new Error(compiled.why);
      const make = (length: number): string => `${'a'.repeat(length / 8)}${' '.repeat(length / 8)}!`;
      expect(growth(make, (text) => compiled.pattern.match(text))).toBeLessThan(MOST_GROWTH);
      const source = compileSource({ format: 'field-map', fieldMap }, engine);
      expect(growth(make, (text) => parseMessage(text, source))).toBeLessThan(MOST_GROWTH);
    },
  );
});

describe('the search for a field map', () => {
  it.each<[string, (length: number) => object]>([
    [
      'fields',
      (length) => Object.fromEntries(Array.from({ length: length / 20 }, (_, at) => [`key${at}`, 'login failed'])),
    ],
    ['words', (length) => ({ what: 'login failed', why: 'login '.repeat(length / 6) })],
    ['addresses', (length) => ({ what: 'login failed', from: '203.0.113.7,'.repeat(length / 12) })],
    [
      'a list',
      (length) => ({ what: 'login failed', all: Array.from({ length: length / 20 }, () => ({ user: 'bob' })) }),
    ],
    ['camels', (length) => ({ what: 'loginFailed', more: 'aB'.repeat(length / 2) })],
  ])('takes linear time on much of %s', (_, make) => {
    const search = (line: object): void => {
      const candidate = readCandidate(line as Readonly<Record<string, unknown>>);
      suggestFieldMap(candidate === undefined ? [] : [candidate]);
    };
    expect(growth(make, search)).toBeLessThan(MOST_GROWTH);
  });

  it('takes linear time on many lines', () => {
    const make = (length: number) =>
      Array.from({ length: length / 100 }, (_, at) =>
        readCandidate({ what: 'login failed', [`user${at % 50}`]: 'bob' })!,
      );
    expect(growth(make, suggestFieldMap)).toBeLessThan(MOST_GROWTH);
  });
});

describe('whom a line names', () => {
  it.each<[string, (length: number) => object]>([
    ['keys', (length) => Object.fromEntries(Array.from({ length: length / 20 }, (_, at) => [`user${at}`, 'bob']))],
    ['one long key', (length) => ({ ['user_'.repeat(length / 5)]: 'bob' })],
    ['one long name', (length) => ({ user: 'b'.repeat(length) })],
  ])('is read in linear time from many %s', (_, make) => {
    expect(growth(make, (line) => readCaller(line as Readonly<Record<string, unknown>>))).toBeLessThan(MOST_GROWTH);
  });
});

describe('this measure', () => {
  it('notices what grows by the square', () => {
    const square = (text: string): void => {
      let sum = 0; // letter by letter: a native search is so fast that the machine's noise would hide its growth
      for (let at = 0; at < text.length; at += 16)
        for (let other = at; other < text.length; other += 1) sum += text.charCodeAt(other);
      if (sum === 0) throw new Error('there are letters');
    };
    // Other work on the machine may slow the short text alone: of three tries one must show it.
    const grown = () => growth((length) => 'a'.repeat(length), square);
    expect(Math.max(grown(), grown(), grown())).toBeGreaterThan(MOST_GROWTH);
  });
});

describe('a window of rows', () => {
  it('takes linear time on REPORTs that wait for a START', () => {
    const report = { kind: 'report', durationMs: 1 } as const;
    const make = (length: number) =>
      Array.from({ length: length / 8 }, (_, at) => ({ ...report, requestId: `a${at}` }));
    const follow = (rows: ReturnType<typeof make>): void => {
      const window = createRowsWindow<number>();
      for (const [at, row] of rows.entries()) window.add(at, '', row, undefined);
    };
    expect(growth(make, follow)).toBeLessThan(MOST_GROWTH);
  });
});
