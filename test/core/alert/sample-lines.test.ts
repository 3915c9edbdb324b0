/** Shows which lines of failed calls are kept, how often, and with which alerts they are told. */
import { createLineKeeper, gatherLines } from '../../../core/alert/line-keeper';
import { linesFor, type LineSample } from '../../../core/alert/sample-lines';
import { messageOfAlert } from '../../../core/alert/alert-message';
import { renderEmail } from '../../../core/alert/email';
import { renderSlack } from '../../../core/alert/slack';
import { delivery } from '../deliveries';
import { checkout } from '../minutes';
import { someAlert } from './some-alerts';

const T0 = Date.parse('2026-11-20T14:00:00Z');
const sourceOf = (logGroup: string) => (logGroup === '/aws/lambda/sign-in' ? { format: 'owasp' as const } : undefined);
const failing = (...lines: string[]) =>
  delivery(
    '/aws/lambda/checkout',
    lines.map((line, at) => [T0 + at, line] as const),
  );

it('keeps up to three lines of failures, each once, redacted', () => {
  const batch = failing(
    'INFO all is well',
    'ERROR no user ann@shop.test',
    'ERROR no user bob@shop.test',
    '2026 Task timed out after 3.00 seconds',
    '{"level":"error","message":"boom"}',
    'Unhandled rejection',
  );
  expect(gatherLines([batch], sourceOf)).toEqual([
    {
      series: checkout,
      atMs: T0 + 4,
      lines: ['ERROR no user [e-mail]', '2026 Task timed out after 3.00 seconds', '{"level":"error","message":"boom"}'],
    },
  ]);
});

it.each([
  ['a login source', delivery('/ecs/login', [[T0, 'ERROR bad password for ann']])],
  ['a function whose group is a login source', delivery('/aws/lambda/sign-in', [[T0, 'ERROR login failed for jane']])],
  ['a login that any function tells', failing('{"level":"ERROR","event":"authn_login_fail:jane"}')],
  ['calls that went well', failing('INFO fine', 'START RequestId: x')],
])('keeps nothing of %s', (_, batch) => expect(gatherLines([batch], sourceOf)).toEqual([]));

it('writes a function’s lines once a minute at most', async () => {
  const kept: LineSample[] = [];
  let nowMs = T0;
  const keep = createLineKeeper({ put: async (sample) => void kept.push(sample) }, sourceOf, () => nowMs);
  for (nowMs of [T0, T0 + 1, T0 + 59_999, T0 + 60_000]) await keep([failing('ERROR one')]);
  expect(kept).toHaveLength(2);
});

const sampled = { series: checkout, atMs: T0, lines: ['ERROR one'] };
const alert = someAlert('timeouts', { subject: checkout, firstSeenMs: T0 - 60_000, lastSeenMs: T0 });

it.each([
  ['an alert of those minutes', alert, ['ERROR one']],
  ['an alert that began later', { ...alert, firstSeenMs: T0 + 10 * 60_000 }, []],
  ['what is over', { ...alert, change: 'resolve' as const }, []],
  ['a test', { ...alert, isTest: true as const }, []],
  ['a kind that no line explains', someAlert('cost-spike', { firstSeenMs: T0 }), []],
  ['a login attack', someAlert('login-attack', { firstSeenMs: T0 }), []],
])('are told with %s', async (_, told, lines) => {
  expect(await linesFor(told, { read: async () => sampled })).toEqual(lines);
  expect(await linesFor(told, { read: async () => undefined })).toEqual([]);
});

it('stand in e-mail and Slack, not in what programs get, and only where they are asked for', () => {
  const message = messageOfAlert(alert, {}, ['ERROR <!channel> see https://evil.example']);
  const slack = JSON.stringify(renderSlack(message).blocks);
  expect(renderEmail(message).body).toContain('LOG LINES, REDACTED\nERROR <!channel> see hxxps[://]evil[.]example');
  expect(slack).toContain('Log lines, redacted');
  expect(slack).not.toContain('https://evil');
  expect(JSON.stringify(message.json)).not.toContain('ERROR');
  expect(renderEmail(messageOfAlert(alert, {})).body).not.toContain('LOG LINES');
});
