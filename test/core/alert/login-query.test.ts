/** That the link to the logs finds whatever Vigil reads as a login, in whatever form it is written. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { linksOf } from '../../../core/alert/links';
import { loginQuery } from '../../../core/alert/login-query';
import { FORMAT_GUIDE } from '../../../core/login/format-guide';
import { LOGIN_FORMATS, type LoginFormat } from '../../../core/login/login-event';
import type { LoginSource } from '../../../core/login/login-source';
import { someAlert } from './some-alerts';

interface Fixture {
  readonly source?: LoginSource;
  readonly message: string;
  readonly login: object | null;
}

const loginsOf = (format: LoginFormat): readonly Fixture[] =>
  readFileSync(join(__dirname, `../../fixtures/logins/${format}.ndjson`), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line): Fixture => JSON.parse(line))
    .filter(({ login }) => login !== null);

/** As CloudWatch Logs Insights reads it: in its patterns `(?i)` begins what has no case. */
function finds(query: string, line: string): boolean {
  const pattern = /like \/(?:\(\?i\))(.*)\/$/mu.exec(query)?.[1];
  return pattern === undefined ? !query.includes('filter') : new RegExp(pattern, 'i').test(line);
}

it.each(LOGIN_FORMATS)('finds every login that is written as %s', (format) => {
  const logins = loginsOf(format);
  expect(logins.length).toBeGreaterThan(0);
  for (const { source, message } of logins) {
    expect([message, finds(loginQuery([source]), message)]).toEqual([message, true]);
    // In a log group that is declared as another form, what is read anywhere is read all the same.
    if (source === undefined)
      expect([message, finds(loginQuery([{ format: 'sshd' }]), message)]).toEqual([message, true]);
  }
  if (!['api-gateway', 'field-map'].includes(format))
    expect(finds(loginQuery([{ format }]), FORMAT_GUIDE[format].example)).toBe(true);
});

it.each([
  ['the report of a call', 'REPORT RequestId: 8f5e Duration: 12.1 ms', undefined],
  ['other programs beside sshd', 'Oct  1 10:00:00 host-1 CRON[123]: pam_unix(cron:session): closed', 'sshd'],
  [
    'other calls that CloudTrail writes',
    '{"eventSource":"s3.amazonaws.com","eventName":"GetObject"}',
    'cognito-cloudtrail',
  ],
] as const)('leaves out %s', (_, line, format) => {
  expect(finds(loginQuery([format && { format }]), line)).toBe(false);
});

it.each([
  ['the paths of the routes of an API', [{ format: 'api-gateway', routes: ['POST /auth/session'] }], 'auth\\/session'],
  ['what any of several log groups needs', [undefined, { format: 'sshd' }], 'class_uid.*sshd'],
] as const)('looks for %s', (_, sources, words) =>
  expect(loginQuery(sources)).toMatch(new RegExp(words.replaceAll('\\/', '.*'))),
);

it.each([
  ['of a form of your own', [{ format: 'field-map' }]],
  [
    'of an API with a route that a pattern cannot hold',
    [{ format: 'api-gateway', routes: ['POST /login', '$default'] }],
  ],
  ['of an API with a route that holds a pattern itself', [{ format: 'api-gateway', routes: ['POST /a|.*/'] }]],
  ['where one of several log groups has no word in every line', [{ format: 'okta' }, { format: 'auth0' }]],
] as const)('shows all lines %s', (_, sources) => expect(loginQuery(sources)).not.toContain('filter'));

it('takes the form of the log group of the attack from the settings', () => {
  const alert = someAlert('login-attack', { subject: { kind: 'login-source', name: '/ecs/sso' } });
  const url = (logins: Record<string, LoginSource>) => linksOf(alert, { region: 'eu-west-1', logins })[0]?.url;
  expect(url({ '/ecs/sso': { format: 'okta' } })).toContain('user*5c.session*5c.start');
  expect(url({ '/ecs/other': { format: 'okta' } })).not.toContain('session');
});
