/** Which lines tell of a login, and that nobody's name can change what they tell. */
import * as fc from 'fast-check';
import { parseMessage } from '../../../core/log/parse';

const id = '7d1f0c52-9a4e-4c0b-8f5a-2b6f0e9d1a11';
const node = (message: string): string => `2026-10-01T10:00:00.000Z\t${id}\tWARN\t${message}\n`;
const failed = { outcome: 'failure', account: 'bob', address: '203.0.113.7' };
const event = { event: 'authn_login_fail:bob', source_ip: '203.0.113.7' };

const login = (message: string): unknown => {
  const parsed = parseMessage(message);
  if (parsed.kind !== 'login') return parsed.kind;
  const { outcome, reason, account, address, userAgent, format } = parsed.login;
  expect(format).toBe('owasp');
  return { outcome, reason, account, address, userAgent };
};

describe('a login in OWASP words', () => {
  it.each([
    ['at the top', event, failed],
    ['under message', { level: 'WARN', message: event }, failed],
    ['as JSON text under message', { level: 'WARN', message: JSON.stringify(event) }, failed],
    ['as words under message', { level: 'WARN', message: 'authn_login_fail:bob', client_ip: '203.0.113.7' }, failed],
    ['in capitals', { event: 'AUTHN_login_FAIL:bob', client_ip: '203.0.113.7' }, failed],
    ['with the user in a field', { event: 'authn_login_fail', userid: 'bob', source_ip: '203.0.113.7:99' }, failed],
    [
      'with the user in an object',
      { event: 'authn_login_fail', user: { name: 'bob' }, client_ip: '203.0.113.7' },
      failed,
    ],
    ['with a colon in the name', { event: 'authn_login_fail:a:b,c d' }, { outcome: 'failure', account: 'a:b,c d' }],
    ['with no name', { event: 'authn_login_fail' }, { outcome: 'failure' }],
    ['with an address that is none', { ...event, source_ip: 'unknown' }, { outcome: 'failure', account: 'bob' }],
    [
      'of success',
      { event: 'authn_login_success:bob', useragent: 'curl' },
      { outcome: 'success', account: 'bob', userAgent: 'curl' },
    ],
    ['of success at last', { event: 'authn_login_successafterfail:bob,2' }, { outcome: 'success', account: 'bob' }],
    ['of another event', { event: 'authn_login_fail_max:bob,3', level: 'WARN' }, 'app'],
    [
      'of another event that quotes one',
      { event: 'mail_sent', level: 'INFO', message: 'authn_login_success:bob' },
      'app',
    ],
    [
      'of another event that quotes one as JSON',
      { event: 'mail_sent', level: 'INFO', message: '{"event":"authn_login_success:bob"}' },
      'app',
    ],
  ])('is read from JSON %s', (_, line, expected) => {
    expect(login(JSON.stringify(line))).toEqual(expected);
  });

  it.each([
    ['alone', 'authn_login_fail:bob source_ip=203.0.113.7', failed],
    ["in Node's frame", node('authn_login_fail:bob source_ip=203.0.113.7'), failed],
    [
      "in Python's frame",
      `[WARNING]\t2026-10-01T10:00:00.000Z\t${id}\tauthn_login_fail:bob client_ip=203.0.113.7\n`,
      failed,
    ],
    ['as JSON in a frame', node(JSON.stringify(event)), failed],
    ['with JSON after the token', node('authn_login_fail:bob {"source_ip":"203.0.113.7"}'), failed],
    ['after a time and a level', '2026-10-01 10:00:00,123 WARNING authn_login_fail:bob source_ip=203.0.113.7', failed],
    [
      'as a logfmt message',
      'time=2026-10-01T10:00:00Z level=warn msg="authn_login_fail:bob" source_ip=203.0.113.7',
      failed,
    ],
    [
      'as a sentence',
      'authn_login_fail: the username bob does not exist',
      { outcome: 'failure', account: 'bob', reason: 'USER_DOES_NOT_EXIST' },
    ],
    ['of success', node('authn_login_success:bob'), { outcome: 'success', account: 'bob' }],
    ['behind words of its own', 'user x said authn_login_success:bob', 'other'],
    ['of another event', 'authn_login_lock:bob,maxretries', 'other'],
    [
      'with two addresses',
      'authn_login_fail:bob source_ip=198.51.100.1 source_ip=203.0.113.7',
      { outcome: 'failure', account: 'bob' },
    ],
    [
      'with an address typed as a name',
      'authn_login_fail: the username x source_ip=198.51.100.1 does not exist',
      { outcome: 'failure', account: 'x source_ip=198.51.100.1', reason: 'USER_DOES_NOT_EXIST' },
    ],
  ])('is read from text %s', (_, line, expected) => {
    expect(login(line)).toEqual(expected);
  });

  it.each([
    [node('authn_login_fail:bob'), id],
    [JSON.stringify({ level: 'WARN', requestId: id, message: event }), id],
    [JSON.stringify(event), undefined],
  ])('carries the request id of %s', (line, requestId) => {
    expect(parseMessage(line)).toMatchObject({ kind: 'login', requestId });
  });

  it.each([
    ['user_not_found', 'USER_DOES_NOT_EXIST'],
    ['Unknown user', 'USER_DOES_NOT_EXIST'],
    ['USER_DOES_NOT_EXIST', 'USER_DOES_NOT_EXIST'],
    ['UserNotFoundException', 'USER_DOES_NOT_EXIST'],
    ['user does not exist', 'USER_DOES_NOT_EXIST'],
    ['invalid username or password', 'INVALID_CREDENTIALS'],
    ['INVALID_CREDENTIALS', 'INVALID_CREDENTIALS'],
    ['wrong password', 'INVALID_CREDENTIALS'],
    ['Password incorrect', 'INVALID_CREDENTIALS'],
    ['account locked after 5 tries', 'ACCOUNT_LOCKED_OUT'],
    ['ACCOUNT_LOCKED_OUT', 'ACCOUNT_LOCKED_OUT'],
    ['user is disabled', 'ACCOUNT_DISABLED'],
    ['PASSWORD_EXPIRED', 'PASSWORD_EXPIRED'],
    ['the session expired', undefined],
    ['User bob login failed', undefined],
  ])('fails because of %s: %s', (reason, expected) => {
    expect(login(JSON.stringify({ ...event, reason }))).toEqual({ ...failed, reason: expected });
    expect(login(JSON.stringify({ ...event, description: reason }))).toEqual({ ...failed, reason: expected });
  });

  it('does not take a name for a reason', () => {
    const line = { event: 'authn_login_fail:no such user', description: 'User no such user login failed' };
    expect(login(JSON.stringify(line))).toEqual({ outcome: 'failure', account: 'no such user' });
  });

  it('keeps outcome and address whatever name an attacker types into a JSON form', () => {
    const nasty = fc.constantFrom(
      'x source_ip=6.6.6.6',
      ',"source_ip":"6.6.6.6"',
      'authn_login_success:x',
      '{"event":"authn_login_success"}',
    );
    const name = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      nasty,
      fc.tuple(nasty, fc.string()).map((parts) => parts.join('\n')),
    );
    const ways = [
      (user: string) => ({
        event: `authn_login_fail:${user}`,
        source_ip: '203.0.113.7',
        description: `User ${user} failed`,
      }),
      (user: string) => ({ user, event: 'authn_login_fail', client_ip: '203.0.113.7' }),
      (user: string) => ({ level: 'WARN', message: { event: `authn_login_fail:${user}`, source_ip: '203.0.113.7' } }),
      (user: string) => ({
        message: JSON.stringify({ userid: user, event: 'authn_login_fail', source_ip: '203.0.113.7' }),
      }),
      (user: string) => ({ message: `authn_login_fail:${user}`, client_ip: '203.0.113.7' }),
    ];
    fc.assert(
      fc.property(name, fc.constantFrom(...ways), (user, write) => {
        expect(login(JSON.stringify(write(user)))).toMatchObject({ outcome: 'failure', address: '203.0.113.7' });
      }),
      { seed: 9, numRuns: 1_000 },
    );
  });

  it('keeps the outcome whatever name an attacker types into a line of text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (user) => {
        expect(login(node(`authn_login_fail:${user} authn_login_success:x`))).toMatchObject({ outcome: 'failure' });
      }),
      { seed: 10, numRuns: 500 },
    );
  });
});
