import * as fc from 'fast-check';
import { plainStyle, renderTimelineEntry } from '../../../core/alert/timeline';
import { anyAlert } from './any-alert';
import { someAddresses, someAlert } from './some-alerts';

const named = (name: string) => (text: string) => `${name}(${text})`;

it('tells an opening in full', () => {
  const alert = someAlert('login-attack', {
    addresses: someAddresses(7),
    fallen: [
      { account: 'b***@e***.com', hash: 'ab'.repeat(16), address: '203.0.113.1', atMs: Date.UTC(2026, 10, 20, 14, 3) },
    ],
    toCheck: [{ account: 'c***@e***.com', hash: 'cd'.repeat(16), atMs: Date.UTC(2026, 10, 20, 14, 4) }],
  });
  expect(renderTimelineEntry(alert, plainStyle)).toBe(
    [
      '2026-11-20 14:05  ▲ OPEN warning  #3fa9c1-2 · login-attack',
      '                  Login attack on login got into 1 account: stuffing, 1,190 tries',
      '                  usual      about 2 failed logins in 10 minutes, 6 % of attempts',
      '                  seen       1,204 failed logins in 10 minutes, 97 % of 1,241 attempts; about 1,012',
      '                             accounts tried from about 43 addresses; 880 tries named an account that',
      '                             does not exist; 1 account logged in from an attacking address; 1',
      '                             account wants a look',
      '                  since      2026-11-20 14:01 UTC, last seen 14:04',
      '                  likely     a leaked list of names and passwords: 73 % of the failures name',
      '                             accounts that do not exist here',
      '                  do first   Lock the account that fell, end its sessions and ask for a new',
      '                             password. Block the addresses marked so at the WAF, challenge those',
      '                             that are shared. Ask the owners of the accounts to check whether it was',
      '                             they who logged in.',
      '                  fell       b***@e***.com (#abababab) from 203.0.113.1 at 2026-11-20 14:03 UTC',
      '                  to check   c***@e***.com (#cdcdcdcd) at 2026-11-20 14:04 UTC',
      '                  attackers  203.0.113.1   64+ tries on 60 accounts',
      '                             2001:db8::7   63 tries on 59 accounts',
      '                             203.0.113.3   62 tries on 58 accounts',
      '                             203.0.113.4   61 tries on 57 accounts',
      '                             203.0.113.5   60 tries on 56 accounts',
      '                             and 2 more',
    ].join('\n'),
  );
});

it('tells an update and an end in few lines', () => {
  expect(renderTimelineEntry(someAlert('slow-calls', { change: 'update' }), plainStyle)).toBe(
    [
      '2026-11-20 14:05  △ UPDATE warning  #3fa9c1-2 · slow-calls',
      '                  checkout is still slow: 2.5 s instead of 250 ms',
      '                  seen       312 of 330 calls in 10 minutes took far longer, typically about 2.5 s',
      '                  since      2026-11-20 14:01 UTC, last seen 14:04',
    ].join('\n'),
  );
  expect(renderTimelineEntry(someAlert('slow-calls', { change: 'resolve' }), plainStyle)).toBe(
    [
      '2026-11-20 14:05  ✔ RESOLVED  #3fa9c1-2 · slow-calls',
      '                  checkout is back to usual',
      '                  lasted     4 minutes, from 2026-11-20 14:01 to 14:05 UTC',
      '                  worst      312 of 330 calls in 10 minutes took far longer, typically about 2.5 s',
    ].join('\n'),
  );
});

it.each([
  ['critical', 'open', 'red(▲ OPEN critical)'],
  ['warning', 'open', 'yellow(▲ OPEN warning)'],
  ['info', 'update', 'dim(△ UPDATE info)'],
  ['critical', 'resolve', 'green(✔ RESOLVED)'],
] as const)('colours %s, %s', (severity, change, mark) => {
  const style = {
    dim: named('dim'),
    bold: named('bold'),
    red: named('red'),
    yellow: named('yellow'),
    green: named('green'),
  };
  const entry = renderTimelineEntry(someAlert('timeouts', { severity, change }), style);
  expect(entry).toContain(mark);
  expect(entry).toMatch(/bold\(invoice /u);
});

it('keeps to 100 columns and steers no terminal, whatever the alert', () => {
  fc.assert(
    fc.property(anyAlert, (alert) => {
      const lines = renderTimelineEntry(alert, plainStyle).split('\n');
      expect(lines.filter((line) => /[\p{Cc}\p{Cf}\p{Cs}]/u.test(line))).toEqual([]);
      expect(lines.filter((line) => line.length > 100)).toEqual([]);
    }),
    { seed: 7, numRuns: 300 },
  );
});
