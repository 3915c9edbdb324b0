/** Shows that every kind can be looked at, in the terminal and as a page on which nothing acts. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messageOfAlert } from '../../core/alert/alert-message';
import { KINDS } from '../../core/detect/kinds';
import { vigil } from '../../cli/vigil';
import { renderPage } from '../../cli/preview/page';
import { hostileStrings } from '../core/alert/hostile-strings';
import { someAlert } from '../core/alert/some-alerts';
import { captureTerminal } from './capture-terminal';

const folder = mkdtempSync(join(tmpdir(), 'vigil-preview-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function run(...args: string[]) {
  const terminal = captureTerminal();
  return { code: await vigil(args, terminal), ...terminal };
}

it.each(KINDS)('shows %s as an e-mail and in Slack', async (kind) => {
  const { code, outs } = await run('preview', kind);
  const text = outs.join('\n');
  expect(code).toBe(0);
  expect(text).toMatch(/^As an e-mail\n\nSubject: \[Vigil warning\] /);
  expect(text).toContain('DO THIS FIRST');
  expect(text).toMatch(/In Slack\n\n┃ 🟠 /u);
  expect(text).not.toMatch(/<!date|&lt;|&amp;/);
  const long = text.split('\n').filter((line) => line.length > 80 && !line.startsWith('https://'));
  expect(long).toEqual([expect.stringMatching(/^Subject: /)].slice(0, long.length));
});

it.each([
  ['digest', /^As an e-mail\n\nSubject: \[Vigil digest\] /, /In Slack\n\n┃ 📋 /u],
  ['overflow', /^As an e-mail\n\nSubject: \[Vigil warning\] 412 more alerts/, /In Slack\n\n┃ 🟠 /u],
  ['group', /^As an e-mail\n\nSubject: \[Vigil warning\] Slow calls in 14 places/, /In Slack\n\n┃ 🟠 /u],
])('shows a %s', async (form, mail, slack) => {
  const { code, outs } = await run('preview', form);
  const text = outs.join('\n');
  expect(code).toBe(0);
  expect(text).toMatch(mail);
  expect(text).toMatch(slack);
  expect(text.split('\n').filter((line) => line.length > 80 && !/^(?:Subject: |https:)/.test(line))).toEqual([]);
});

it('writes a page that needs nothing else', async () => {
  const file = join(folder, 'page.html');
  const { outs } = await run('preview', 'login-attack', '--change', 'resolve', '--html', file);
  expect(outs).toEqual([`${file} shows it as e-mail and in Slack`]);
  const page = readFileSync(file, 'utf8');
  expect(page).toContain('[Vigil resolved] Login attack on login is over; it got into 1 account');
  expect(page).toContain('<a href="https://eu-west-1.console.aws.amazon.com/');
  expect(page).not.toMatch(/<script|<img|<link|src=|@import|url\(/);
});

it('refuses a kind that is none, with those there are', async () => {
  const { code, errs } = await run('preview', 'slow');
  expect(code).toBe(2);
  expect(errs.join()).toMatch(/there is no kind of alert "slow"; there are slow-calls, /);
});

it('lets no name of others become a part of the page', () => {
  const tags = (page: string): string[] => page.match(/<[^>]*>/gu) ?? [];
  const known = new Set(tags(renderPage('x', [{ message: messageOfAlert(someAlert('login-attack'), {}) }])));
  for (const name of hostileStrings(400)) {
    const alert = { ...someAlert('login-attack'), subject: { kind: 'login-source', name } as const, id: name };
    const strange = tags(renderPage(name, [{ message: messageOfAlert(alert, {}) }])).filter((tag) => !known.has(tag));
    expect(strange).toEqual([]);
  }
});
