/** Shows who gets a filter, who loses it, and who never may have one. */
import * as fc from 'fast-check';
import { planFilters, planLook, type Watch } from '../../../core/watch/plan';
import type { FilterSeen } from '../../../core/watch/ports';

const NOTHING = { put: [], take: [], keep: [], missing: [], refuse: [], failed: [], forget: [] };
const OWN = '/vigil/Vigil/analyzer';

const watch = (wanted: readonly string[], known: readonly string[] = []): Watch => ({ stack: 'Vigil', wanted, known });

const plan = (of: Watch, seen: Record<string, FilterSeen['kind']>) =>
  planFilters(
    of,
    new Map(
      Object.entries(seen).map(
        ([name, kind]) => [name, kind === 'failed' ? { kind, why: 'denied' } : { kind }] as const,
      ),
    ),
  );

it.each([
  ['puts a filter where there is none', watch(['/a']), { '/a': 'absent' }, { put: ['/a'] }],
  ['puts it anew where it points elsewhere', watch(['/a'], ['/a']), { '/a': 'outdated' }, { put: ['/a'] }],
  ['leaves it where all is well', watch(['/a'], ['/a']), { '/a': 'current' }, { keep: ['/a'] }],
  ['waits for a log group that is not there', watch(['/a']), { '/a': 'no-log-group' }, { missing: ['/a'] }],
  ['takes it where it is no longer wanted', watch([], ['/a']), { '/a': 'current' }, { take: ['/a'] }],
  ['takes an outdated one too', watch([], ['/a']), { '/a': 'outdated' }, { take: ['/a'] }],
  ['forgets what is gone by itself', watch([], ['/a']), { '/a': 'no-log-group' }, { forget: ['/a'] }],
  ['forgets a name that never was one', watch([], ['a b']), {}, { forget: ['a b'] }],
  [
    'does nothing to what it could not look at',
    watch([], ['/a']),
    { '/a': 'failed' },
    { failed: [{ logGroup: '/a', why: 'denied' }] },
  ],
  ['takes a repeated name for one', watch(['/a', '/a']), { '/a': 'absent' }, { put: ['/a'] }],
] as const)('%s', (_, of, seen, expected) => {
  expect(plan(of, seen)).toEqual({ ...NOTHING, ...expected });
});

it('refuses our own log groups and names that are none, and takes a filter that is there all the same', () => {
  const found = plan(watch([OWN, 'a b']), { [OWN]: 'current' });
  expect(found).toEqual({
    ...NOTHING,
    take: [OWN],
    refuse: [
      { logGroup: OWN, why: expect.stringContaining('our own log group') },
      { logGroup: 'a b', why: expect.stringContaining('spaces') },
    ],
  });
});

it('looks at each wanted or known log group once, in order, and at no impossible name', () => {
  expect(planLook(watch(['/b', '/a', 'a b'], ['/b', '/c']))).toEqual(['/a', '/b', '/c']);
});

const NAME = fc.constantFrom<string>('/a', '/b', '/c', '/d#e', OWN, '/vigil/Vigil/x', 'bad name', '');
const KIND = fc.constantFrom<FilterSeen['kind']>('current', 'outdated', 'absent', 'no-log-group', 'failed');

it('for whatever is wanted, known and seen: never puts on our own, never takes what is wanted, decides each name once', () => {
  fc.assert(
    fc.property(fc.array(NAME), fc.array(NAME), fc.dictionary(NAME, KIND), (wanted, known, kinds) => {
      const of = watch(wanted, known);
      const looked = planLook(of);
      const found = plan(of, Object.fromEntries(looked.map((name) => [name, kinds[name] ?? 'absent'])));
      const decided = [...found.put, ...found.keep, ...found.missing, ...found.take, ...found.forget];
      expect(found.put.filter((name) => name.startsWith('/vigil/Vigil/'))).toEqual([]);
      expect(found.put.every((name) => wanted.includes(name))).toBe(true);
      expect(found.take.filter((name) => wanted.includes(name) && !name.startsWith('/vigil/Vigil/'))).toEqual([]);
      expect(new Set(decided).size).toBe(decided.length);
      const told = new Set([
        ...decided,
        ...found.refuse.map((r) => r.logGroup),
        ...found.failed.map((f) => f.logGroup),
      ]);
      for (const name of [...wanted, ...known]) expect(told).toContain(name);
    }),
    { seed: 2, numRuns: 500 },
  );
});
