/** Takes deliveries that failed for good out of the failure bucket: applies each, and removes it once it is seen to be counted. */
import type { CountWorld } from '../../core/count-batches';
import type { ReadWorld } from '../../core/read-batches';
import { applyEvent } from '../../core/redrive/apply-event';
import { readFailureRecord } from '../../core/redrive/failure-record';
import { takeTurns } from '../../core/take-turns';
import type { DeadLetters, FailedBatch, FailedBatches } from '../../core/redrive/ports';

export interface RedriverWorld extends CountWorld, ReadWorld {
  readonly failed: FailedBatches;
  readonly deadLetters: DeadLetters;
  /** False when what is left of the time is too short to begin another. */
  readonly hasTime: () => boolean;
}

export interface RedriveTally {
  readonly found: number;
  /** Applied, seen to be counted, and removed. */
  applied: number;
  counted: number;
  repeated: number;
  /** Parts whose minutes are not exact until they are recounted from the log. */
  toRecount: number;
  /** Left where they are, for the next time. */
  failed: number;
  /** Moved away, with a letter to the dead-letter queue. */
  setAside: number;
  /** Why some failed, each reason once. */
  readonly whys: string[];
}

/** Batches listed, and of these looked at, in one run. */
const MOST_LISTED = 5_000;
const MOST_BATCHES = 500;
/** So many failures in a row say that the table is down; were the batches bad, the next run begins at others. */
const MOST_IN_A_ROW = 5;
/** A batch that fails for so long is set aside: its objects live 14 days, and somebody should look while they do. */
const GIVES_UP_AFTER_MS = 24 * 60 * 60_000;

export const createRedriver = (world: RedriverWorld) => async (): Promise<RedriveTally> => {
  const batches = await world.failed.list(MOST_LISTED);
  const tally: RedriveTally = {
    found: batches.length,
    applied: 0,
    counted: 0,
    repeated: 0,
    toRecount: 0,
    failed: 0,
    setAside: 0,
    whys: [],
  };
  let inARow = 0;
  for (const batch of takeTurns(batches, world.now()).slice(0, MOST_BATCHES)) {
    if (inARow >= MOST_IN_A_ROW || !world.hasTime()) break;
    const why = await redriveOne(batch, tally, world);
    inARow = why === undefined ? 0 : inARow + 1;
    if (why !== undefined && !tally.whys.includes(why)) tally.whys.push(why);
  }
  return tally;
};

/** Gives the reason where it must be tried again. */
async function redriveOne(batch: FailedBatch, tally: RedriveTally, world: RedriverWorld): Promise<string | undefined> {
  let why: string;
  try {
    const text = await world.failed.read(batch.key);
    if (text === undefined) return undefined; // another run was faster
    const record = readFailureRecord(text);
    if (record.kind === 'unreadable') {
      await setAside(batch, record.why, tally, world);
      return undefined;
    }
    const { counted, repeated, toRecount, missing } = await applyEvent(record.event, world);
    if (missing === 0) {
      await world.failed.remove(batch.key);
      tally.applied += 1;
      tally.counted += counted;
      tally.repeated += repeated;
      tally.toRecount += toRecount;
      return undefined;
    }
    why = 'its counts were not found when read back';
  } catch (error) {
    why = error instanceof Error ? error.message : 'an error without a name';
  }
  if (world.now() - batch.storedAtMs > GIVES_UP_AFTER_MS) {
    await setAside(batch, why, tally, world);
    return undefined;
  }
  tally.failed += 1;
  return why;
}

/** The letter first: a crash in between leaves a letter too many, never a batch that nobody hears of. */
async function setAside(batch: FailedBatch, why: string, tally: RedriveTally, world: RedriverWorld): Promise<void> {
  await world.deadLetters.send({ key: batch.key, why });
  await world.failed.setAside(batch.key);
  tally.setAside += 1;
}
