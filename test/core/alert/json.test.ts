import * as fc from 'fast-check';
import { renderJson } from '../../../core/alert/json';
import { anyAlert } from './any-alert';
import { someAddresses, someAlert } from './some-alerts';

it('has its keys in the order that is promised', () => {
  const place = { account: '123456789012', region: 'eu-west-1' };
  expect(Object.keys(renderJson(someAlert('login-attack'), place))).toEqual(
    (
      'type change id kind severity subject at firstSeen lastSeen title usual seen addresses accountsTouched ' +
      'schemaVersion seq shape block firstStep likely evidence attackers account region'
    ).split(' '),
  );
});

it('leaves out what is not known', () => {
  const evidence = { kind: 'timeouts', timeouts: 1, calls: 9, windowMinutes: 15 } as const;
  expect(renderJson(someAlert('timeouts', { evidence }), {})).toEqual({
    type: 'alert',
    change: 'open',
    id: '3fa9c1-2',
    kind: 'timeouts',
    severity: 'warning',
    subject: 'invoice',
    at: '2026-11-20T14:05:00.000Z',
    firstSeen: '2026-11-20T14:01:00.000Z',
    lastSeen: '2026-11-20T14:04:59.999Z',
    title: 'invoice timed out once',
    usual: 'no call times out',
    seen: '1 of 9 calls in 15 minutes cut off at the time limit',
    schemaVersion: 1,
    seq: 1,
    firstStep: expect.stringMatching(/^Open a call that timed out/u),
    evidence,
  });
});

it('gives addresses ready to block, and what each did', () => {
  const json = renderJson(someAlert('login-attack', { addresses: someAddresses(2) }), {});
  expect(json).toMatchObject({
    subject: 'login',
    addresses: ['203.0.113.1', '2001:db8::7'],
    accountsTouched: 1012,
    attackers: [
      { address: '203.0.113.1', tries: 64, accounts: 60 },
      { address: '2001:db8::7', tries: 63, accounts: 59 },
    ],
  });
});

it('stays far under what SNS takes, with as many addresses as an alert holds', () =>
  expect(
    JSON.stringify(renderJson(someAlert('login-attack', { addresses: someAddresses(500) }), {})).length,
  ).toBeLessThan(100_000));

it('is one line, the same twice, whatever the alert', () => {
  fc.assert(
    fc.property(anyAlert, (alert) => {
      const line = JSON.stringify(renderJson(alert, {}));
      expect(line).not.toMatch(/[\r\n\u2028\u2029]/u);
      expect(JSON.stringify(renderJson(structuredClone(alert), {}))).toBe(line);
      expect(Date.parse(renderJson(alert, {}).at)).not.toBeNaN();
    }),
    { seed: 7, numRuns: 300 },
  );
});
