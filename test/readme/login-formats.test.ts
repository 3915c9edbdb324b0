/** That the README lists every login format as the readers have it, and shows login sources that read what it says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { parseMessage } from '../../core/log/parse';
import type { VigilProps } from '../../lib/vigil-props';
import { readWishes } from '../../lib/wishes';
import { renderLoginFormats, tableIn } from './login-formats';

const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');

it('lists the login formats as they are read; `npx tsx test/readme/login-formats.ts` prints the table', () => {
  expect(tableIn(readme)).toBe(renderLoginFormats());
});

it('shows login sources that can be deployed, and a line that the second of them reads', () => {
  const [, code = '', line = ''] = /```ts\n(logins: [^]*?)```\s+reads `([^`]+)`/.exec(readme) ?? [];
  const props = runInNewContext(`({ ${code} alerts: { emails: ['ann@shop.test'] } })`) as VigilProps;
  const { logins } = readWishes('Vigil', props, []).settings;
  expect(parseMessage(line, logins['/aws/lambda/sign-in'])).toMatchObject({
    kind: 'login',
    login: { outcome: 'failure', account: 'bob', address: '203.0.113.7', isDeclared: true },
  });
});
