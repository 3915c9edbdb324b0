/** That the corpus run notices a misread login. */
import { judgePanther } from './panther';
import { judgeSshd } from './sshd';

const wrong = { wrong: expect.any(String) };
const failed = { event_type_id: 6, user_name: 'bob', ipaddr: '203.0.113.7' };
const row = (over: object): string =>
  JSON.stringify({
    rule: 'OneLogin.Login',
    log_types: ['OneLogin.Events'],
    test: 't',
    expected: false,
    log: failed,
    ...over,
  });

describe('judgePanther', () => {
  it.each([
    ['a failed login that is no success', {}, 'exact'],
    ['a failed login that a rule calls a success', { expected: true }, wrong],
    ['a login that a rule calls no success', { log: { ...failed, event_type_id: 5 } }, wrong],
    [
      'a rule of failures, for the service that its test names',
      { rule: 'Standard.BruteForceByIP', log_types: ['a', 'b'], test: 'OneLogin - x', expected: true },
      'exact',
    ],
    [
      'the same where the event is not read',
      { rule: 'Standard.BruteForceByIP', log_types: ['a', 'b'], test: 'OneLogin - x', expected: true, log: {} },
      wrong,
    ],
    [
      'a service that is not read',
      { rule: 'Standard.BruteForceByIP', log_types: ['a', 'b'], test: 'Box - x', expected: true },
      undefined,
    ],
    ['a rule about something else', { rule: 'OneLogin.PasswordChanged' }, undefined],
  ])('judges %s', (_, over, verdict) => {
    expect(judgePanther(row(over))).toEqual(verdict);
  });
});

describe('judgeSshd', () => {
  const line = 'sshd[1]: Failed password for bob from 203.0.113.7 port 22 ssh2';
  const event = { line: 1, outcome: 'failure', user: 'bob', ip: '203.0.113.7' };
  it.each([
    ['the same', line, [event], 'exact'],
    ['another outcome', line, [{ ...event, outcome: 'success' }], wrong],
    ['another user', line, [{ ...event, user: 'eve' }], wrong],
    ['another address', line, [{ ...event, ip: '203.0.113.8' }], wrong],
    ['an event too many', line, [event, event], wrong],
    ['a line that is no event', line, [], wrong],
    ['an event that is not read', 'sshd[1]: hello', [event], wrong],
    ['neither', 'sshd[1]: hello', [], 'exact'],
  ])('judges %s', (_, text, events, verdict) => {
    expect(judgeSshd(text, events)).toEqual(verdict);
  });
});
