/** Works off the log groups whose filter came later than their first line: counts from the log what no delivery brought. */
import { mendMinutes, type MendWorld } from '../../core/recount/mend-minutes';
import { placesIn } from '../../core/recount/places-in';
import { createSpanLog } from '../../core/recount/span-log';
import { CLOSES_AFTER_MINUTES, minuteOf, startOf } from '../../core/state/minute';
import { takeTurns } from '../../core/take-turns';
import type { ReadBack, ReadBackStore } from '../../core/watch/ports';

export interface BackReaderWorld extends MendWorld {
  readonly readBacks: ReadBackStore;
}

export interface BackReadTally {
  readonly found: number;
  /** Read back to the end. */
  finished: number;
  minutes: number;
  /** Why some could not be read, each reason once. */
  readonly whys: string[];
}

/** Read at once: what a quarter of an hour of most functions writes fits into memory. */
const SPAN_MINUTES = 15;

export const createBackReader = (world: BackReaderWorld) => async (): Promise<BackReadTally> => {
  const wishes = await world.readBacks.list();
  const tally: BackReadTally = { found: wishes.length, finished: 0, minutes: 0, whys: [] };
  for (const wish of takeTurns(wishes, world.now())) {
    if (!world.hasTime()) break;
    try {
      await readBack(wish, tally, world);
    } catch (error) {
      const why = error instanceof Error ? error.message : 'an error without a name';
      if (!tally.whys.includes(why)) tally.whys.push(why);
    }
  }
  return tally;
};

/** As far as its minutes have closed; the rest is the next run's. */
async function readBack({ logGroup, from, to }: ReadBack, tally: BackReadTally, world: BackReaderWorld): Promise<void> {
  const closed = Math.min(to, minuteOf(world.now()) - CLOSES_AFTER_MINUTES - 1);
  for (let first = from; first <= closed && world.hasTime(); first += SPAN_MINUTES) {
    const last = Math.min(first + SPAN_MINUTES - 1, closed);
    const [fromMs, toMs] = [startOf(first - 1), startOf(last + 2)];
    const log = createSpanLog(world.log, fromMs, toMs);
    const read = await log.read(logGroup, fromMs, toMs);
    if (read.kind === 'read') {
      const places = placesIn(logGroup, read.streams, first, last, world.sourceOf);
      const { left } = await mendMinutes(places, [logGroup], { ...world, log });
      tally.minutes += places.length - left;
      if (left > 0) return; // begins here again, and finds done what is done
    } else if (read.kind === 'too-much')
      tally.whys.push('a quarter of an hour of a log group is too long to be read back');
    await world.readBacks.note({ logGroup, from: last + 1, to });
  }
  if (closed < to) return;
  await world.readBacks.forget(logGroup);
  tally.finished += 1;
}
