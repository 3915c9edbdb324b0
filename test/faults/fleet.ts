/** Makes a fleet of functions that Vigil has known for weeks: each called in every minute, its buckets, notes, usual and profile stored. */
import { BatchWriteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoState } from '../../adapters/dynamodb/state';
import { queryAll, type Item, type Table } from '../../adapters/dynamodb/table';
import { createHasher } from '../../adapters/hasher';
import { emptyRecent, foldParts } from '../../core/baseline/fold';
import { HOURS_A_WEEK, hourOf, type Hour } from '../../core/baseline/hour';
import { hourFigures } from '../../core/baseline/hour-figures';
import { learnHour } from '../../core/baseline/learn-hour';
import { notePending } from '../../core/baseline/pending-hours';
import { emptyProfile, type Profile } from '../../core/baseline/profile';
import type { Recent } from '../../core/baseline/recent';
import { concurrently } from '../../core/concurrently';
import { countBatches } from '../../core/count-batches';
import { bucketPartition, dirtyKey } from '../../core/state/keys';
import { closeOf, MINUTE_MS, slotOf, SLOT_MINUTES, type Minute } from '../../core/state/minute';
import { createSubjectBudget } from '../../core/subject-budget';
import type { Series } from '../../core/state/series';
import { delivery, report } from '../core/deliveries';
import { calls } from '../core/minutes';

export interface Fleet {
  readonly client: DynamoDBClient;
  readonly table: string;
  readonly state: DynamoState;
  readonly functions: readonly Series[];
}

const AT_ONCE = 16;
/** What the table takes in one request. */
const ITEMS_A_WRITE = 25;
const KNOWN_WEEKS = 2;

export const functionsOf = (count: number): Series[] =>
  Array.from({ length: count }, (_, index) => ({ kind: 'function', name: `function-${index}` }));

/** Three calls of one function in each of these minutes, counted as ever; the others' buckets are copies. */
export async function storeCalls(minutes: readonly Minute[], fleet: Fleet): Promise<void> {
  const [first, ...others] = fleet.functions;
  for (const minute of minutes) {
    const lines = [0, 1, 2].map(
      (call) => [minute * MINUTE_MS + call, report(minute * 3 + call, 20 + 9 * call)] as const,
    );
    const made = delivery(`/aws/lambda/${first!.name}`, lines);
    const now = () => minute * MINUTE_MS;
    const world = { ...fleet.state, hasher: createHasher('fleet'), budget: createSubjectBudget(), now };
    await countBatches([made], world);
  }
  const where: Table = { client: fleet.client, name: fleet.table };
  const items = await queryAll(where, {
    KeyConditionExpression: 'pk = :p',
    ExpressionAttributeValues: { ':p': { S: bucketPartition(first!, 0) } },
  });
  await putAll(
    others.flatMap((each) => items.map((item) => ({ ...item, pk: { S: bucketPartition(each, 0) } }))),
    where,
  );
}

/** As the writers of these minutes would have noted them for the sweeper. */
export async function noteCalls(minutes: readonly Minute[], { client, table, functions }: Fleet): Promise<void> {
  const slots = [...new Set(minutes.map(slotOf))];
  const items = functions.flatMap((each) =>
    slots.map((slot) => {
      const { pk, sk } = dirtyKey(each, slot, closeOf(slot));
      return { pk: { S: pk }, sk: { S: sk } };
    }),
  );
  await putAll(items, { client, name: table });
}

/** @param foldedTo a slot's first minute: all before it is folded, and no hour that was due later is learned */
export async function storeUsual(foldedTo: Minute, { functions, state }: Fleet): Promise<void> {
  const through = closeOf(foldedTo - SLOT_MINUTES);
  const hour = hourOf(foldedTo);
  const parts = Array.from({ length: 60 }, (_, index) =>
    calls(foldedTo - 60 + index, [20, 29, 38], { bm: 87, gm: 11_136 }),
  );
  const profile = knownWeeks(hour - 2, parts);
  await concurrently(functions, AT_ONCE, async (each) => {
    const lately = foldParts(emptyRecent(each, foldedTo - 60), parts);
    const pending = [hour - 2, hour - 1, hour].reduce<NonNullable<Recent['pending']>>(
      (all, one) => (one * 60 < foldedTo ? notePending(each, all, one * 60, one * 60 + 8, false) : all),
      [],
    );
    await state.usual.write(each, { ...lately, rev: 1, foldedDue: through, pending }, 0);
    await state.usual.writeProfile(each, { ...profile, rev: 1 }, 0);
  });
}

/** A profile that has seen every hour of the week twice, up to `before`. */
function knownWeeks(before: Hour, parts: Parameters<typeof hourFigures>[1]): Profile {
  const figures = hourFigures('function', parts);
  const first = before - KNOWN_WEEKS * HOURS_A_WEEK;
  let profile = emptyProfile('function', first - 1);
  for (let hour = first; hour < before; hour += 1) {
    const seen = { hour, figures, medianMs: figures?.medianMs, version: undefined, trouble: 'none' } as const;
    profile = learnHour(profile, seen);
  }
  return profile;
}

async function putAll(items: readonly Item[], { client, name }: Table): Promise<void> {
  const groups = Array.from({ length: Math.ceil(items.length / ITEMS_A_WRITE) }, (_, index) =>
    items.slice(index * ITEMS_A_WRITE, (index + 1) * ITEMS_A_WRITE),
  );
  await concurrently(groups, AT_ONCE, async (group) => {
    const requests = group.map((Item) => ({ PutRequest: { Item } }));
    const { UnprocessedItems } = await client.send(new BatchWriteItemCommand({ RequestItems: { [name]: requests } }));
    if (Object.keys(UnprocessedItems ?? {}).length > 0) throw new Error('DynamoDB Local left items unwritten');
  });
}
