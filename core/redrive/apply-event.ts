/** Counts an event that failed before, and says only then that it did when every delivery in it is seen in its buckets. */
import { countBatches, type CountWorld } from '../count-batches';
import { readPayloads } from '../log/payload';
import { quarantineOutOfTime } from '../quarantine-out-of-time';
import { readBatches, type ReadWorld } from '../read-batches';

export interface Applied {
  /** Parts of deliveries counted now, and those that had been counted before. */
  readonly counted: number;
  readonly repeated: number;
  /** Of these, parts that overlap another delivery or came after a recount: their minutes are noted, to be recounted. */
  readonly toRecount: number;
  /** Parts that their buckets do not hold after all. */
  readonly missing: number;
}

export async function applyEvent(event: unknown, world: CountWorld & ReadWorld): Promise<Applied> {
  const { batches } = await readBatches(readPayloads(event), world);
  const { tally, writes, outOfTime } = await countBatches(batches, world);
  await quarantineOutOfTime(outOfTime, world);
  let missing = 0;
  for (const write of writes) missing += (await world.buckets.missing(write)).length;
  const { counted, repeated, overlapping, afterRecount } = tally;
  return { counted, repeated, toRecount: overlapping + afterRecount, missing };
}
