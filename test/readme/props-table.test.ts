/** That the README lists every prop as its comment has it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALERT_KEYS, LIMIT_KEYS, VIGIL_KEYS } from '../../lib/prop-keys';
import { PROPS_BEGIN, PROPS_END, readPropsOf, readSources, renderProps } from './props-table';

const read = (path: string): string => readFileSync(join(__dirname, '../..', path), 'utf8');
const props = readPropsOf(readSources(), 'VigilProps');

it('lists the props as they are; `npx tsx test/readme/props-table.ts` prints the table', () => {
  const readme = read('README.md');
  const table = readme.slice(readme.indexOf(PROPS_BEGIN), readme.indexOf(PROPS_END) + PROPS_END.length);
  expect(table).toBe(renderProps());
});

it('leaves none out', () => {
  const names = props.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining([...VIGIL_KEYS, ...ALERT_KEYS.map((key) => `alerts.${key}`)]));
  expect(names).toEqual(expect.arrayContaining(LIMIT_KEYS.map((key) => `limits.${key}`)));
  expect(new Set(names).size).toBe(names.length);
});

it('finds each with a comment, and each that may be left out with its default', () => {
  expect(props.filter(({ says }) => says === '').map(({ name }) => name)).toEqual([]);
  expect(props.filter(({ isOptional, default: byDefault }) => isOptional && byDefault === '')).toEqual([]);
});
