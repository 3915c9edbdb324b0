/** Shows that filters come, stay and go as wanted, whatever the log groups do meanwhile. */
import { createSubscriber } from '../../../lambda/subscriber/subscriber';
import { makeWorld, type MadeWorld } from './made-world';

const OWN = '/vigil/Vigil/analyzer';

const states = (world: MadeWorld) => Object.fromEntries([...world.stored].map(([name, { state }]) => [name, state]));

it('watches what is there, waits for what is not, refuses its own, and never takes a slot from others', async () => {
  const world = makeWorld();
  world.wanted.push('/a', '/later', '/full', OWN);
  world.account.set('/a', 'none').set('/full', 'full').set(OWN, 'none').set('/unwanted', 'none');
  const report = await createSubscriber(world).begin();
  expect(states(world)).toEqual({ '/a': 'watched', '/later': 'missing', '/full': 'full', [OWN]: 'refused' });
  expect(Object.fromEntries(world.account)).toEqual({
    '/a': 'ours',
    '/full': 'full',
    [OWN]: 'none',
    '/unwanted': 'none',
  });
  expect(report).toMatchObject({ put: 1, taken: 0, changed: true });
  expect(world.calls.map(({ what }) => what)).not.toContain(`put ${OWN}`);
});

it('puts the filter once the log group comes, on the schedule', async () => {
  const world = makeWorld();
  world.wanted.push('/later');
  const subscriber = createSubscriber(world);
  await subscriber.begin();
  world.account.set('/later', 'none');
  expect(await subscriber.watch()).toMatchObject({ put: 1, changed: true });
  expect(states(world)).toEqual({ '/later': 'watched' });
});

it('changes and writes nothing when all is as it was', async () => {
  const world = makeWorld();
  world.wanted.push('/a', '/later', OWN);
  world.account.set('/a', 'none');
  const subscriber = createSubscriber(world);
  await subscriber.begin();
  world.writes = 0;
  expect(await subscriber.watch()).toMatchObject({ put: 0, taken: 0, changed: false });
  expect(world.writes).toBe(0);
});

it('puts back a filter that somebody took or turned elsewhere', async () => {
  const world = makeWorld();
  world.wanted.push('/a', '/b');
  world.account.set('/a', 'ours').set('/b', 'ours');
  const subscriber = createSubscriber(world);
  await subscriber.begin();
  world.account.set('/a', 'none').set('/b', 'ours-outdated');
  await subscriber.watch();
  expect([...world.account.values()]).toEqual(['ours', 'ours']);
});

it('takes the filter of a log group that is no longer wanted, and forgets it', async () => {
  const world = makeWorld();
  world.wanted.push('/a', '/b', '/gone');
  world.account.set('/a', 'none').set('/b', 'none');
  const subscriber = createSubscriber(world);
  await subscriber.begin();
  world.wanted.splice(0, 3, '/b');
  expect(await subscriber.begin()).toMatchObject({ taken: 1 });
  expect(states(world)).toEqual({ '/b': 'watched' });
  expect(world.account.get('/a')).toBe('none');
});

it.each([
  ['a permission that is not known everywhere yet', 3, 'watched', 4],
  ['a put that never succeeds', 99, 'failed', 6],
])('tries again after %s', async (_, refusals, state, tries) => {
  const world = makeWorld();
  world.wanted.push('/a');
  world.account.set('/a', 'none');
  for (let index = 0; index < refusals; index++) world.nextPuts.push({ kind: 'try-again', why: 'could not execute' });
  await createSubscriber(world).begin();
  expect(states(world)).toEqual({ '/a': state });
  expect(world.calls.filter(({ what }) => what === 'put /a')).toHaveLength(tries);
});

it('goes on with the others when one fails', async () => {
  const world = makeWorld();
  world.wanted.push('/a', '/b', '/c');
  world.account.set('/a', 'none').set('/b', 'none').set('/c', 'none');
  world.denied.add('/a');
  world.nextPuts.push({ kind: 'failed', why: 'no such class' });
  await createSubscriber(world).begin();
  expect(states(world)).toEqual({ '/a': 'failed', '/b': 'failed', '/c': 'watched' });
  expect(world.stored.get('/b')?.why).toBe('no such class');
});

it('makes at most five calls in any second', async () => {
  const world = makeWorld();
  for (let index = 0; index < 40; index++) {
    world.wanted.push(`/${index}`);
    world.account.set(`/${index}`, 'none');
  }
  const subscriber = createSubscriber(world);
  await subscriber.begin();
  await subscriber.leave();
  const times = world.calls.map(({ atMs }) => atMs);
  expect(times.length).toBe(160);
  for (const time of times)
    expect(times.filter((other) => other >= time && other < time + 1_000).length).toBeLessThan(6);
});

describe('at the end', () => {
  it('takes every filter of ours, wanted or only remembered, and leaves those of others', async () => {
    const world = makeWorld();
    world.wanted.push('/a', '/never-stored', '/later');
    world.account.set('/a', 'none').set('/old', 'ours').set('/others', 'full');
    const subscriber = createSubscriber(world);
    await subscriber.begin();
    world.stored.set('/old', { logGroup: '/old', state: 'watched', atMs: 0 });
    world.account.set('/never-stored', 'ours');
    expect(await subscriber.leave()).toMatchObject({ taken: 3 });
    expect(Object.fromEntries(world.account)).toEqual({
      '/a': 'none',
      '/old': 'none',
      '/never-stored': 'none',
      '/others': 'full',
    });
  });

  it('says which filters it could not take, and takes the others first', async () => {
    const world = makeWorld();
    world.wanted.push('/a', '/b');
    world.account.set('/a', 'none').set('/b', 'none');
    const subscriber = createSubscriber(world);
    await subscriber.begin();
    world.denied.add('take /a');
    await expect(subscriber.leave()).rejects.toThrow(/1 log groups may still carry .*\/a \(denied\)/);
    expect(world.account.get('/b')).toBe('none');
  });

  it('is not undone by a scheduled run, under way or later, and begins anew when deployed again', async () => {
    const world = makeWorld();
    world.wanted.push('/a');
    world.account.set('/a', 'none');
    const subscriber = createSubscriber(world);
    const { filters } = world;
    const running = createSubscriber({
      ...world,
      // The stack is deleted while a scheduled run has looked and not yet put.
      filters: { ...filters, look: async (name) => (await subscriber.leave(), filters.look(name)) },
    });
    expect(await running.watch()).toMatchObject({ put: 0 });
    expect(world.account.get('/a')).toBe('none');
    expect(await subscriber.watch()).toMatchObject({ put: 0, groups: [] });
    await subscriber.begin();
    expect(world.account.get('/a')).toBe('ours');
  });
});
