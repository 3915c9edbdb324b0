/** That the README lists every login format as the readers have it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderLoginFormats, tableIn } from './login-formats';

const root = join(__dirname, '../..');

it('lists the login formats in the README as they are read; `npx tsx test/readme/login-formats.ts` prints the table', () => {
  const files = ['README.md', 'README.login-formats.md']
    .map((name) => join(root, name))
    .filter((file) => existsSync(file));
  const tables = files.map((file) => tableIn(readFileSync(file, 'utf8'))).filter((table) => table !== undefined);
  expect(tables).toEqual(tables.map(() => renderLoginFormats()));
  expect(tables.length).toBeGreaterThan(0);
});
