/** That a log group is read as settings say, and that what settings do not name is not. */
import { createHasher } from '../../../adapters/hasher';
import { createMemory } from '../../../adapters/memory';
import { createPatternEngine } from '../../../adapters/pattern-engine';
import { createSubjectBudget } from '../../../core/subject-budget';
import { countBatches } from '../../../core/count-batches';
import type { LoginSource } from '../../../core/login/login-source';
import { createSourceOf } from '../../../core/login/source-of';
import type { SourceOf } from '../../../core/observe';
import { COUNTER } from '../../../core/state/counters';
import { minuteOf } from '../../../core/state/minute';
import { delivery } from '../deliveries';

const AT_MS = Date.parse('2026-11-20T14:00:00Z');

const MAPPED: LoginSource = {
  format: 'field-map',
  fieldMap: { outcome: { path: 'result', failure: ['denied'] }, pattern: '(?P<result>denied|granted) to' },
};

it.each<[string, string, LoginSource['format'] | undefined]>([
  ['a log group that is named', '/auth', 'auth0'],
  ['one of a strange but legal name', '__proto__', 'okta'],
  ['one that is not named', '/other', undefined],
  ['one called like a property of every object', 'constructor', undefined],
])('says of %s how it is read', (_, logGroup, format) => {
  const logins: Record<string, LoginSource> = { '/auth': { format: 'auth0' }, ['__proto__']: { format: 'okta' } };
  expect(createSourceOf(logins, undefined)(logGroup)?.format).toBe(format);
});

it('compiles a pattern once, however often it is asked', () => {
  const engine = createPatternEngine();
  const compile = jest.fn((pattern: string) => engine.compile(pattern));
  const sourceOf = createSourceOf({ '/auth': MAPPED }, { compile });
  const first = sourceOf('/auth');
  expect(first?.pattern?.match('denied to bob')).toEqual({ result: 'denied' });
  expect(sourceOf('/auth')).toBe(first);
  expect(compile).toHaveBeenCalledTimes(1);
});

it('has a delivery counted in which only settings can see logins', async () => {
  const memory = createMemory();
  const world = {
    ...memory,
    hasher: createHasher('pepper of the tests'),
    budget: createSubjectBudget(),
    now: () => AT_MS + 60_000,
  };
  const batch = delivery('/auth', [
    [AT_MS, 'denied to bob'],
    [AT_MS, 'granted to ann'],
  ]);
  const loginsOf = async (sourceOf?: SourceOf) => {
    const { tally } = await countBatches([batch], { ...world, sourceOf });
    return tally.kinds.get('login') ?? 0;
  };
  expect(await loginsOf()).toBe(0);
  expect(await loginsOf(createSourceOf({ '/auth': MAPPED }, createPatternEngine()))).toBe(1);
  const [bucket] = await memory.buckets.read({ kind: 'login-source', name: '/auth' }, minuteOf(AT_MS), minuteOf(AT_MS));
  expect(bucket?.counters.get(COUNTER.failures)).toBe(1);
});
