/** Shows that what became of each log group reads back as it was written, in the real item form. */
import { createDynamoWatch } from '../../adapters/dynamodb/watch-store';
import type { WatchStore } from '../../core/watch/ports';
import { startDynamo, type DynamoServer } from '../contracts/dynamodb-server';

let server: DynamoServer;
let store: WatchStore;
beforeAll(async () => {
  server = await startDynamo('dynalite');
  store = createDynamoWatch({ client: server.client, name: await server.makeTable() });
});
afterAll(() => server.stop());

it('keeps each log group apart, whatever characters it has, and the stop from all of them', async () => {
  const groups = [
    { logGroup: '#stopped', state: 'missing', atMs: 1 },
    { logGroup: '%23stopped', state: 'watched', atMs: 2 },
    { logGroup: '/aws/lambda/a', state: 'failed', atMs: 3, why: 'denied' },
  ] as const;
  for (const group of groups) await store.put(group);
  expect(await store.isStopped()).toBe(false);
  await store.setStopped(true);
  expect(await store.isStopped()).toBe(true);
  expect((await store.list()).toSorted((a, b) => a.atMs - b.atMs)).toEqual(groups);

  await store.put({ ...groups[2], state: 'watched', atMs: 4 });
  await store.forget('#stopped');
  expect((await store.list()).map(({ logGroup, state }) => [logGroup, state])).toEqual([
    ['%23stopped', 'watched'],
    ['/aws/lambda/a', 'watched'],
  ]);
  await store.setStopped(false);
  expect(await store.isStopped()).toBe(false);
});
