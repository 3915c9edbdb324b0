/** That login sources on a laptop are those of the stack: the same data, and the same words for what is wrong with it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLogins } from '../../cli/read-logins';
import { UnreadableFile } from '../../cli/read-text';
import { vigil } from '../../cli/vigil';
import { parseMessage } from '../../core/log/parse';
import { captureTerminal } from './capture-terminal';

const folder = mkdtempSync(join(tmpdir(), 'vigil-logins-'));
afterAll(() => rmSync(folder, { recursive: true }));

function saved(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const LOGIN = '/aws/lambda/login';
const gateway = { logGroup: LOGIN, format: 'api-gateway', routes: ['POST /login'] };
const mapped = {
  logGroup: '/aws/lambda/shop',
  format: 'field-map',
  fieldMap: {
    pattern: '^(?P<what>denied|granted) (?P<who>\\S+)$',
    outcome: { path: 'what', failure: ['denied'] },
    account: 'who',
  },
};

describe('readLogins', () => {
  it('declares nothing without a file', async () => {
    expect((await readLogins(undefined))(LOGIN)).toBeUndefined();
  });

  it('reads what the stack takes, patterns included', async () => {
    const sourceOf = await readLogins(saved('good.json', [gateway, mapped]));
    expect(sourceOf(LOGIN)).toEqual({ format: 'api-gateway', routes: ['POST /login'] });
    expect(sourceOf('/aws/lambda/other')).toBeUndefined();
    expect(parseMessage('denied bob', sourceOf('/aws/lambda/shop'))).toMatchObject({
      kind: 'login',
      login: { outcome: 'failure', account: 'bob', isDeclared: true },
    });
  });

  it.each([
    ['no JSON', 'logins:', /is not JSON; give a list such as/],
    ['no list', { format: 'auth0' }, /must hold a list such as/],
    ['no object', [7], /logins\[0\] must be an object such as/],
    ['no log group', [{ format: 'auth0' }], /logins\[0\]\.logGroup must be a log group name .* got nothing/],
    ['no log group name', [{ logGroup: 'a b', format: 'auth0' }], /got "a b"; spaces are not legal/],
    ['a log group twice', [gateway, gateway], /logins\[1\]\.logGroup repeats logins\[0\]\.logGroup/],
    ['an unknown format', [{ logGroup: LOGIN, format: 'x' }], /logins\[0\]\.format must be one of owasp/],
    [
      'two faults',
      [
        { logGroup: LOGIN, format: 'x' },
        { ...gateway, logGroup: '' },
      ],
      /\[0\]\.format[^]*\[1\]\.logGroup/,
    ],
    [
      'a pattern that no engine takes',
      [{ ...mapped, fieldMap: { ...mapped.fieldMap, pattern: '(?P<what>a)(?P<who>b)\\1' } }],
      /logins\[0\]\.fieldMap\.pattern/,
    ],
  ])('says what is wrong with %s', async (_, content, words) => {
    await expect(readLogins(saved('bad.json', content))).rejects.toThrow(words);
  });

  it('says so of a file that is not there', async () => {
    await expect(readLogins(join(folder, 'nowhere.json'))).rejects.toThrow(UnreadableFile);
  });
});

describe('--logins', () => {
  const rows = Array.from({ length: 5 }, (_, index) =>
    JSON.stringify({
      logGroup: LOGIN,
      logStream: 's',
      timestamp: Date.UTC(2026, 10, 20) + index * 1000,
      message: '{"httpMethod":"POST","resourcePath":"/login","status":"401","ip":"203.0.113.7"}',
    }),
  );
  const log = saved('access.ndjson', rows.join('\n'));
  const run = async (...args: string[]) => {
    const terminal = captureTerminal();
    const code = await vigil(args, terminal);
    return { code, outs: terminal.outs, errs: terminal.errs };
  };

  it.each([
    ['with it', ['--logins', saved('gateway.json', [gateway])], [LOGIN]],
    ['without', [], []],
  ])('lets replay count the logins of a gateway: %s', async (_, options, sources) => {
    const { code, outs } = await run('replay', log, '--json', ...options);
    expect(code).toBe(0);
    expect(JSON.parse(outs.at(-1) ?? '')).toMatchObject({ loginSources: sources });
  });

  it('lets parse read plain lines of a log group', async () => {
    const line = saved('plain.log', 'denied bob\n');
    const options = ['--logins', saved('map.json', [mapped]), '--log-group', '/aws/lambda/shop'];
    const { code, outs } = await run('parse', line, ...options);
    expect([code, JSON.parse(outs[0] ?? '')]).toEqual([
      0,
      { line: 1, kind: 'login', outcome: 'failure', user: 'bob', format: 'field-map', isDeclared: true },
    ]);
  });

  it.each(['parse', 'replay'])('ends %s with 2 where a source is wrong', async (command) => {
    const { code, errs } = await run(command, log, '--logins', saved('wrong.json', [{ logGroup: LOGIN, format: 'x' }]));
    expect([code, errs.join('\n')]).toEqual([2, expect.stringMatching(/logins\[0\]\.format must be one of/)]);
  });
});
