import * as fc from 'fast-check';
import type { Alert } from '../../../core/alert/alert';
import { messageOfAlert } from '../../../core/alert/alert-message';
import { renderEmail } from '../../../core/alert/email';
import type { Kind } from '../../../core/detect/finding';
import type { SilencedBy } from '../../../core/detect/silenced-by';
import type { Place } from '../../../core/alert/links';
import { anyAlert } from './any-alert';
import { someAddresses, someAlert } from './some-alerts';

const place = { account: '123456789012', region: 'eu-west-1', table: 'Vigil-Table' };
/** Spaces that keep a figure and its unit together, as others. */
const emailOf = (alert: Alert, where: Place) => {
  const { subject, body } = renderEmail(messageOfAlert(alert, where));
  return { subject, body: body.replaceAll('\u00a0', ' ') };
};
const bodyLines = (alert: Alert, where: Place): string[] => emailOf(alert, where).body.split('\n');

it.each([
  ['says what', 'checkout is slow: 2.5 s instead of 250 ms'],
  ['says what is usual', 'Usual: half the calls take up to about 250 ms, 95 of 100 up to about 410 ms'],
  ['says what was seen', 'Seen: 312 of 330 calls in 10 minutes took far longer, typically about 2.5 s'],
  ['says when', 'Since: 2026-11-20 14:01 UTC, last seen 14:04'],
  ['says where', 'Where: function checkout, eu-west-1, account 123456789012'],
  ['says what to do', 'DO THIS FIRST'],
  ['shows its id', 'Alert #3fa9c1-2, slow-calls, warning.'],
  ['says when it ends', 'It resolves by itself once slow calls have been rare again for a few minutes.'],
  [
    'says how to hear less of it',
    "Too sensitive? Raise minSlowShare, minSlowCalls or timesUsualP95 of slow-calls in the stack's detectors.",
  ],
])('%s', (_, line) => expect(bodyLines(someAlert('slow-calls'), place)).toContain(line));

it.each<[string, Kind, SilencedBy, string]>([
  ['a whole one', 'error-burst', { setting: 'minErrors', above: 42 }, 'minErrors 43 of error-burst'],
  ['two figures', 'slow-calls', { setting: 'timesUsualP95', above: 7.312 }, 'timesUsualP95 7.4 of slow-calls'],
  ['a small share', 'slow-calls', { setting: 'minSlowShare', above: 0.3 }, 'minSlowShare 0.31 of slow-calls'],
  [
    'a little over a power of ten',
    'error-burst',
    { setting: 'minSurprise', above: 99.51 },
    'minSurprise 100 of error-burst',
  ],
  ['a chance', 'login-attack', { setting: 'chance', below: 3.2e-9 }, 'chance 1e-9 of login-attack'],
  ['a power of ten', 'login-attack', { setting: 'chance', below: 1e-9 }, 'chance 1e-10 of login-attack'],
])('says with what setting it had stayed silent: %s', (_, kind, quieter, setting) =>
  expect(bodyLines(someAlert(kind, { quieter }), place)).toContain(
    `Too sensitive? With ${setting} in the stack's detectors it had stayed silent.`,
  ),
);

it.each([
  ['open', '[Vigil warning] checkout is slow: 2.5 s instead of 250 ms'],
  ['update', '[Vigil warning update] checkout is still slow: 2.5 s instead of 250 ms'],
  ['resolve', '[Vigil resolved] checkout is back to usual'],
] as const)('has a subject on %s', (change, subject) =>
  expect(emailOf(someAlert('slow-calls', { change }), place).subject).toBe(subject),
);

it('tells of the end: how long, the worst, and no more of how it will end', () => {
  const { body } = emailOf(someAlert('timeouts', { change: 'resolve' }), place);
  expect(body).toContain('Lasted: 4 minutes, from 2026-11-20 14:01 to 14:05 UTC');
  expect(body).toContain('Worst: 12 of 90 calls');
  expect(body).toContain('WHAT IS LEFT TO DO');
  expect(body).not.toContain('resolves by itself');
});

it.each([
  [0, 0, undefined],
  [1, 1, undefined],
  [100, 100, undefined],
  [101, 100, 'and 1 more, listed in the JSON that SQS and Lambda get'],
  [500, 100, 'and 400 more, listed in the JSON that SQS and Lambda get'],
])('lists of %i attackers %i, each alone on its line, ready to be copied', (known, listed, more) => {
  const lines = bodyLines(someAlert('login-attack', { addresses: someAddresses(known) }), place);
  expect(lines.filter((line) => /^(?:203\.0\.113\.\d+|2001:db8::7)$/u.test(line))).toHaveLength(listed);
  expect(lines.find((line) => /^and \d/.test(line))).toBe(more);
  expect(lines.includes('The most harmful first; the first made 64+ tries on 60 accounts.')).toBe(known > 0);
});

it('has links where the region is known, and none in a replay', () => {
  expect(emailOf(someAlert('timeouts'), place).body.match(/https:\/\//gu)).toHaveLength(2);
  expect(emailOf(someAlert('timeouts'), {}).body).not.toContain('://');
});

it('has a subject that SNS takes, whatever the alert', () => {
  fc.assert(
    fc.property(anyAlert, (alert) => {
      const { subject } = emailOf(alert, place);
      expect(subject).toMatch(/^\[Vigil (?:(?:info|warning|critical)(?: update)?|resolved)\] [ -~]{1,}$/u);
      expect(subject.length).toBeLessThan(100);
    }),
    { seed: 7, numRuns: 300 },
  );
});

it('keeps the figures of the title in the subject when the name is long', () => {
  const subject = { kind: 'login-source', name: '/aws/lambda/' + 'n'.repeat(200) } as const;
  for (const change of ['open', 'update'] as const) {
    const email = emailOf(someAlert('login-attack', { subject, change, severity: 'critical' }), place);
    expect(email.subject).toMatch(/\.\.\.(?:: stuffing, 1,190 tries| goes on: stuffing, 1,)/u);
  }
});

it('has nothing hidden and no link but ours, whatever the alert', () => {
  fc.assert(
    fc.property(anyAlert, (alert) => {
      const lines = bodyLines(alert, place);
      const prose = lines.filter((line) => !line.startsWith('https://eu-west-1.console.aws.amazon.com/'));
      expect(lines.filter((line) => /[\p{Cc}\p{Cf}\p{Cs}]/u.test(line))).toEqual([]);
      expect(lines.filter((line) => line.length > 2_500)).toEqual([]);
      expect(prose.filter((line) => /https?:\/\/|www\.|\w\.example/iu.test(line))).toEqual([]);
    }),
    { seed: 7, numRuns: 300 },
  );
});

it('keeps a figure and its unit on one line', () => {
  const { body } = renderEmail(messageOfAlert(someAlert('slow-calls'), place));
  expect(body).toContain('2.5\u00a0s instead of 250\u00a0ms');
  expect(body).not.toMatch(/\d (?:ms|s|%|MB)\b/u);
});
