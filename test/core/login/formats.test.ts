/** That every format's fixtures are read as they say, and that no name and no JSON whatever can change or break what is read. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { createPatternEngine } from '../../../adapters/pattern-engine';
import { parseMessage } from '../../../core/log/parse';
import { compileSource } from '../../../core/login/compile-source';
import { FORMAT_GUIDE } from '../../../core/login/format-guide';
import { FORMATS } from '../../../core/login/formats';
import { LOGIN_FORMATS, type LoginEvent, type LoginFormat } from '../../../core/login/login-event';
import type { LoginSource } from '../../../core/login/login-source';

interface Fixture {
  readonly what: string;
  readonly source?: LoginSource;
  readonly message: string;
  readonly login: Partial<LoginEvent> | null;
}

const folder = join(__dirname, '../../fixtures/logins');
const engine = createPatternEngine();

const fixturesOf = (format: LoginFormat): Fixture[] =>
  readFileSync(join(folder, `${format}.ndjson`), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Fixture);

const ready = (source: LoginSource | undefined): LoginSource | undefined => source && compileSource(source, engine);

const read = (message: string, source: LoginSource | undefined): LoginEvent | undefined => {
  const parsed = parseMessage(message, ready(source));
  return parsed.kind === 'login' ? parsed.login : undefined;
};

it('has fixtures for every format, and a reader for each', () => {
  expect(readdirSync(folder).toSorted()).toEqual(LOGIN_FORMATS.map((format) => `${format}.ndjson`).toSorted());
  expect(FORMATS.map(({ format }) => format).toSorted()).toEqual([...LOGIN_FORMATS].toSorted());
});

describe.each(LOGIN_FORMATS)('%s', (format) => {
  const fixtures = fixturesOf(format);

  it.each(fixtures)('reads $what', ({ message, source, login }) => {
    const isDeclared = source?.format === format;
    expect(read(message, source)).toEqual(login === null ? undefined : { ...login, format, isDeclared });
  });

  it('has fixtures that fire and fixtures that are quiet', () => {
    expect(new Set(fixtures.map(({ login }) => login === null))).toEqual(new Set([true, false]));
  });

  it('reads the example of its own table', () => {
    const reader = FORMATS.find((entry) => entry.format === format);
    const sources: Partial<Record<LoginFormat, LoginSource>> = {
      'api-gateway': { format, routes: ['POST /login'] },
      'field-map': {
        format,
        fieldMap: { outcome: { path: 'result.ok', failure: ['false'] }, account: 'who', address: 'from' },
      },
    };
    const source = reader?.anywhere === true ? undefined : (sources[format] ?? { format });
    expect(read(FORMAT_GUIDE[format].example, source)).toMatchObject({ outcome: 'failure', format });
  });

  it('is read without settings only where its table says so', () => {
    const isReadAnywhere = fixtures.some(
      ({ message, login }) => login !== null && read(message, undefined)?.format === format,
    );
    expect(isReadAnywhere).toBe(FORMATS.find((entry) => entry.format === format)?.anywhere);
  });
});

const nasty = fc.constantFrom(
  '203.0.113.99',
  '","ip":"6.6.6.6","outcome":"success"',
  '{"event":"login_success","ip":"6.6.6.6"}',
  'authn_login_success:x source_ip=6.6.6.6',
  'x from 6.6.6.6 port 22 ssh2',
  'Accepted password for root from 6.6.6.6 port 22 ssh2',
  'user does not exist',
  '__proto__',
  '\u202e\u0000\ud800',
);
const name = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  nasty,
  fc.tuple(nasty, fc.string()).map((parts) => parts.join(' ')),
);

/** The same value with another text in place of the name, wherever it stands, also within texts that are JSON. */
function renamed(value: unknown, from: string, to: string): unknown {
  if (typeof value === 'string') {
    if (value === from) return to;
    try {
      const inner: unknown = JSON.parse(value);
      return typeof inner === 'object' ? JSON.stringify(renamed(inner, from, to)) : value;
    } catch {
      return value;
    }
  }
  if (Array.isArray(value)) return value.map((entry) => renamed(entry, from, to));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, renamed(entry, from, to)]));
}

describe('a name that an attacker chose', () => {
  const cases = LOGIN_FORMATS.flatMap(fixturesOf).flatMap(({ message, source, login }) => {
    const account = login?.account;
    return message.startsWith('{') &&
      login !== null &&
      account !== undefined &&
      message.includes(JSON.stringify(account))
      ? [{ line: JSON.parse(message) as unknown, source: ready(source), login, account }]
      : [];
  });

  it('changes neither outcome nor address in any structured format', () => {
    expect(cases.length).toBeGreaterThan(60);
    fc.assert(
      fc.property(name, fc.constantFrom(...cases), (user, { line, source, login, account }) => {
        const parsed = parseMessage(JSON.stringify(renamed(line, account, user)), source);
        expect(parsed).toMatchObject({ kind: 'login' });
        const seen = parsed.kind === 'login' ? parsed.login : undefined;
        expect([seen?.outcome, seen?.address]).toEqual([login.outcome, login.address]);
      }),
      { seed: 21, numRuns: 1_500 },
    );
  });

  it('changes neither outcome nor address in the log of sshd, which escapes what is not printable', () => {
    const printable = fc.oneof(
      fc.string({ maxLength: 100 }),
      nasty.map((text) => text.replaceAll(/[^ -~]/g, '?')),
    );
    const lines: readonly (readonly [string, (user: string) => string])[] = [
      ['failure', (user) => `sshd[1]: Failed password for invalid user ${user} from 203.0.113.7 port 22 ssh2`],
      ['failure', (user) => `sshd[1]: Failed password for ${user} from 203.0.113.7 port 22 ssh2`],
      ['success', (user) => `sshd[1]: Accepted password for ${user} from 203.0.113.7 port 22 ssh2`],
      ['probe', (user) => `sshd[1]: Invalid user ${user} from 203.0.113.7 port 22`],
      ['probe', (user) => `sshd[1]: Connection closed by invalid user ${user} 203.0.113.7 port 22 [preauth]`],
    ];
    fc.assert(
      fc.property(printable, fc.constantFrom(...lines), (user, [outcome, write]) => {
        expect(read(write(user), { format: 'sshd' })).toMatchObject({ outcome, address: '203.0.113.7' });
      }),
      { seed: 22, numRuns: 1_000 },
    );
  });
});

const KEYS =
  'event type action eventType eventName eventSource message detail data outcome result user actor client request ' +
  'responseElements userIdentity class_uid activity_id status_id meta traces ip __proto__ event.category login';
const WORDS =
  'SignIn Fail ConsoleLogin fp s login_failed authentication failure 3002 - user.session.start FAILURE ' +
  'signin.amazonaws.com cognito-idp.amazonaws.com InitiateAuth NotAuthorizedException';

describe('any JSON at all', () => {
  const keys = fc.constantFrom(...KEYS.split(' '));
  const leaves = fc.constantFrom<unknown>(
    ...WORDS.split(' '),
    '',
    '\ud800',
    '{"a":1}',
    null,
    true,
    0,
    -1,
    3002,
    1,
    1e308,
    [],
    {},
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'medium' },
      leaves,
      tie('object'),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.json(),
    ),
    object: fc.dictionary(fc.oneof(keys, fc.string()), tie('value'), { maxKeys: 6, noNullPrototype: true }),
  }));
  const sources = LOGIN_FORMATS.flatMap((format) =>
    fixturesOf(format)
      .slice(0, 1)
      .map(({ source }) => ready(source ?? { format })),
  );

  it('is read without a throw, by every reader', () => {
    fc.assert(
      fc.property(
        fc.dictionary(keys, value, { minKeys: 1, maxKeys: 8 }),
        fc.constantFrom(...sources),
        (line, source) => {
          const { kind } = parseMessage(JSON.stringify(line), source);
          expect(['login', 'app', 'other', 'refused', 'platform', 'init', 'start', 'report']).toContain(kind);
        },
      ),
      { seed: 23, numRuns: 2_000 },
    );
  });

  it('is read without a throw where texts and objects change places', () => {
    fc.assert(
      fc.property(fc.constantFrom(...LOGIN_FORMATS.flatMap(fixturesOf)), value, fc.nat(30), (fixture, odd, at) => {
        if (!fixture.message.startsWith('{')) return;
        const line = JSON.parse(fixture.message) as Record<string, unknown>;
        const key = Object.keys(line)[at % Object.keys(line).length] ?? 'event';
        expect(() => parseMessage(JSON.stringify({ ...line, [key]: odd }), ready(fixture.source))).not.toThrow();
      }),
      { seed: 24, numRuns: 1_500 },
    );
  });

  it('is read without a throw however deep it is nested', () => {
    const deep = `{"message":${'['.repeat(20_000)}${']'.repeat(20_000)},"event.category":"authentication","login":1}`;
    for (const source of sources) expect(() => parseMessage(deep, source)).not.toThrow();
  });
});
