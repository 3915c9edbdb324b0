/** Shows that filters come, stay and go as wanted, whatever the account does meanwhile; with the real SDK clients. */
import { minuteOf } from '../../../core/state/minute';
import { startAccount, type FakeAccount } from '../../fakes/account-server';
import { ANALYZER, filtered, makeWorld, OUR_FILTER, type MadeWorld } from './made-world';

const OWN = '/vigil/Vigil/analyzer';
const MINUTE_MS = 60_000;

let account: FakeAccount;
beforeEach(async () => (account = await startAccount()));
afterEach(() => account.stop());

const states = (world: MadeWorld) => Object.fromEntries([...world.stored].map(([name, { state }]) => [name, state]));
const addFunction = (name: string, more: object = {}) => {
  account.functions.push({ name, ...more });
  return account.addGroup(`/aws/lambda/${name}`);
};
const held = (logGroup: string) => [...(account.groups.get(logGroup)?.filters.keys() ?? [])];
const changes = () => account.calls.filter(({ action }) => !action.startsWith('Describe')).length;

it('watches what is named and there, waits for what is not, refuses Vigil’s own, and leaves the rest alone', async () => {
  const world = makeWorld(account);
  world.named.push('/a', '/later', OWN, '/vigil/Other/analyzer', 'a b', '/a/b.c#d');
  for (const name of ['/a', OWN, '/vigil/Other/analyzer', '/unwanted', '/a/b.c#d']) account.addGroup(name);
  const report = await world.subscriber.begin();
  expect(states(world)).toEqual({
    '/a': 'watched',
    '/later': 'missing',
    [OWN]: 'refused',
    '/vigil/Other/analyzer': 'refused',
    'a b': 'refused',
    '/a/b.c#d': 'watched',
  });
  expect(filtered(account)).toEqual(['/a', '/a/b.c#d']);
  expect(report).toMatchObject({ put: 2, taken: 0, left: 0, changed: true, troubles: [] });
});

it('finds functions with groups of their own, custom groups and shared ones; names what never logged and what hides its reports', async () => {
  const world = makeWorld(account, { everyFunction: true });
  addFunction('checkout');
  account.functions.push({ name: 'quiet' }, { name: 'custom', logGroup: '/shop/custom' });
  account.addGroup('/shop/custom');
  account.addGroup('/shop/shared');
  account.addGroup('/ecs/other');
  for (let index = 0; index < 21; index += 1)
    account.functions.push({ name: `shared-${index}`, logGroup: '/shop/shared' });
  addFunction('terse', { logFormat: 'JSON', systemLogLevel: 'WARN' });
  addFunction('open', { logFormat: 'JSON', systemLogLevel: 'INFO' });
  await world.subscriber.begin();
  expect(filtered(account)).toEqual([
    '/aws/lambda/checkout',
    '/aws/lambda/open',
    '/aws/lambda/terse',
    '/shop/custom',
    '/shop/shared',
  ]);
  expect(world.coverage).toMatchObject({
    groups: 6,
    groupsWatched: 5,
    functions: 26,
    functionsWatched: 25,
    neverLogged: { total: 1, first: ['quiet'] },
    hidden: { total: 1, first: ['terse'] },
  });
  expect(world.functionsStored.get('custom')).toMatchObject({
    logGroup: '/shop/custom',
    configuration: { architecture: 'arm64', memoryMb: 512 },
  });
  expect(world.functionsStored.get('terse')).toMatchObject({ hidesReports: true });
});

it.each<[string, object, string[]]>([
  ['a prefix', { prefixes: ['/aws/lambda/shop-'] }, ['/aws/lambda/shop-a', '/aws/lambda/shop-b']],
  [
    'tags of log groups and functions',
    { tags: { team: 'shop' } },
    ['/aws/lambda/shop-b', '/tagged', '/tagged2', '/tagged3'],
  ],
  ['a tag of any value', { tags: { team: '' } }, ['/aws/lambda/shop-b', '/others', '/tagged', '/tagged2', '/tagged3']],
  ['a prefix with exclusions', { prefixes: ['/aws/'], exclude: ['/aws/lambda/shop-*'] }, ['/aws/lambda/test']],
])('chooses by %s', async (_, wishes, expected) => {
  const world = makeWorld(account, wishes);
  addFunction('shop-a');
  addFunction('shop-b', { tags: { team: 'shop' } });
  addFunction('test');
  for (const name of ['/tagged', '/tagged2', '/tagged3']) account.addGroup(name, { tags: { team: 'shop' } });
  account.addGroup('/others', { tags: { team: 'other' } });
  account.addGroup('/aws/lambda/opted-out', { tags: { team: 'shop', 'vigil:exclude': 'true' } });
  await world.subscriber.begin();
  expect(filtered(account).filter((name) => name !== '/aws/lambda/opted-out')).toEqual(expected);
  expect(held('/aws/lambda/opted-out')).toEqual([]);
});

it('changes and writes nothing when all is as it was', async () => {
  const world = makeWorld(account, { everyFunction: true });
  for (let index = 0; index < 60; index += 1) addFunction(`f${index}`);
  world.named.push('/later', OWN);
  await world.subscriber.begin();
  world.writes = 0;
  account.calls.length = 0;
  account.clock.nowMs += 5 * MINUTE_MS;
  expect(await world.subscriber.watch()).toMatchObject({ put: 0, taken: 0, left: 0, changed: false });
  expect([world.writes, changes()]).toEqual([0, 0]);
});

it('puts back a filter that somebody took or turned elsewhere, and reads back what the taken one missed', async () => {
  const world = makeWorld(account);
  world.named.push('/a', '/b');
  account.addGroup('/a');
  account.addGroup('/b');
  await world.subscriber.begin();
  account.groups.get('/a')?.filters.delete(OUR_FILTER);
  account.groups.get('/b')?.filters.set(OUR_FILTER, 'arn:elsewhere');
  account.clock.nowMs += 5 * MINUTE_MS;
  await world.subscriber.watch();
  expect(filtered(account)).toEqual(['/a', '/b']);
  expect([...world.readBack.keys()]).toEqual(['/a']);
});

it('never takes a slot from others, names who holds them, and does not try again until one of them has gone', async () => {
  const world = makeWorld(account);
  world.named.push('/full');
  const full = account.addGroup('/full');
  full.filters
    .set('datadog', 'arn:aws:lambda:r:1:function:datadog-forwarder')
    .set('nr', 'arn:aws:firehose:r:1:deliverystream/newrelic');
  await world.subscriber.begin();
  expect(world.stored.get('/full')).toMatchObject({
    state: 'full',
    holders: ['datadog (to datadog-forwarder)', 'nr (to newrelic)'],
  });
  expect(world.coverage?.blocked.first[0]?.by).toHaveLength(2);
  const tried = changes();
  await world.subscriber.watch();
  expect(changes()).toBe(tried);
  expect(held('/full')).toEqual(['datadog', 'nr']);
  full.filters.delete('nr');
  await world.subscriber.watch();
  expect(held('/full')).toEqual(['datadog', OUR_FILTER]);
});

it('reports log groups of a class that takes no filters without trying', async () => {
  const world = makeWorld(account, { prefixes: ['/x/'] });
  account.addGroup('/x/rare', { logClass: 'INFREQUENT_ACCESS' });
  account.addGroup('/x/delivery', { logClass: 'DELIVERY' });
  await world.subscriber.begin();
  expect(states(world)).toEqual({ '/x/rare': 'unfit', '/x/delivery': 'unfit' });
  expect(account.calls).toEqual([]);
});

it('goes on with the others when one is denied, and when one is deleted between listing and subscribing', async () => {
  const world = makeWorld(account, { prefixes: ['/x/'] });
  for (const name of ['a', 'b', 'c', 'd']) account.addGroup(`/x/${name}`);
  account.refusals.set('PutSubscriptionFilter /x/a', 'AccessDeniedException');
  account.refusals.set('DescribeSubscriptionFilters /x/b', 'AccessDeniedException');
  account.meanwhile = ({ action }) => void (action === 'PutSubscriptionFilter' && account.groups.delete('/x/c'));
  await world.subscriber.begin();
  expect(states(world)).toEqual({ '/x/a': 'failed', '/x/b': 'watched', '/x/c': 'missing', '/x/d': 'watched' });
  await world.subscriber.watch();
  expect(states(world)).toEqual({ '/x/a': 'failed', '/x/b': 'failed', '/x/c': 'missing', '/x/d': 'watched' });
  expect(world.stored.get('/x/a')?.why).toContain('AccessDenied');
});

it('watches 1,000 log groups at five calls a second at the most, without being throttled', async () => {
  const world = makeWorld(account, { everyFunction: true });
  for (let index = 0; index < 1_000; index += 1) addFunction(`f${index}`);
  const fromMs = account.clock.nowMs;
  await world.subscriber.begin();
  expect(filtered(account)).toHaveLength(1_000);
  expect(account.clock.nowMs - fromMs).toBeLessThan(4 * MINUTE_MS);
  const times = account.calls.map(({ atMs }) => atMs);
  expect(times).toHaveLength(1_000);
  for (const [index, time] of times.entries())
    expect((times[index + 5] ?? Infinity) - time).toBeGreaterThanOrEqual(1_000);
  account.calls.length = 0;
  account.clock.nowMs += 5 * MINUTE_MS;
  await world.subscriber.watch();
  expect(account.calls.length).toBe(120); // the quota is others' too: some are looked at in each run
}, 120_000);

it('outlasts a minute of throttling', async () => {
  const world = makeWorld(account, { prefixes: ['/x/'] });
  for (let index = 0; index < 10; index += 1) account.addGroup(`/x/${index}`);
  account.throttledUntilMs = account.clock.nowMs + MINUTE_MS;
  await world.subscriber.begin();
  expect(filtered(account)).toHaveLength(10);
});

it('stops when its time is over, and the next run goes on where it stopped', async () => {
  const world = makeWorld(account, { prefixes: ['/x/'] });
  for (let index = 0; index < 30; index += 1) account.addGroup(`/x/${index}`);
  world.timeFor = 10;
  expect(await world.subscriber.begin()).toMatchObject({ put: 10, left: 20 });
  world.timeFor = 10; // looks at ten that are well first
  expect(await world.subscriber.watch()).toMatchObject({ put: 0, left: 20 });
  world.timeFor = Infinity;
  expect(await world.subscriber.watch()).toMatchObject({ put: 20, left: 0 });
  expect(filtered(account)).toHaveLength(30);
});

it('takes the filter of what is excluded or opted out at once, of what nobody asks for any more after half an hour', async () => {
  const world = makeWorld(account, { everyFunction: true });
  for (const name of ['stays', 'excluded', 'out', 'deleted']) addFunction(name);
  await world.subscriber.begin();
  account.groups.get('/aws/lambda/deleted')?.filters.set('others', 'arn:x');
  account.addGroup('/aws/lambda/out', { ...account.groups.get('/aws/lambda/out'), tags: { 'vigil:exclude': 'true' } });
  account.functions.splice(
    account.functions.findIndex(({ name }) => name === 'deleted'),
    1,
  );
  world.wishes = { ...world.wishes, exclude: ['/aws/lambda/excl*'] };
  await world.subscriber.watch();
  expect(filtered(account)).toEqual(['/aws/lambda/deleted', '/aws/lambda/stays']);
  account.clock.nowMs += 29 * MINUTE_MS;
  await world.subscriber.watch();
  expect(filtered(account)).toEqual(['/aws/lambda/deleted', '/aws/lambda/stays']);
  account.clock.nowMs += 2 * MINUTE_MS;
  await world.subscriber.watch();
  expect(filtered(account)).toEqual(['/aws/lambda/stays']);
  expect(held('/aws/lambda/deleted')).toEqual(['others']);
  expect(Object.keys(states(world))).toEqual(['/aws/lambda/stays']);
});

it('takes nothing away while it cannot list what there is, and says so', async () => {
  const world = makeWorld(account, { everyFunction: true });
  addFunction('a');
  await world.subscriber.begin();
  account.refusals.set('ListFunctions', 'AccessDeniedException');
  for (let run = 0; run < 10; run += 1) {
    account.clock.nowMs += 10 * MINUTE_MS;
    const { troubles } = await world.subscriber.watch();
    expect(troubles).toEqual([expect.stringContaining('functions could not be listed: AccessDenied')]);
  }
  expect(filtered(account)).toEqual(['/aws/lambda/a']);
  expect(world.coverage?.troubles).toHaveLength(1);
});

it.each([
  ['is gone', undefined],
  [
    'names somebody else',
    JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' } }] }),
  ],
])('notices that the permission to call the analyzer %s', async (_, policy) => {
  const world = makeWorld(account);
  account.policy = policy;
  expect((await world.subscriber.watch()).troubles).toEqual([expect.stringContaining('permission is gone')]);
});

it('watches an empty account', async () => {
  const world = makeWorld(account, { everyFunction: true });
  expect(await world.subscriber.begin()).toMatchObject({ put: 0, groups: [], troubles: [] });
  expect(world.coverage).toMatchObject({ groups: 0, functions: 0 });
});

describe('a log group that was just made', () => {
  const made = (logGroup: string) => ({ logGroup, isOptedOut: false });

  it('is subscribed at once, and read back from its beginning', async () => {
    const world = makeWorld(account, { everyFunction: true });
    const createdAtMs = account.clock.nowMs - 3 * MINUTE_MS;
    addFunction('new');
    account.addGroup('/aws/lambda/new', { createdAtMs });
    account.addGroup('/other', { createdAtMs });
    expect(await world.subscriber.welcome([made('/aws/lambda/new'), made('/other')])).toMatchObject({ put: 1 });
    expect(filtered(account)).toEqual(['/aws/lambda/new']);
    const to = minuteOf(account.clock.nowMs) + 1;
    expect([...world.readBack.values()]).toEqual([{ logGroup: '/aws/lambda/new', from: minuteOf(createdAtMs), to }]);
    expect(account.calls).toHaveLength(1);
  });

  it('is left alone when nobody asks for it, when it is excluded, made with the opting-out tag, or Vigil’s own', async () => {
    const world = makeWorld(account, { everyFunction: true, exclude: ['/aws/lambda/excluded'] });
    for (const name of ['/ecs/x', '/aws/lambda/excluded', '/aws/lambda/out', OWN]) account.addGroup(name);
    await world.subscriber.welcome([
      made('/ecs/x'),
      made('/aws/lambda/excluded'),
      { logGroup: '/aws/lambda/out', isOptedOut: true },
      { logGroup: OWN, functionName: 'vigil', isOptedOut: false },
    ]);
    expect(account.calls).toEqual([]);
  });

  it('is noted as missing when a function is made that has not logged yet, and subscribed when it has', async () => {
    const world = makeWorld(account, { everyFunction: true });
    await world.subscriber.welcome([{ logGroup: '/shop/x', functionName: 'x', isOptedOut: false }]);
    expect(states(world)).toEqual({ '/shop/x': 'missing' });
    account.functions.push({ name: 'x', logGroup: '/shop/x' });
    account.addGroup('/shop/x', { createdAtMs: account.clock.nowMs });
    await world.subscriber.watch();
    expect(filtered(account)).toEqual(['/shop/x']);
    expect([...world.readBack.keys()]).toEqual(['/shop/x']);
  });

  it('is not subscribed after the end', async () => {
    const world = makeWorld(account, { everyFunction: true });
    addFunction('new');
    await world.subscriber.leave();
    expect(await world.subscriber.welcome([made('/aws/lambda/new')])).toMatchObject({ put: 0 });
    expect(filtered(account)).toEqual([]);
  });
});

describe('at the end', () => {
  it('takes every filter of ours, wanted or only remembered or never noted, and leaves those of others', async () => {
    const world = makeWorld(account, { everyFunction: true });
    addFunction('a').filters.set('others', 'arn:x');
    addFunction('never-stored').filters.set(OUR_FILTER, ANALYZER);
    addFunction('others').filters.set('others', 'arn:x');
    await world.subscriber.begin();
    account.addGroup('/old').filters.set(OUR_FILTER, ANALYZER);
    world.stored.set('/old', { logGroup: '/old', state: 'failed', atMs: 0 });
    world.stored.delete('/aws/lambda/never-stored');
    world.stored.set('/gone', { logGroup: '/gone', state: 'watched', atMs: 0 });
    expect(await world.subscriber.leave()).toMatchObject({ taken: 5 });
    expect([...account.groups.values()].flatMap(({ filters }) => [...filters.keys()])).toEqual(['others', 'others']);
  });

  it('says which filters it could not take, takes the others first, and goes on when deleted again', async () => {
    const world = makeWorld(account);
    world.named.push('/a', '/b');
    account.addGroup('/a');
    account.addGroup('/b');
    await world.subscriber.begin();
    account.refusals.set('DeleteSubscriptionFilter /a', 'AccessDeniedException');
    await expect(world.subscriber.leave()).rejects.toThrow(/1 log groups may still carry .*\/a \(AccessDenied/);
    expect(filtered(account)).toEqual(['/a']);
    account.refusals.clear();
    expect(await world.subscriber.leave()).toMatchObject({ taken: 1 });
  });

  it('is not undone by a scheduled run, under way or later, and begins anew when deployed again', async () => {
    const world = makeWorld(account);
    world.named.push('/a');
    account.addGroup('/a');
    const { subscriber } = world;
    const running = makeWorld(account);
    Object.assign(running, { store: world.store, stored: world.stored });
    // The stack is deleted while a scheduled run has begun and not yet put.
    Object.assign(running, { readNamed: async () => (await subscriber.leave(), ['/a']) });
    expect(await running.subscriber.watch()).toMatchObject({ put: 0, left: 1 });
    expect(filtered(account)).toEqual([]);
    expect(await subscriber.watch()).toMatchObject({ put: 0, groups: [] });
    await subscriber.begin();
    expect(filtered(account)).toEqual(['/a']);
  });
});

it('lets one run work at a time, and the deployment before all', async () => {
  const world = makeWorld(account);
  world.named.push('/a');
  account.addGroup('/a');
  await world.store.begin('another', account.clock.nowMs, account.clock.nowMs + MINUTE_MS);
  expect(await world.subscriber.watch()).toMatchObject({ put: 0 });
  expect(await world.subscriber.begin()).toMatchObject({ put: 1 });
  expect(await world.store.isOurs('another')).toBe(false);
});
