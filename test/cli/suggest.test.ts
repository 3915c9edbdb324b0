/** What `vigil suggest` proposes for lines that nobody reads yet, and what it says when there is nothing to propose. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suggestFromFiles } from '../../cli/suggest';
import { UnreadableFile } from '../../cli/read-text';
import { vigil } from '../../cli/vigil';
import { parseMessage } from '../../core/log/parse';
import { checkLoginSource } from '../../core/login/source-settings';
import type { LoginSource } from '../../core/login/login-source';
import { captureTerminal } from './capture-terminal';

const folder = mkdtempSync(join(tmpdir(), 'vigil-suggest-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function suggest(lines: readonly (string | object)[]): Promise<string> {
  const file = join(folder, 'sample.ndjson');
  writeFileSync(file, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
  let text = '';
  await suggestFromFiles([file], { write: (part: string) => (text += part) });
  return text;
}

/** The JSON of the proposal, which must be good settings. */
function sourceIn(text: string): LoginSource {
  const json = text.slice(text.indexOf('\n{\n') + 1, text.indexOf('\n}\n') + 2);
  const source = JSON.parse(json) as LoginSource;
  expect(checkLoginSource(source, 'logins')).toEqual([]);
  return source;
}

const noise = [
  { level: 'INFO', message: 'order placed', ip: '198.51.100.1', result: 'ok' },
  { level: 'ERROR', message: 'payment failed', user: 'carol' },
  'START RequestId: a1 Version: 1',
];

describe('vigil suggest', () => {
  it.each([
    [
      'one value that says both',
      [
        { kind: 'USER_SIGNIN_DENIED', who: 'bob@example.com', remote: { addr: '203.0.113.7' }, why: 'bad password' },
        { kind: 'USER_SIGNIN_OK', who: 'carol@example.com', remote: { addr: '203.0.113.8' } },
      ],
      {
        outcome: { path: 'kind', success: ['USER_SIGNIN_OK'], failure: ['USER_SIGNIN_DENIED'] },
        account: 'who',
        address: 'remote.addr',
        reason: { path: 'why' },
      },
    ],
    [
      'a value for the login and another for its outcome',
      [
        { op: 'signIn', result: { status: 'denied' }, user: { email: 'bob@example.com' }, clientIp: '203.0.113.7' },
        { op: 'signIn', result: { status: 'granted' }, user: { email: 'bob@example.com' }, clientIp: '203.0.113.7' },
        { op: 'signOut', result: { status: 'granted' }, user: { email: 'bob@example.com' }, clientIp: '203.0.113.7' },
      ],
      {
        when: [{ path: 'op', values: ['signIn'] }],
        outcome: { path: 'result.status', success: ['granted'], failure: ['denied'] },
        account: 'user.email',
        address: 'clientIp',
      },
    ],
    [
      'a truth value, in JSON that was logged as text',
      [
        { action: 'LOGIN', detail: JSON.stringify({ success: false, username: 'bob' }), ip: '203.0.113.7' },
        { action: 'LOGIN', detail: JSON.stringify({ success: true, username: 'bob' }), ip: '203.0.113.7' },
      ],
      {
        when: [{ path: 'action', values: ['LOGIN'] }],
        outcome: { path: 'detail.success', success: ['true'], failure: ['false'] },
        account: 'detail.username',
        address: 'ip',
      },
    ],
  ])('finds %s', async (_, logins, fieldMap) => {
    const text = await suggest([...noise, ...logins]);
    const source = sourceIn(text);
    expect(source).toEqual({ format: 'field-map', fieldMap });
    expect(parseMessage(JSON.stringify(logins[0]), source)).toMatchObject({
      kind: 'login',
      login: { outcome: 'failure', address: '203.0.113.7', isDeclared: true },
    });
    expect(text).toContain('With it, 2 lines would be read as logins:\n');
  });

  it('shows the lines it would read, and no account in clear', async () => {
    const text = await suggest([
      { kind: 'signin.denied', who: 'bob@example.com', ip: '203.0.113.7', reason: 'no such user' },
    ]);
    expect(text).toContain('line 1: failure, b***@e***.com, 203.0.113.7, USER_DOES_NOT_EXIST');
    expect(text).not.toContain('bob');
    expect(text).toContain('Not found: how a success is written, as the sample has none.');
  });

  it('does not take a name or a user agent for an outcome', async () => {
    const text = await suggest([
      { kind: 'signin.denied', user: 'login success', agent: 'login ok', ip: '203.0.113.7' },
    ]);
    expect(sourceIn(text).fieldMap?.outcome).toEqual({ path: 'kind', failure: ['signin.denied'] });
  });

  it('reads saved rows and lines that Node framed', async () => {
    const line = JSON.stringify({ kind: 'signin.denied', who: 'bob', ip: '203.0.113.7' });
    const framed = `2026-10-01T10:00:00.000Z\t7d1f0c52-9a4e-4c0b-8f5a-2b6f0e9d1a11\tINFO\t${line}`;
    const text = await suggest([{ logGroup: '/aws/lambda/x', logStream: 's', timestamp: 1, message: framed }]);
    expect(text).toContain('With it, 1 line would be read as logins:\n  line 1: failure, b***, 203.0.113.7');
  });

  it.each([
    ['nothing looks like a login', noise, /^3 lines, none of which Vigil reads as logins, and no other line/],
    [
      'all logins are read already',
      [{ event: 'login_failed', email: 'b@x.y' }],
      /^1 line, 1 of which .* \(powertools\).*no field map is needed/,
    ],
    ['there is no JSON', ['login failed for bob'], /No line is JSON: write a pattern/],
    ['there are no lines', [], /^No lines: give a file/],
  ])('says so when %s', async (_, lines, words) => {
    expect(await suggest(lines)).toMatch(words);
  });

  it('is a command', async () => {
    const file = join(folder, 'command.ndjson');
    writeFileSync(file, JSON.stringify({ kind: 'signin.denied', who: 'bob', ip: '203.0.113.7' }));
    const terminal = captureTerminal();
    expect(await vigil(['suggest', file], terminal)).toBe(0);
    expect(terminal.outs.join('\n')).toMatch(/"format": "field-map"[^]*line 1: failure, b\*\*\*, 203\.0\.113\.7$/);
    expect(await vigil(['suggest', join(folder, 'nowhere')], terminal)).toBe(2);
    expect(terminal.errs.join('\n')).toMatch(/nowhere: no such file/);
  });

  it('refuses a file that is not there', async () => {
    await expect(suggestFromFiles([join(folder, 'nowhere')], { write: () => {} })).rejects.toThrow(UnreadableFile);
  });
});
