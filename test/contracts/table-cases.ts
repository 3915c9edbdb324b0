/** What the table alone must do: the doorbell, what a quarantine item holds, and what follows a refused or lost write. */
import {
  GetItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
  type AttributeValue,
} from '@aws-sdk/client-dynamodb';
import { createDynamoClient } from '../../adapters/dynamodb/client';
import { createDynamoState } from '../../adapters/dynamodb/state';
import { alertKey, bucketKey, type ItemKey } from '../../core/state/keys';
import type { DynamoServer } from './dynamodb-server';
import { startLossyProxy } from './lossy-proxy';
import { madeAlert } from './made-alert';

const keyOf = ({ pk, sk }: ItemKey) => ({ pk: { S: pk }, sk: { S: sk } });

export function describeDoorbell(server: () => DynamoServer): void {
  it.each([
    ['rings for a new alert', [madeAlert()], true],
    ['rings when there is something to tell', [madeAlert()], true],
    [
      'rings once for it, though it is written again before anybody was told',
      [madeAlert(), madeAlert({ rev: 2 })],
      false,
    ],
    ['is still once a channel was told', [madeAlert(), 'told'], false],
    ['stays still for a change that nobody is told of', [madeAlert(), 'told', madeAlert({ rev: 2 })], false],
    [
      'stays still for such a change though its writer knows nothing of what was told',
      [madeAlert(), 'told', madeAlert({ rev: 2, told: {} })],
      false,
    ],
    ['rings again for something new', [madeAlert(), 'told', madeAlert({ rev: 2, seq: 2, told: { email: 1 } })], true],
  ] as const)('%s', async (_, steps, isRinging) => {
    const { client } = server();
    const name = await server().makeTable();
    const { alerts } = createDynamoState(client, name);
    for (const step of steps) {
      if (step === 'told') await alerts.markTold(madeAlert(), 'email', 1);
      else expect(await alerts.write(step, step.rev - 1)).toBe(true);
    }
    const { Item } = await client.send(new GetItemCommand({ TableName: name, Key: keyOf(alertKey(madeAlert())) }));
    expect(Item?.['bell'] !== undefined).toBe(isRinging);
    expect(Item?.['body']?.S).not.toContain('told"');
  });
}

export function describeQuarantineItems(server: () => DynamoServer): void {
  it('keeps why, when, size and hash of an unreadable delivery, for 14 days', async () => {
    const { client } = server();
    const name = await server().makeTable();
    await createDynamoState(client, name).quarantine.put({
      why: 'not gzip',
      atMs: 1_795_405_530_500,
      sizeBytes: 12,
      hash: 'ab',
    });
    const { Items } = await client.send(
      new QueryCommand({
        TableName: name,
        KeyConditionExpression: 'pk = :p',
        ExpressionAttributeValues: { ':p': { S: 'Q#1#2026-11-23' } },
      }),
    );
    expect(Items?.map(values)).toEqual([
      {
        pk: 'Q#1#2026-11-23',
        sk: '2026-11-23T03:45:30.500Z#ab',
        why: 'not gzip',
        atMs: '1795405530500',
        sizeBytes: '12',
        hash: 'ab',
        ttl: String(1_795_405_530 + 14 * 86_400),
      },
    ]);
  });
}

export function describeLives(server: () => DynamoServer): void {
  it('gives every item that may grow old its time to go', async () => {
    const { client } = server();
    const name = await server().makeTable();
    const state = createDynamoState(client, name);
    const hash = 'ab'.repeat(16);
    await state.buckets.add(write(['00000000000000aa']));
    await state.dirty.add(series, 29_923_425, 29_923_429);
    await state.subjects.touch({
      source: series,
      window: 29_923_420,
      kind: 'address',
      hash,
      label: 'x',
      failures: ['aa'],
      unknown: [],
      probes: [],
      others: [],
      successes: [],
      isDeclared: true,
    });
    await state.subjects.rollUp(series, { window: 29_923_420, lines: [] });
    await state.subjects.remember({ source: series, account: hash, label: 'b***', address: hash, minute: 29_923_420 });
    await state.usual.write(series, { ...USUAL, foldedDue: 29_923_428 }, 0);
    await state.alerts.write(madeAlert(), 0);
    const { Items = [] } = await client.send(new ScanCommand({ TableName: name }));
    const days = Items.map((item) => [item['pk']?.S?.[0], Number(item['ttl']?.N) - 29_923_425 * 60] as const);
    expect(Object.fromEntries(days)).toEqual({
      F: 42 * 86_400,
      D: 4 * 60 + 86_400,
      S: -5 * 60 + 2 * 86_400,
      R: -5 * 60 + 2 * 86_400,
      K: -5 * 60 + 90 * 86_400,
      U: 3 * 60 + 90 * 86_400,
      A: 90 * 86_400,
    });
  });
}

const USUAL = { kind: 'function', rev: 1, minutes: 1, decayedTo: 1, calls: 1, durations: [] } as const;

const values = (item: Record<string, AttributeValue>) =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, value.S ?? value.N]));

const series = { kind: 'function', name: 'checkout' } as const;
const part = (guard: string) => ({ guard, counters: new Map([['n', 1]]), sketches: new Map<string, Set<number>>() });
const write = (guards: readonly string[]) => ({ series, minute: 29_923_425, shard: 0, parts: guards.map(part) });

export function describeRefusals(server: () => DynamoServer): void {
  it('leaves a repaired bucket as it is', async () => {
    const { client } = server();
    const name = await server().makeTable();
    const { buckets } = createDynamoState(client, name);
    await buckets.add(write(['00000000000000aa']));
    await client.send(
      new UpdateItemCommand({
        TableName: name,
        Key: keyOf(bucketKey(series, 29_923_425, 0)),
        UpdateExpression: 'SET repaired = :yes',
        ExpressionAttributeValues: { ':yes': { BOOL: true } },
      }),
    );
    const after = await buckets.add(write(['00000000000000aa', '00000000000000bb']));
    expect([after.applied, after.created, after.counters.get('n')]).toEqual([0, false, 1]);
  });

  it('names a table that is not there, as nothing to repeat', async () => {
    const { buckets } = createDynamoState(server().client, 'vigil-absent');
    await expect(buckets.add(write(['00000000000000aa']))).rejects.toMatchObject({
      name: 'StateError',
      kind: 'give-up',
      cause: { name: 'ResourceNotFoundException' },
    });
  });

  describe('when the reply to a write is lost and the SDK repeats it', () => {
    let proxy: Awaited<ReturnType<typeof startLossyProxy>>;
    beforeEach(async () => {
      proxy = await startLossyProxy(server().endpoint);
    });
    afterEach(() => proxy.stop());

    const lossyState = async () => {
      const name = await server().makeTable();
      const client = createDynamoClient({
        endpoint: proxy.endpoint,
        region: 'eu-central-1',
        credentials: { accessKeyId: 'contract', secretAccessKey: 'contract' },
      });
      return createDynamoState(client, name);
    };

    it('counts once and knows that it made the bucket', async () => {
      const { buckets } = await lossyState();
      proxy.loseNextReply();
      const after = await buckets.add(write(['00000000000000aa', '00000000000000bb']));
      expect([after.applied, after.created, after.counters.get('n')]).toEqual([2, true, 2]);
      expect(proxy.lost()).toBe(1);
    });

    it('knows that its own alert was written', async () => {
      const { alerts } = await lossyState();
      proxy.loseNextReply();
      expect(await alerts.write(madeAlert(), 0)).toBe(true);
      expect(proxy.lost()).toBe(1);
    });
  });
}
