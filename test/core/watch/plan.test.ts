/** Shows who gets a filter, who loses it, and who never may have one. */
import * as fc from 'fast-check';
import type { Wanted } from '../../../core/watch/choose';
import { planFilters, planLook, type Watch } from '../../../core/watch/plan';
import type { FilterSeen, WatchedGroup, WatchState } from '../../../core/watch/ports';
import { isVigilLogGroup } from '../../../core/watch/vigil-log-group';

const OWN = '/vigil/Vigil/analyzer';
const NOW = 1_000_000_000;
const NOTHING = { add: [], leave: [], remove: [], blocked: [], blind: [], doubt: [], forget: [], later: [] };

const unknown = (logGroup: string): Wanted => ({ logGroup, there: 'unknown' });
const listed = (logGroup: string, createdAtMs = 0, logClass = 'STANDARD'): Wanted => ({
  logGroup,
  there: 'there',
  seen: { name: logGroup, createdAtMs, logClass },
});
const known = (logGroup: string, state: WatchState = 'watched', more: Partial<WatchedGroup> = {}): WatchedGroup => ({
  logGroup,
  state,
  atMs: 5,
  ...more,
});
const watch = (more: Partial<Watch>): Watch => ({
  wanted: [],
  known: [],
  isOut: () => false,
  isWhole: true,
  graceMs: 0,
  nowMs: NOW,
  ...more,
});
const look = (kind: 'current' | 'outdated' | 'absent', ...others: string[]): FilterSeen => ({ kind, others });

it.each<[string, Partial<Watch>, Record<string, FilterSeen>, object]>([
  ['puts a filter where there is none', { wanted: [unknown('/a')] }, { '/a': look('absent') }, { add: ['/a'] }],
  ['puts it anew where it points elsewhere', { wanted: [listed('/a')] }, { '/a': look('outdated') }, { add: ['/a'] }],
  ['leaves it where all is well', { wanted: [unknown('/a')] }, { '/a': look('current') }, { leave: ['/a'] }],
  ['puts it without a look where nothing is known yet', { wanted: [unknown('/a')] }, {}, { add: ['/a'] }],
  [
    'trusts what was well and was not looked at',
    { wanted: [listed('/a')], known: [known('/a')] },
    {},
    { leave: ['/a'] },
  ],
  [
    'does not trust what was made anew since',
    { wanted: [listed('/a', 6)], known: [known('/a')] },
    {},
    { later: ['/a'] },
  ],
  [
    'waits for what is not there',
    { wanted: [{ logGroup: '/a', there: 'not-there' }] },
    {},
    { blind: [{ logGroup: '/a', state: 'missing' }] },
  ],
  [
    'waits for what it does not find',
    { wanted: [unknown('/a')] },
    { '/a': { kind: 'no-log-group' } },
    { blind: [{ logGroup: '/a', state: 'missing' }] },
  ],
  [
    'is blocked where the same others still hold the slots',
    { wanted: [unknown('/a')], known: [known('/a', 'full', { holders: ['x', 'y'] })] },
    { '/a': look('absent', 'y', 'x') },
    { blocked: [{ logGroup: '/a', by: ['y', 'x'] }] },
  ],
  [
    'tries again where one of them has gone',
    { wanted: [unknown('/a')], known: [known('/a', 'full', { holders: ['x', 'y'] })] },
    { '/a': look('absent', 'x') },
    { add: ['/a'] },
  ],
  [
    'takes it at once where it is excluded',
    { known: [known('/a')], isOut: () => true, isWhole: false, graceMs: 9 },
    { '/a': look('current') },
    { remove: ['/a'] },
  ],
  ['doubts at first what nobody asks for', { known: [known('/a')], graceMs: 9 }, {}, { doubt: ['/a'] }],
  [
    'takes it when that has lasted',
    { known: [known('/a', 'watched', { unwantedAtMs: NOW - 9 })], graceMs: 9 },
    { '/a': look('outdated') },
    { remove: ['/a'] },
  ],
  [
    'leaves it while not everything could be listed',
    { known: [known('/a')], isWhole: false },
    { '/a': look('current') },
    { later: ['/a'] },
  ],
  ['forgets what is gone by itself', { known: [known('/a')] }, { '/a': { kind: 'no-log-group' } }, { forget: ['/a'] }],
  ['forgets a name that never was one', { known: [known('a b', 'refused')] }, {}, { forget: ['a b'] }],
  [
    'does nothing to what it could not look at',
    { known: [known('/a')] },
    { '/a': { kind: 'failed', why: 'denied' } },
    { later: ['/a'] },
  ],
])('%s', (_, of, seen, expected) => {
  expect(planFilters(watch(of), new Map(Object.entries(seen)))).toEqual({ ...NOTHING, ...expected });
});

it('refuses Vigil’s own log groups and names that are none, and takes a filter that is there all the same', () => {
  const of = watch({ wanted: [unknown(OWN), unknown('a b')], known: [known(OWN)] });
  expect(planLook(of, (names) => names).first).toEqual([OWN]);
  expect(planFilters(of, new Map([[OWN, look('current')]]))).toEqual({
    ...NOTHING,
    remove: [OWN],
    blind: [
      { logGroup: OWN, state: 'refused', why: expect.stringContaining('of Vigil’s own'.replace('’', "'")) },
      { logGroup: 'a b', state: 'refused', why: expect.stringContaining('spaces') },
    ],
  });
});

it('looks at what is not well or not wanted, then at 120 of the others in turn, and not at what nothing is known of', () => {
  const settled = Array.from({ length: 200 }, (_, index) => `/s${index}`);
  const of = watch({
    wanted: [...settled, '/bad', '/new'].map((name) => unknown(name)),
    known: [...settled.map((name) => known(name)), known('/bad', 'failed'), known('/gone')],
  });
  const { first, reassured } = planLook(of, (names) => names.toReversed());
  expect(first).toEqual(['/bad', '/gone']);
  expect(reassured).toEqual(settled.toReversed().slice(0, 120));
});

/** An account in a model: who has which filters there, and what became of each log group in the store. */
interface Model {
  readonly account: Map<string, { ours: 'current' | 'outdated' | 'absent'; readonly others: readonly string[] }>;
  readonly known: Map<string, WatchedGroup>;
}
const SLOTS = 2;

/** As the shell does, with every call succeeding that CloudWatch would let succeed. */
function carryOut(of: Watch, { account, known: stored }: Model) {
  const { first, reassured } = planLook(of, (names) => names);
  const seen = new Map<string, FilterSeen>();
  for (const name of [...first, ...reassured]) {
    const found = account.get(name);
    seen.set(name, found === undefined ? { kind: 'no-log-group' } : { kind: found.ours, others: found.others });
  }
  const plan = planFilters(of, seen);
  const note = (logGroup: string, state: WatchState, more: Partial<WatchedGroup> = {}) =>
    void stored.set(logGroup, { logGroup, state, atMs: NOW, ...more });
  for (const name of plan.leave) note(name, 'watched');
  for (const { logGroup, by } of plan.blocked) note(logGroup, 'full', { holders: by });
  for (const { logGroup, state } of plan.blind) note(logGroup, state);
  for (const name of plan.forget) stored.delete(name);
  for (const name of plan.add) {
    const found = account.get(name);
    if (found === undefined) {
      note(name, 'missing');
      continue;
    }
    const isFull = found.ours === 'absent' && found.others.length >= SLOTS;
    if (isFull) note(name, 'full', { holders: found.others });
    else {
      found.ours = 'current';
      note(name, 'watched');
    }
  }
  for (const name of plan.remove) {
    account.get(name)!.ours = 'absent';
    if (!plan.blind.some(({ logGroup }) => logGroup === name)) stored.delete(name);
  }
  return plan;
}

const NAME = fc.constantFrom<string>('/a', '/b', '/c.x', '/d#e', '/f/g', OWN, '/vigil/Other/sweeper', 'bad name', '');
const STATE = fc.constantFrom<WatchState>('watched', 'missing', 'refused', 'full', 'unfit', 'failed');
const HELD = fc.record({
  ours: fc.constantFrom('current' as const, 'outdated' as const, 'absent' as const),
  others: fc.subarray(['datadog', 'newrelic']),
});
const WORLD = fc.record({
  wanted: fc.uniqueArray(NAME),
  out: fc.uniqueArray(NAME),
  held: fc.dictionary(NAME, HELD),
  known: fc.dictionary(NAME, STATE),
  isWhole: fc.boolean(),
  graceMs: fc.constantFrom(0, 9),
});

it('for any account: none of Vigil’s own, nothing foreign, nothing wanted taken, each decided once, and nothing left to do', () => {
  fc.assert(
    fc.property(WORLD, ({ wanted, out, held, known: states, isWhole, graceMs }) => {
      const account: Model['account'] = new Map(Object.entries(held).map(([name, of]) => [name, { ...of }]));
      const stored: Model['known'] = new Map(Object.entries(states).map(([name, state]) => [name, known(name, state)]));
      const isOut = (name: string) => out.includes(name);
      const asked = wanted.filter((name) => !isOut(name));
      const of = (): Watch =>
        watch({ wanted: asked.map(unknown), known: [...stored.values()], isOut, isWhole, graceMs });
      const before = new Map([...account].map(([name, { ours }]) => [name, ours]));
      const plan = carryOut(of(), { account, known: stored });

      expect(plan.add.filter(isVigilLogGroup)).toEqual([]);
      expect(plan.add.every((name) => asked.includes(name))).toBe(true);
      expect(plan.remove.filter((name) => asked.includes(name) && !isVigilLogGroup(name))).toEqual([]);
      expect(plan.remove.every((name) => before.get(name) === 'current' || before.get(name) === 'outdated')).toBe(true);
      for (const [name, { others }] of account) expect(others).toEqual(held[name]?.others);
      const decided = [
        ...plan.add,
        ...plan.leave,
        ...plan.doubt,
        ...plan.forget,
        ...plan.later,
        ...[...plan.blocked, ...plan.blind].map(({ logGroup }) => logGroup),
      ];
      expect(new Set(decided).size).toBe(decided.length);
      const told = new Set([...decided, ...plan.remove]);
      for (const name of [...asked, ...Object.keys(states)]) expect(told).toContain(name);

      const again = carryOut(of(), { account, known: stored });
      expect([again.add, again.remove, again.forget]).toEqual([[], [], []]);
    }),
    { seed: 7, numRuns: 500 },
  );
});
