/** Measures what one function that is called in every minute costs the table in an hour, beside the counting, once its week is known. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoState } from '../../adapters/dynamodb/state';
import type { Item } from '../../adapters/dynamodb/table';
import { createHasher } from '../../adapters/hasher';
import { figuresOf } from '../../core/baseline/figures';
import { dayOf, hourOf } from '../../core/baseline/hour';
import { packLevels } from '../../core/baseline/packed-levels';
import { emptyProfile, type Profile } from '../../core/baseline/profile';
import { countBatches } from '../../core/count-batches';
import { defaultRules } from '../../core/detect/rules';
import { noteOnce } from '../../core/note-once';
import { SHARD_PARTITION } from '../../core/state/keys';
import { MINUTE_MS, minuteOf, type Minute } from '../../core/state/minute';
import type { Series } from '../../core/state/series';
import { createSubjectBudget } from '../../core/subject-budget';
import { createSweeper } from '../../lambda/sweeper/sweeper';
import type { DynamoServer } from '../contracts/dynamodb-server';
import { delivery, report } from '../core/deliveries';
import { createTestClient } from './container';
import { START_MS } from './made-load';

const FN: Series = { kind: 'function', name: 'checkout-of-the-shop-eu-central-1' };
/** The first three hours fill what an hour is learned from, and are not measured. */
const HOURS_BEFORE = 3;
const HOURS_A_MONTH = 720;
const USD = { read: 0.125e-6, write: 0.625e-6 };
const MOST_USD = 0.03;

export interface Upkeep {
  readonly lines: readonly UpkeepLine[];
  /** Of those that grow with the functions. */
  readonly usdAMonth: number;
}

interface UpkeepLine {
  readonly what: string;
  /** Spent once a stack, or a container, however many functions there are. */
  readonly isShared: boolean;
  readonly unit: keyof typeof USD;
  readonly unitsAnHour: number;
}

/** By the letter of the partition (`core/state/keys.ts`); what is not named is counting itself. */
const WHAT: Readonly<Record<string, Omit<UpkeepLine, 'unitsAnHour'>>> = {
  'F read': { what: 'buckets, to judge, fold and learn', isShared: false, unit: 'read' },
  'U read': { what: 'what is usual, lately and by hour of week', isShared: false, unit: 'read' },
  'U write': { what: 'what is usual, lately and by hour of week', isShared: false, unit: 'write' },
  'D write': { what: 'dirty entries', isShared: false, unit: 'write' },
  'D read': { what: 'dirty lists', isShared: true, unit: 'read' },
  'O read': { what: 'the open list', isShared: true, unit: 'read' },
  'W read': { what: 'the cursor', isShared: true, unit: 'read' },
  'W write': { what: 'the cursor', isShared: true, unit: 'write' },
  'shards read': { what: 'plans of shards', isShared: true, unit: 'read' },
};

export async function measureUpkeep(server: DynamoServer): Promise<Upkeep> {
  const client = createTestClient(server.endpoint);
  const spent = meter(client);
  let nowMs = START_MS;
  const now = () => nowMs;
  const state = createDynamoState(client, await server.makeTable(), now);
  await state.usual.writeProfile(FN, knownWeek(minuteOf(START_MS)), 0);
  const counting = {
    ...state,
    dirty: noteOnce(state.dirty),
    hasher: createHasher('pepper'),
    budget: createSubjectBudget(),
    now,
  };
  const sweep = createSweeper({ ...state, rules: defaultRules, now });
  const line = (index: number) => report(index, 200 + (index % 7) * 20);
  for (let index = 0; index < (HOURS_BEFORE + 1) * 60; index += 1) {
    if (index === HOURS_BEFORE * 60) spent.clear();
    nowMs = START_MS + index * MINUTE_MS + 30_000;
    await countBatches([delivery(`/aws/lambda/${FN.name}`, [[nowMs, line(index)]])], counting);
    await sweep();
  }
  client.destroy();
  const lines = Object.entries(WHAT).map(([name, line]) => ({ ...line, unitsAnHour: spent.get(name) ?? 0 }));
  const own = lines.filter(({ isShared }) => !isShared);
  const usdAnHour = own.reduce((sum, { unit, unitsAnHour }) => sum + unitsAnHour * USD[unit], 0);
  return { lines, usdAMonth: usdAnHour * HOURS_A_MONTH };
}

export const renderUpkeep = ({ lines, usdAMonth }: Upkeep): string =>
  [
    "one function called in every minute, its week known, in DynamoDB Local's units an hour:",
    ...lines.map(({ what, isShared, unit, unitsAnHour }) => {
      const usd = unitsAnHour * USD[unit] * HOURS_A_MONTH;
      return `${unitsAnHour.toFixed(1).padStart(9)} ${`${unit}s`.padEnd(7)} $${usd.toFixed(4)} a month  ${what}${isShared ? ' (once, for all functions)' : ''}`;
    }),
    `$${usdAMonth.toFixed(4)} a function and month (at most $${MOST_USD})`,
  ].join('\n');

export const isUpkeepCheap = ({ usdAMonth }: Upkeep): boolean => usdAMonth <= MOST_USD;

/** Every hour of the week, surely known: as long as a profile grows. */
const knownWeek = (before: Minute): Profile => {
  const rows = (hours: number) =>
    packLevels(Array.from({ length: hours * figuresOf('function').length }, () => ({ at: 7.6, sureness: 4 })));
  return {
    ...emptyProfile('function', hourOf(before) - 1),
    rev: 1,
    hours: 960,
    days: 40,
    day: dayOf(hourOf(before)),
    byHourOfWeek: rows(168),
    byHourOfDay: rows(24),
    overall: rows(1),
    spread: rows(1),
    daily: packLevels(Array.from({ length: 40 }, () => ({ at: 7.6, sureness: 1 }))),
  };
};

/** Adds up what the table says of every request, by the letter of its partition. */
function meter(client: DynamoDBClient): Map<string, number> {
  const spent = new Map<string, number>();
  client.middlewareStack.add(
    (next) => async (args) => {
      const input = args.input as Input;
      const result = await next({ ...args, input: { ...input, ReturnConsumedCapacity: 'TOTAL' } });
      const { ConsumedCapacity = [] } = result.output as { ConsumedCapacity?: Consumed | Consumed[] };
      const isWrite = 'Item' in input || 'UpdateExpression' in input;
      const counted = [ConsumedCapacity].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
      // DynamoDB Local takes nothing for a Query that finds nothing; AWS does.
      const units = counted || (input.ConsistentRead === true ? 1 : 0.5);
      const name = `${letterOf(input)} ${isWrite ? 'write' : 'read'}`;
      spent.set(name, (spent.get(name) ?? 0) + units);
      return result;
    },
    { step: 'initialize', name: 'meter' },
  );
  return spent;
}

interface Consumed {
  readonly CapacityUnits?: number;
}

interface Input {
  readonly ConsistentRead?: boolean;
  readonly Key?: Item;
  readonly Item?: Item;
  readonly ExpressionAttributeValues?: Item;
  readonly RequestItems?: Readonly<Record<string, { readonly Keys?: readonly Item[] }>>;
}

function letterOf({ Key, Item, ExpressionAttributeValues, RequestItems = {} }: Input): string {
  const [together] = Object.values(RequestItems);
  const partition = (Key ?? Item ?? together?.Keys?.[0])?.['pk'] ?? ExpressionAttributeValues?.[':p'];
  const name = partition?.S ?? '';
  return name === SHARD_PARTITION ? 'shards' : name.slice(0, 1);
}
