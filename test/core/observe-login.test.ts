/** How logins become counts: each once, probes never, repeated lines as often as they say, unknown accounts by the log's word. */
import { hashOnce } from '../../core/hash-once';
import type { LogBatch } from '../../core/log/batch';
import type { LoginSource } from '../../core/login/login-source';
import { triesIn } from '../../core/observe-login';
import { observe } from '../../core/observe';
import { minuteOf } from '../../core/state/minute';

const AT_MS = Date.UTC(2026, 9, 1, 10);
const minute = minuteOf(AT_MS);

const batchOf = (messages: readonly string[]): LogBatch => ({
  owner: '1',
  logGroup: '/sshd',
  logStream: 'host',
  subscriptionFilters: [],
  events: messages.map((message, index) => ({ id: `e${index}`, timestampMs: AT_MS, message })),
});

const see = (messages: readonly string[], source?: LoginSource) =>
  observe(batchOf(messages), minute, minute, (group) => (group === '/sshd' ? source : undefined));

const sshd: LoginSource = { format: 'sshd' };
const failed = 'sshd[1]: Failed password for invalid user bob from 203.0.113.7 port 22 ssh2';

describe('observed logins', () => {
  it('are those that settings let be read', () => {
    expect(see([failed]).logins).toEqual([]);
    expect(see([failed], sshd).logins).toMatchObject([{ attempts: 1, failures: 1, unknownAccounts: 1 }]);
  });

  it('count a repeated line as often as it says, each under an id of its own', () => {
    const repeated = 'sshd[1]: message repeated 3 times: [ Failed password for bob from 203.0.113.7 port 22 ssh2]';
    const [login] = see([failed, repeated], sshd).logins;
    expect(login).toMatchObject({ attempts: 4, failures: 4, unknownAccounts: 1 });
    expect(login?.addresses.get('203.0.113.7')?.failures).toEqual(['e0', 'e1', 'e1 2', 'e1 3']);
  });

  it('hold at most what one address may fill, whatever a line says', () => {
    const repeated = 'sshd[1]: message repeated 900 times: [ Failed password for bob from 203.0.113.7 port 22 ssh2]';
    const [login] = see([repeated], sshd).logins;
    expect(login?.failures).toBe(900);
    expect(login?.addresses.get('203.0.113.7')?.failures).toHaveLength(64);
  });

  it('count probes apart, for they are no attempts', () => {
    const probe = 'sshd[1]: Invalid user bob from 203.0.113.7 port 22';
    expect(see([probe], sshd).logins).toMatchObject([{ attempts: 0, failures: 0, probes: 1 }]);
    const [login] = see([probe, failed], sshd).logins;
    expect(login).toMatchObject({ attempts: 1, failures: 1, probes: 1 });
    expect(triesIn(login!.addresses.get('203.0.113.7')!)).toBe(1);
  });

  it('keep whoever got in where the line names no account: by its event, that a repetition does not count twice', () => {
    const outcome = { path: 'is', success: ['in'] };
    const source: LoginSource = { format: 'field-map', fieldMap: { outcome, address: 'ip', account: 'who' } };
    const lines = [
      { is: 'in', ip: '203.0.113.7' },
      { is: 'in', ip: '203.0.113.7', who: 'bob' },
      { is: 'in', who: 'bob' },
    ];
    const [login] = see(
      lines.map((line) => JSON.stringify(line)),
      source,
    ).logins;
    expect(login?.addresses.get('203.0.113.7')).toMatchObject({ successes: ['bob'], nameless: ['e0'] });
    expect(login?.accounts.get('bob')).toMatchObject({ successes: ['203.0.113.7'], nameless: ['e2'] });
  });

  it('leave out probes without an address: Cognito announces every login so', () => {
    const probe = JSON.stringify({ triggerSource: 'PreAuthentication_Authentication', userName: 'bob', request: {} });
    expect(see([probe], { format: 'cognito-trigger' }).logins).toEqual([]);
  });
});

it('hashes a name once, however often it is tried', () => {
  const asked: string[] = [];
  const hasher = hashOnce({
    guard: (text) => text,
    subject: (kind, value) => {
      asked.push(`${kind} ${value}`);
      return `#${kind}${value}`;
    },
  });
  const hashes = ['x', 'y', 'x'].map((name) => [hasher.subject('account', name), hasher.subject('address', name)]);
  expect(hashes[0]).toEqual(['#accountx', '#addressx']);
  expect(hashes[2]).toEqual(hashes[0]);
  expect(asked).toEqual(['account x', 'address x', 'account y', 'address y']);
});
