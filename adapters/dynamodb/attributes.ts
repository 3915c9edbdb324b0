/** Writes counts, pairs and hashes as attributes, and reads them back. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Bucket } from '../../core/state/bucket';
import type { Item } from './table';

/** Prefixes keep the names of counters and sketches apart from each other and from `seen`, `ttl`, `repaired` and the key. */
export const COUNTER_PREFIX = '+';
export const SKETCH_PREFIX = '~';

export const hexBytes = (hex: string): Uint8Array => Buffer.from(hex, 'hex');

export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** A pair is a number from 0 to 65,535: two bytes, the high one first. */
export const pairBytes = (pair: number): Uint8Array => Uint8Array.of(pair >> 8, pair & 0xff);

const pairOf = (bytes: Uint8Array): number => ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);

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

export function countsOf(item: Item): Omit<Bucket, 'minute'> {
  const sketches = new Map<string, Set<number>>();
  for (const [name, value] of Object.entries(item)) {
    if (name.startsWith(SKETCH_PREFIX)) sketches.set(name.slice(1), new Set((value.BS ?? []).map(pairOf)));
  }
  return { counters: countersOf(item), sketches };
}
