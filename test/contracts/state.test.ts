/** Holds the memory and the table to one contract: the same cases on both. */
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { createDynamoDesks } from '../../adapters/dynamodb/desks';
import { createDynamoLineSamples } from '../../adapters/dynamodb/line-samples';
import { createDynamoRouteTags } from '../../adapters/dynamodb/route-tags';
import { createDynamoShards } from '../../adapters/dynamodb/shards';
import { createDynamoSilences } from '../../adapters/dynamodb/silences';
import { createDynamoState } from '../../adapters/dynamodb/state';
import { createMemory } from '../../adapters/memory';
import { createMemoryShards } from '../../adapters/memory/shards';
import { createMemorySilences } from '../../adapters/memory/silences';
import { describeAlerts } from './alert-cases';
import { describeBuckets, describeGuardBytes } from './bucket-cases';
import { chooseDynamo, startDynamo, type DynamoServer } from './dynamodb-server';
import { describeDesks } from './desk-cases';
import { describeQueuesOfWork } from './dirty-and-quarantine-cases';
import { describeDoorbell, describeLives, describeQuarantineItems, describeRefusals } from './table-cases';
import { describeForgedCells, describeLaw } from './counting-cases';
import { describeRecounts } from './recount-cases';
import { describeShardPlans } from './shard-cases';
import { describeSilences } from './silence-cases';
import { describeSubjects } from './subject-cases';
import type { FreshState } from './state-under-test';
import { describeUsual } from './usual-cases';

jest.setTimeout(30_000);

const { product, why } = chooseDynamo();
process.stdout.write(`contract tests of the table run on ${product}: ${why}\n`);

describe('memory', () => {
  describeContract(async () => createMemory());
  describeGuardBytes(async () => createMemory(), undefined);
  describe('shard plans', () => describeShardPlans(async () => createMemoryShards()));
  describe('silences', () => describeSilences(async () => createMemorySilences()));
});

describe(`table on ${product}`, () => {
  let server: DynamoServer;
  beforeAll(async () => {
    server = await startDynamo(product);
  }, 60_000);
  afterAll(() => server.stop());

  const freshTable: FreshState = async () => {
    const [{ client }, name] = [server, await server.makeTable()];
    return { ...createDynamoState(client, name), desks: createDynamoDesks({ client, name }, Date.now) };
  };
  describeContract(freshTable);
  describeGuardBytes(
    freshTable,
    product === 'dynalite' ? 'dynalite compares binaries as text, so that high bytes are all one' : undefined,
  );
  describe('shard plans', () =>
    describeShardPlans(async () => createDynamoShards({ client: server.client, name: await server.makeTable() })));
  it('keeps the latest lines of a function, and drops them after two days', async () => {
    const name = await server.makeTable();
    const lines = createDynamoLineSamples({ client: server.client, name });
    const sample = {
      series: { kind: 'function', name: 'a#b' },
      atMs: 1_795_405_530_500,
      lines: ['ERROR one'],
    } as const;
    expect(await lines.read(sample.series)).toBeUndefined();
    for (const atMs of [1, sample.atMs]) await lines.put({ ...sample, atMs });
    expect(await lines.read(sample.series)).toEqual(sample);
    const { Items = [] } = await server.client.send(new ScanCommand({ TableName: name }));
    expect(Items.map(({ ttl }) => ttl?.N)).toEqual([String(1_795_405_530 + 2 * 86_400)]);
  });
  it('keeps who carries the tags of routes', async () => {
    const tags = createDynamoRouteTags({ client: server.client, name: await server.makeTable() });
    expect(await tags.read()).toEqual([]);
    const carriers = [{ tag: 'team', value: 'shop', functions: ['a'], logGroups: ['/b'] }];
    await tags.write(carriers);
    expect(await tags.read()).toEqual(carriers);
  });
  describe('silences', () =>
    describeSilences(async () => createDynamoSilences({ client: server.client, name: await server.makeTable() })));
  describeDoorbell(() => server);
  describeQuarantineItems(() => server);
  describeLives(() => server);
  describeRefusals(() => server);
});

function describeContract(fresh: FreshState): void {
  describe('buckets', () => describeBuckets(fresh));
  describe('counting', () => {
    describeLaw(fresh);
    describeForgedCells(fresh);
  });
  describe('recounts', () => describeRecounts(fresh));
  describe('subjects', () => describeSubjects(fresh));
  describe('dirty list and quarantine', () => describeQueuesOfWork(fresh));
  describe('usual', () => describeUsual(fresh));
  describe('alerts', () => describeAlerts(fresh));
  describe('desks', () => describeDesks(fresh));
}
