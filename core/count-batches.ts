/** Counts deliveries exactly once: observes them, hashes names and addresses, writes one conditional update a bucket. */
import { concurrently } from './concurrently';
import type { LogBatch } from './log/batch';
import type { Parsed } from './log/parsed';
import { observe, type SourceOf } from './observe';
import { hashLogin } from './hash-login';
import { hashOnce } from './hash-once';
import { noteLogins } from './note-logins';
import type { SubjectBudget } from './subject-budget';
import type { LoginMinute } from './observe-login';
import { isHot, type BucketStore, type DirtyList, type Hasher, type SubjectStore } from './ports';
import type { RecountStore } from './recount/ports';
import type { BucketAfter, BucketPart, BucketWrite } from './state/bucket';
import { boundCells } from './state/bound-cells';
import { guardsOf } from './state/guard';
import { closeOf, dueMinute, minuteOf, slotOf, type Minute } from './state/minute';
import { homeOf, seriesKey, type Series } from './state/series';
import { MOST_GUARDS, shardOf } from './state/shard';
import type { Shards } from './shards';

/** Late logs may be 14 days old and lie 14 days in a queue; a week is margin. Older ones are not counted. */
export const HORIZON_MINUTES = 35 * 24 * 60;
/** CloudWatch takes events up to two hours ahead. */
export const AHEAD_MINUTES = 2 * 60;

/** Writes under way at once: a delivery that spans hours must not outrun the table's answers. */
const AT_ONCE = 16;

export interface CountWorld {
  readonly buckets: BucketStore;
  readonly shards: Shards;
  readonly subjects: SubjectStore;
  readonly dirty: DirtyList;
  readonly recounts: Pick<RecountStore, 'note'>;
  readonly hasher: Hasher;
  readonly now: () => number;
  /** One for each container, that lives as long. */
  readonly budget: SubjectBudget;
  /** @default settings say nothing of any log group's logins */
  readonly sourceOf?: SourceOf;
}

export interface CountTally {
  events: number;
  /** Deliveries' parts counted now, and those that had been counted before. */
  counted: number;
  repeated: number;
  /** Parts suspected to overlap another delivery, and those that came after a recount: their minutes are recounted. */
  overlapping: number;
  afterRecount: number;
  /** Events older than the horizon or too far ahead: not counted. */
  outOfTime: number;
  readonly kinds: Map<Parsed['kind'], number>;
}

/** A bucket that this call wrote to, with its totals afterwards. */
export interface Touched {
  readonly series: Series;
  readonly minute: Minute;
  readonly after: BucketAfter;
}

export interface Counted {
  readonly tally: CountTally;
  readonly touched: readonly Touched[];
  /** What was written, each to one bucket. */
  /** By source and minute, in clear: for as long as the delivery is at hand. */
  readonly logins: readonly LoginMinute[];
  readonly writes: readonly BucketWrite[];
  readonly outOfTime: readonly OutOfTime[];
}

/** A delivery with events that are not counted. */
export interface OutOfTime {
  readonly batch: LogBatch;
  readonly events: number;
}

export async function countBatches(batches: readonly LogBatch[], world: CountWorld): Promise<Counted> {
  const tally: CountTally = {
    events: 0,
    counted: 0,
    repeated: 0,
    overlapping: 0,
    afterRecount: 0,
    outOfTime: 0,
    kinds: new Map(),
  };
  const now = minuteOf(world.now());
  const hasher = hashOnce(world.hasher);
  const writes = new Map<string, BucketWrite & { readonly parts: BucketPart[] }>();
  const logins: LoginMinute[] = [];
  const outOfTime: OutOfTime[] = [];
  for (const batch of batches) {
    const seen = observe(batch, now - HORIZON_MINUTES, now + AHEAD_MINUTES, world.sourceOf);
    tally.events += batch.events.length;
    tally.outOfTime += seen.outOfTime;
    if (seen.outOfTime > 0) outOfTime.push({ batch, events: seen.outOfTime });
    for (const [kind, count] of seen.kinds) tally.kinds.set(kind, (tally.kinds.get(kind) ?? 0) + count);
    if (seen.functions.length + seen.logins.length === 0) continue;
    const guards = guardsOf(batch, hasher);
    const add = async (series: Series, minute: Minute, counted: Pick<BucketPart, 'counters' | 'sketches'>) => {
      const guard = guards.get(minute);
      if (guard === undefined) return; // never so: what is counted in a minute stands on a line of that minute
      const from = batch.logGroup === homeOf(series) ? undefined : { from: batch.logGroup };
      await addPart(writes, series, minute, { ...guard, ...from, ...counted }, world);
    };
    for (const { series, minute, counters, sketches } of seen.functions)
      await add(series, minute, { counters: boundCells(counters), sketches });
    for (const login of seen.logins) await add(login.series, login.minute, hashLogin(login, hasher));
    logins.push(...seen.logins);
  }
  const touched = await concurrently([...writes.values()], AT_ONCE, (write) => writeBucket(write, world));
  await noteLogins(logins, hasher, world);
  for (const [index, write] of [...writes.values()].entries()) {
    const { after } = touched[index]!;
    tally.counted += after.applied;
    tally.repeated += write.parts.length - after.applied;
    tally.overlapping += after.overlapping.length;
    tally.afterRecount += after.late.length;
  }
  return { tally, touched, logins, writes: [...writes.values()], outOfTime };
}

async function addPart(
  writes: Map<string, BucketWrite & { readonly parts: BucketPart[] }>,
  series: Series,
  minute: Minute,
  part: BucketPart,
  { shards }: CountWorld,
): Promise<void> {
  const shard = shardOf(part.guard, await shards.toWrite(series, minute));
  const key = `${minute} ${shard} ${seriesKey(series)}`;
  const write = writes.get(key);
  if (write === undefined) writes.set(key, { series, minute, shard, parts: [part] });
  else write.parts.push(part);
}

/** Counts into one bucket, and notes it for the sweeper. */
export async function writeBucket(write: BucketWrite, world: CountWorld): Promise<Touched> {
  const { series, minute } = write;
  const due = dueMinute(minute, world.now());
  if (due > closeOf(minute)) {
    // Noted first: no crash in between leaves an addition that nobody learns, and a note without one does no harm.
    await world.dirty.add(series, minute, due);
    const after = await addWrite({ ...write, lateDue: due }, world);
    await noteForRecount(write, after, world);
    return { series, minute, after };
  }
  const after = await addWrite(write, world);
  await noteForRecount(write, after, world);
  // A repeat may follow a crash between these two writes: it notes the same entry.
  if (after.created || after.applied < write.parts.length) await world.dirty.add(series, slotOf(minute), due);
  return { series, minute, after };
}

/** Overlaps, and what came after a recount: both are mended by counting the minute anew from the log. */
async function noteForRecount(
  { series, minute, parts }: BucketWrite,
  { overlapping, late }: BucketAfter,
  { recounts, now }: CountWorld,
): Promise<void> {
  const guards = [...overlapping, ...late];
  if (guards.length === 0) return;
  const from = parts.flatMap((part) => (guards.includes(part.guard) ? (part.from ?? []) : []));
  await recounts.note({ series, minute, guards, from: [...new Set(from)], noticedAtMs: now() });
}

/** Counts, and asks for more shards where this one is full or the table calls it hot. */
async function addWrite(write: BucketWrite, { buckets, shards }: CountWorld): Promise<BucketAfter> {
  const { series, minute } = write;
  try {
    const after = await buckets.add(write);
    if (after.guards > MOST_GUARDS) await shards.wrote(series, minute, after.guards);
    return after;
  } catch (error) {
    if (isHot(error)) await shards.wrote(series, minute, Infinity);
    throw error;
  }
}
