/** Counts what counting costs, in the table's own units, over 10,000 deliveries; and shows that 64 writers on one function are exact. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoState } from '../../adapters/dynamodb/state';
import { createHasher } from '../../adapters/hasher';
import { concurrently } from '../../core/concurrently';
import { countBatches } from '../../core/count-batches';
import { createSubjectBudget } from '../../core/subject-budget';
import { COUNTER } from '../../core/state/counters';
import { MINUTE_MS, minuteOf } from '../../core/state/minute';
import type { Series } from '../../core/state/series';
import { MOST_GUARDS } from '../../core/state/shard';
import type { DynamoServer } from '../contracts/dynamodb-server';
import { delivery, report } from '../core/deliveries';
import { createChance } from './chance';
import { createTestClient } from './container';
import { START_MS } from './made-load';

export interface Cost {
  readonly deliveries: number;
  /** Write units a delivery, of its bucket alone: up to 90 in a minute, and up to a shard's limit. */
  readonly unitsUpTo90: number;
  readonly unitsUpToLimit: number;
  /** Everything that is written, and everything that is read, a delivery. */
  readonly allWrites: number;
  readonly allReads: number;
  /** The first number of deliveries in a minute's bucket at which one more costs two units. */
  readonly twoFrom: number;
  readonly hotWriters: number;
  readonly hotMissing: number;
}

const DELIVERIES = 10_000;
const UP_TO = 90;
const HOT_WRITERS = 64;
const HOT_DELIVERIES = 1_280;
const FN: Series = { kind: 'function', name: 'checkout' };

export async function measureCost(server: DynamoServer): Promise<Cost> {
  const spent: Spent = { bucketUnits: 0, writes: 0, reads: 0 };
  const client = createTestClient(server.endpoint);
  meter(client, spent);
  const chance = createChance(1);
  let nowMs = START_MS;
  const state = createDynamoState(client, await server.makeTable(), () => nowMs);
  const hasher = createHasher('pepper of the fault tests');
  const world = { ...state, hasher, budget: createSubjectBudget(), now: () => nowMs };
  const lineOf = (index: number) => report(index, 20 * 1.5 ** (chance.share('ms', index) * 4 - 2));
  let upTo90 = 0;
  let twoFrom = Infinity;
  for (let index = 0; index < DELIVERIES; index += 1) {
    const nth = index % MOST_GUARDS;
    nowMs = START_MS + Math.floor(index / MOST_GUARDS) * MINUTE_MS + nth * 200;
    const before = spent.bucketUnits;
    await countBatches([delivery(`/aws/lambda/${FN.name}`, [[nowMs, lineOf(index)]])], world);
    const units = spent.bucketUnits - before;
    if (nth < UP_TO) upTo90 += units;
    if (units > 1) twoFrom = Math.min(twoFrom, nth + 1);
  }
  const counted = { ...spent };
  const hotMissing = await countHot(server);
  client.destroy();
  return {
    deliveries: DELIVERIES,
    unitsUpTo90: upTo90 / ((DELIVERIES / MOST_GUARDS) * UP_TO),
    unitsUpToLimit: counted.bucketUnits / DELIVERIES,
    allWrites: counted.writes / DELIVERIES,
    allReads: counted.reads / DELIVERIES,
    twoFrom,
    hotWriters: HOT_WRITERS,
    hotMissing,
  };
}

export const renderCost = (cost: Cost): string =>
  [
    `${cost.deliveries} deliveries of one call, ${MOST_GUARDS} to a function-minute, as DynamoDB Local counts units:`,
    `  ${cost.unitsUpTo90.toFixed(3)} write units a delivery for its bucket, up to ${UP_TO} in a minute (at most 1.0)`,
    `  ${cost.unitsUpToLimit.toFixed(3)} up to a shard's limit of ${MOST_GUARDS} (at most 1.6); two units from the ${cost.twoFrom}th on`,
    `  ${cost.allWrites.toFixed(3)} with everything else that is written`,
    `  ${cost.allReads.toFixed(4)} reads a delivery (at most 0.05)`,
    `${cost.hotWriters} writers on one function-minute, ${HOT_DELIVERIES} deliveries: ${cost.hotMissing} missing or too many`,
  ].join('\n');

export const isCheap = (cost: Cost): boolean =>
  cost.unitsUpTo90 <= 1 && cost.unitsUpToLimit <= 1.6 && cost.allReads <= 0.05 && cost.hotMissing === 0;

interface Spent {
  bucketUnits: number;
  writes: number;
  reads: number;
}

/** Asks for the units of every request, and adds them up. */
function meter(client: DynamoDBClient, spent: Spent): void {
  client.middlewareStack.add(
    (next) => async (args) => {
      const input = args.input as Record<string, unknown>;
      const result = await next({ ...args, input: { ...input, ReturnConsumedCapacity: 'TOTAL' } });
      const { ConsumedCapacity } = result.output as { ConsumedCapacity?: { CapacityUnits?: number } };
      const units = ConsumedCapacity?.CapacityUnits ?? 0;
      const isRead = input['KeyConditionExpression'] !== undefined || !('Item' in input || 'UpdateExpression' in input);
      if (isRead) spent.reads += 1;
      else spent.writes += units;
      if (String(input['UpdateExpression']).includes('seen')) spent.bucketUnits += units;
      return result;
    },
    { step: 'initialize', name: 'meter' },
  );
}

/** Each writer a container of its own, all on one bucket. */
async function countHot(server: DynamoServer): Promise<number> {
  const tableName = await server.makeTable();
  const hasher = createHasher('pepper of the fault tests');
  const now = () => START_MS;
  const clients = Array.from({ length: HOT_WRITERS }, () => createTestClient(server.endpoint));
  const worlds = clients.map((client) => ({
    ...createDynamoState(client, tableName, now),
    hasher,
    budget: createSubjectBudget(),
    now,
  }));
  const batches = Array.from({ length: HOT_DELIVERIES }, (_, index) =>
    delivery(`/aws/lambda/${FN.name}`, [[START_MS, report(index, 20)]]),
  );
  let next = 0;
  await concurrently(worlds, HOT_WRITERS, async (world) => {
    for (let batch = batches[next]; batch !== undefined; batch = batches[next]) {
      next += 1;
      await again(() => countBatches([batch], world));
    }
  });
  const minute = minuteOf(START_MS);
  const [bucket] = await worlds[0]!.buckets.read(FN, minute, minute);
  for (const client of clients) client.destroy();
  return Math.abs((bucket?.counters.get(COUNTER.calls) ?? 0) - HOT_DELIVERIES);
}

/** As Lambda does with an invocation that failed: a busy machine may be slower than the client waits. */
async function again<Result>(act: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await act();
    } catch (error) {
      if (tries === 10) throw error;
    }
  }
}
