/** The one conditional write that counts deliveries: ADD to the counters, unless their guards are there already. */
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { sumParts, type BucketPart, type BucketWrite } from '../../core/state/bucket';
import { BUCKET_TTL_SECONDS, ttlAfter, type ItemKey } from '../../core/state/keys';
import { startOf } from '../../core/state/minute';
import { COUNTER_PREFIX, hexBytes, lateAttribute, SKETCH_PREFIX, sketchBytes } from './attributes';
import { keyOf, type Item, type Table } from './table';

/** A condition may hold 300 operators, two for each guard, and an expression 4 KB (2026-11). */
const PARTS_A_WRITE = 100;
/** Nine characters of expression for each. */
const COUNTERS_A_WRITE = 420;

/** As few writes as the table's limits allow; a part stays whole. */
export function splitParts(parts: readonly BucketPart[]): readonly (readonly BucketPart[])[] {
  const writes: BucketPart[][] = [];
  let names = new Set<string>();
  for (const part of parts) {
    const write = writes.at(-1);
    const together = new Set([...names, ...part.counters.keys()]);
    if (write === undefined || write.length === PARTS_A_WRITE || together.size > COUNTERS_A_WRITE) {
      writes.push([part]);
      names = new Set(part.counters.keys());
    } else {
      write.push(part);
      names = together;
    }
  }
  return writes;
}

export function updateOf(
  table: Table,
  key: ItemKey,
  write: BucketWrite,
  parts: readonly BucketPart[],
): UpdateItemCommand {
  const { counters, sketches } = sumParts(parts);
  const names: Record<string, string> = {};
  const values: Item = {
    ':_t': { N: String(ttlAfter(startOf(write.minute), BUCKET_TTL_SECONDS)) },
    ':_s': { BS: parts.map((part) => hexBytes(part.guard)) },
  };
  const adds = ['seen :_s'];
  const add = (attribute: string, value: Item[string]) => {
    const at = adds.length.toString(36);
    names[`#${at}`] = attribute;
    values[`:${at}`] = value;
    adds.push(`#${at} :${at}`);
  };
  for (const [name, count] of counters) {
    if (count === 0) continue;
    add(COUNTER_PREFIX + name, { N: String(count) });
    if (write.lateDue !== undefined) add(lateAttribute(write.lateDue - write.minute, name), { N: String(count) });
  }
  for (const [name, pairs] of sketches) {
    if (pairs.size > 0) add(SKETCH_PREFIX + name, { BS: Array.from(pairs, sketchBytes) });
  }
  const from = new Set(parts.flatMap((part) => part.from ?? []));
  if (from.size > 0) add('from', { SS: [...from] });
  const known = parts.map((part, index) => {
    values[`:_${index}`] = { B: hexBytes(part.guard) };
    return `contains(seen,:_${index})`;
  });
  return new UpdateItemCommand({
    TableName: table.name,
    Key: keyOf(key),
    UpdateExpression: `SET #_ttl = if_not_exists(#_ttl, :_t) ADD ${adds.join(', ')}`,
    ConditionExpression: `attribute_not_exists(repaired) AND NOT (${known.join(' OR ')})`,
    ExpressionAttributeNames: { '#_ttl': 'ttl', ...names },
    ExpressionAttributeValues: values,
    ReturnValues: 'ALL_NEW',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
}
