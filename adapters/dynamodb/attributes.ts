/** Writes counts, pairs and hashes as attributes, and reads them back. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Bucket } from '../../core/state/bucket';
import type { Minute } from '../../core/state/minute';
import type { Item } from './table';

/** Prefixes keep the names of counters and sketches apart from each other and from `seen`, `ttl`, `repaired` and the key. */
export const COUNTER_PREFIX = '+';
export const SKETCH_PREFIX = '~';
/** Of an alert, by channel: how it was told there last. */
export const HEARD_PREFIX = 'heard_';
/** `@k+n`: calls that came late and are folded twenty minutes (k in base 36) after the bucket's minute. */
const LATE_PREFIX = '@';

export const lateAttribute = (after: number, counter: string): string =>
  LATE_PREFIX + after.toString(36) + COUNTER_PREFIX + counter;

export const hexBytes = (hex: string): Uint8Array => Buffer.from(hex, 'hex');

export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** A number of a sketch: two bytes where they hold it, as they do every pair, else six; the high one first. */
export function sketchBytes(value: number): Uint8Array {
  const bytes = Buffer.alloc(value > 0xffff ? 6 : 2);
  bytes.writeUIntBE(value, 0, bytes.length);
  return bytes;
}

const sketchNumber = (bytes: Uint8Array): number => bytes.reduce((value, byte) => value * 256 + byte, 0);

export const numberOf = (value: AttributeValue | undefined): number | undefined =>
  value?.N === undefined ? undefined : Number(value.N);

export const setSize = (value: AttributeValue | undefined): number => value?.BS?.length ?? 0;

export function countersOf(item: Item): Map<string, number> {
  const counters = new Map<string, number>();
  for (const [name, value] of Object.entries(item)) {
    if (name.startsWith(COUNTER_PREFIX)) counters.set(name.slice(1), Number(value.N));
  }
  return counters;
}

export function bucketOf(minute: Minute, item: Item): Bucket {
  const sketches = new Map<string, Set<number>>();
  const late = new Map<Minute, Map<string, number>>();
  for (const [name, value] of Object.entries(item)) {
    if (name.startsWith(SKETCH_PREFIX)) sketches.set(name.slice(1), new Set((value.BS ?? []).map(sketchNumber)));
    else if (name.startsWith(LATE_PREFIX)) noteLate(late, minute, name, Number(value.N));
  }
  const isRecounted = item['repaired'] !== undefined;
  return {
    minute,
    counters: countersOf(item),
    sketches,
    ...(late.size > 0 && { late }),
    ...(isRecounted && { isRecounted }),
  };
}

function noteLate(late: Map<Minute, Map<string, number>>, minute: Minute, name: string, count: number): void {
  const at = name.indexOf(COUNTER_PREFIX);
  const due = minute + Number.parseInt(name.slice(1, at), 36);
  const counters = late.get(due) ?? new Map<string, number>();
  late.set(due, counters.set(name.slice(at + 1), count));
}
