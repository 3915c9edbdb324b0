/** Says on which shard of its minute a delivery is counted: the same for every repetition of the delivery. */
import { SHARDS } from './keys';

/** @param guard the delivery's 16 hex digits */
export const shardOf = (guard: string): number => Number.parseInt(guard.slice(0, 8), 16) % SHARDS;
