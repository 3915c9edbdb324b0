/** Shows that what became of each log group reads back as it was written, in the real item form. */
import { createDynamoCoverage } from '../../adapters/dynamodb/coverage-store';
import { createDynamoFunctions } from '../../adapters/dynamodb/function-store';
import { createDynamoReadBacks } from '../../adapters/dynamodb/read-back-store';
import type { Table } from '../../adapters/dynamodb/table';
import { createDynamoWatch } from '../../adapters/dynamodb/watch-store';
import { summarizeCoverage } from '../../core/watch/coverage';
import type { WatchedGroup, WatchStore } from '../../core/watch/ports';
import { startDynamo, type DynamoServer } from '../contracts/dynamodb-server';

let server: DynamoServer;
let table: Table;
let store: WatchStore;
beforeAll(async () => {
  server = await startDynamo('dynalite');
  table = { client: server.client, name: await server.makeTable() };
  store = createDynamoWatch(table);
});
afterAll(() => server.stop());

it('keeps each log group apart, whatever characters it has, and the run from all of them', async () => {
  const groups: WatchedGroup[] = [
    { logGroup: '#run', state: 'missing', atMs: 1 },
    { logGroup: '%23run', state: 'full', atMs: 2, holders: ['datadog', 'newrelic'] },
    { logGroup: '/aws/lambda/a', state: 'failed', atMs: 3, why: 'denied', unwantedAtMs: 2 },
  ];
  for (const group of groups) await store.put(group);
  expect(await store.begin('one', 10, 20)).toBe(true);
  expect((await store.list()).toSorted((a, b) => a.atMs - b.atMs)).toEqual(groups);

  await store.put({ ...groups[2]!, state: 'watched', atMs: 4 });
  await store.forget('#run');
  expect((await store.list()).map(({ logGroup, state }) => [logGroup, state])).toEqual([
    ['%23run', 'full'],
    ['/aws/lambda/a', 'watched'],
  ]);
  expect(await store.isOurs('one')).toBe(true);
  await store.end('one');
});

it('lets one run begin until it ends or its time is over, one by force at once, and none but by force after the stop', async () => {
  expect(await store.begin('one', 10, 20)).toBe(true);
  expect(await store.begin('two', 15, 25)).toBe(false);
  expect(await store.begin('two', 21, 31)).toBe(true);
  expect([await store.isOurs('one'), await store.isOurs('two')]).toEqual([false, true]);
  await store.end('one'); // not its own any more
  expect(await store.isOurs('two')).toBe(true);
  expect(await store.begin('three', 22, 32, true)).toBe(true);
  expect(await store.isOurs('two')).toBe(false);
  await store.end('three');
  expect(await store.begin('four', 23, 33)).toBe(true);

  expect(await store.isStopped()).toBe(false);
  await store.stop('end');
  expect([await store.isStopped(), await store.isOurs('four')]).toEqual([true, false]);
  await store.end('end');
  expect(await store.begin('five', 99, 100)).toBe(false);
  expect(await store.begin('six', 99, 100, true)).toBe(true);
  expect(await store.isStopped()).toBe(false);
});

it('keeps which log groups are to be read back, one wish each', async () => {
  const readBacks = createDynamoReadBacks(table);
  await readBacks.note({ logGroup: '/a#b', from: 5, to: 9 });
  await readBacks.note({ logGroup: '/a#b', from: 7, to: 9 });
  await readBacks.note({ logGroup: '/c', from: 1, to: 2 });
  expect(await readBacks.list()).toEqual([
    { logGroup: '/a#b', from: 7, to: 9 },
    { logGroup: '/c', from: 1, to: 2 },
  ]);
  await readBacks.forget('/a#b');
  expect(await readBacks.list()).toHaveLength(1);
});

it('keeps where functions log and whether they hide their reports', async () => {
  const functions = createDynamoFunctions(table);
  const known = { name: 'f', configuration: { memoryMb: 512 }, atMs: 3, logGroup: '/shop/all', hidesReports: true };
  await functions.put(known);
  expect(await functions.list()).toEqual([known]);
});

it('keeps what is watched and what was missed', async () => {
  const coverage = createDynamoCoverage(table);
  expect([await coverage.read(), await coverage.readGaps()]).toEqual([undefined, undefined]);
  const found = summarizeCoverage({ groups: [], functions: [], troubles: ['denied'] }, 7);
  const gaps = { atMs: 1, throughMs: 2, calls: [], deliveries: [] };
  await coverage.put(found);
  await coverage.putGaps(gaps);
  expect([await coverage.read(), await coverage.readGaps()]).toEqual([found, gaps]);
});
