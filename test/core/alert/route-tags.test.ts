import {
  createRouteTags,
  noteRouteTags,
  tagsIn,
  type RouteTagStore,
  type TagCarriers,
} from '../../../core/alert/route-tags';
import type { Routing } from '../../../core/alert/route';
import type { Listed, Tagged } from '../../../core/watch/ports';
import { many } from '../minutes';

const routing: Routing = {
  choose: 'first',
  routes: [
    { match: { tags: { team: 'shop' } }, channels: ['a'] },
    { match: { tags: { team: 'pay', stage: 'prod' } }, channels: ['b'] },
    { match: { tags: { team: 'shop' }, severity: 'critical' }, channels: ['c'] },
    { match: {}, channels: ['d'] },
  ],
};
const fn = (name: string): Tagged => ({ kind: 'function', name });
const group = (name: string): Tagged => ({ kind: 'log-group', name });
const CARRIERS: Readonly<Record<string, readonly Tagged[]>> = {
  'team=shop': [fn('cart'), group('/ecs/shop'), group('/aws/lambda/basket')],
  'team=pay': [fn('till')],
  'stage=prod': [fn('till'), fn('cart')],
};

function stage(listed: (name: string) => Listed<Tagged> = (name) => ({ kind: 'listed', items: CARRIERS[name] ?? [] })) {
  let kept: readonly TagCarriers[] = [];
  const asked: string[] = [];
  const did = { reads: 0, writes: 0 };
  const store: RouteTagStore = {
    async read() {
      did.reads += 1;
      return kept;
    },
    async write(carriers) {
      did.writes += 1;
      kept = carriers;
    },
  };
  const account = {
    listTagged: async (tags: Readonly<Record<string, string>>) => {
      const name = Object.entries(tags)
        .map((pair) => pair.join('='))
        .join();
      asked.push(name);
      return listed(name);
    },
  };
  return { store, account, asked, did };
}

it('asks for each tag with each value once', () => {
  expect(tagsIn(routing).map((pair) => pair.join('='))).toEqual(['stage=prod', 'team=pay', 'team=shop']);
  expect(tagsIn(undefined)).toEqual([]);
});

it('asks nothing, and reads nothing, where no route names a tag', async () => {
  const { store, account, asked, did } = stage();
  const plain: Routing = { choose: 'all', routes: [{ match: {}, channels: ['d'] }] };
  await noteRouteTags(plain, account, store);
  expect((await createRouteTags(plain, store, () => 0)())({ kind: 'function', name: 'cart' })).toEqual({});
  expect([asked, did]).toEqual([[], { reads: 0, writes: 0 }]);
});

it.each([
  ['a function', { kind: 'function', name: 'till' }, { team: 'pay', stage: 'prod' }],
  ['a function by its own log group’s tag', { kind: 'function', name: 'basket' }, { team: 'shop' }],
  [
    'a login source that is a function’s log group',
    { kind: 'login-source', name: '/aws/lambda/cart' },
    { team: 'shop', stage: 'prod' },
  ],
  ['another log group', { kind: 'login-source', name: '/ecs/shop' }, { team: 'shop' }],
  ['one that carries none', { kind: 'function', name: 'other' }, {}],
  ['one that is named like what every object has', { kind: 'function', name: 'constructor' }, {}],
] as const)('knows the tags of %s', async (_, series, tags) => {
  const { store, account } = stage();
  await noteRouteTags(routing, account, store);
  expect((await createRouteTags(routing, store, () => 0)())(series)).toEqual(tags);
});

it('writes only what changed, and reads at most every five minutes', async () => {
  const { store, account, did } = stage();
  await noteRouteTags(routing, account, store);
  await noteRouteTags(routing, account, store);
  expect(did).toEqual({ reads: 2, writes: 1 });
  let nowMs = 0;
  const tags = createRouteTags(routing, store, () => nowMs);
  for (nowMs of [0, 1, 299_999, 300_000]) await tags();
  expect(did.reads).toBe(4);
});

it.each<[string, (name: string) => Listed<Tagged>, RegExp]>([
  ['where the account does not say', () => ({ kind: 'failed', why: 'Throttled' }), /could not be listed: Throttled/],
  ['where there are too many', () => ({ kind: 'listed', items: many(2_000, (at) => fn(`f${at}`)) }), /more than 4000/],
])('leaves what it knew, and says so: %s', async (_, listed, said) => {
  const { store, account, did } = stage(listed);
  await expect(noteRouteTags(routing, account, store)).rejects.toThrow(said);
  expect(did.writes).toBe(0);
});

it('asks again where a read failed', async () => {
  const { store } = stage();
  let isDown = true;
  const read = async () => {
    if (isDown) throw new Error('down');
    return store.read();
  };
  const tags = createRouteTags(routing, { read }, () => 0);
  await expect(tags()).rejects.toThrow('down');
  isDown = false;
  expect((await tags())({ kind: 'function', name: 'cart' })).toEqual({});
});
