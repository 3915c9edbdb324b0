/** Works off the minutes that are not exact: recounts each from the log, and gives up on those that stay what they are. */
import type { QuarantineStore } from '../../core/ports';
import type { RecountMark } from '../../core/recount/ports';
import { recountMinute, type RecountWorld } from '../../core/recount/recount-minute';
import { recountKey } from '../../core/state/keys';
import { takeTurns } from '../../core/take-turns';

export interface RecounterWorld extends RecountWorld {
  readonly quarantine: QuarantineStore;
  /** False when what is left of the time is too short to begin another. */
  readonly hasTime: () => boolean;
}

export interface RecountTally {
  readonly found: number;
  mended: number;
  /** Left on the list, for the next run. */
  left: number;
  /** Taken off the list unmended, and told in the quarantine. */
  givenUp: number;
  /** Why some were not mended, each reason once. */
  readonly whys: string[];
}

/** Minutes looked at in one run. */
const MOST_MINUTES = 500;
/** A log shows an event seconds after it came; what it does not show after so long is gone from it. */
const GIVES_UP_AFTER_MS = 6 * 60 * 60_000;

export const createRecounter = (world: RecounterWorld) => async (): Promise<RecountTally> => {
  const marks = await world.recounts.list(MOST_MINUTES);
  const tally: RecountTally = { found: marks.length, mended: 0, left: 0, givenUp: 0, whys: [] };
  for (const mark of takeTurns(marks, world.now())) {
    if (!world.hasTime()) {
      tally.left += 1;
      continue;
    }
    const { kind, why } = await recountOne(mark, world);
    if (kind === 'mended') tally.mended += 1;
    else if (kind === 'not-yet' && (await isGivenUp(mark, why, world))) tally.givenUp += 1;
    else tally.left += 1;
    if (kind !== 'mended' && !tally.whys.includes(why)) tally.whys.push(why);
  }
  return tally;
};

/** One minute that cannot be read stops no other. */
async function recountOne(mark: RecountMark, world: RecounterWorld): Promise<RecountOutcome> {
  try {
    const recounted = await recountMinute(mark, world);
    if (recounted.kind === 'overtaken') return { kind: 'failed', why: 'a delivery was counted meanwhile' };
    return recounted.kind === 'mended' ? { kind: 'mended', why: '' } : recounted;
  } catch (error) {
    return { kind: 'failed', why: error instanceof Error ? error.message : 'an error without a name' };
  }
}

interface RecountOutcome {
  readonly kind: 'mended' | 'not-yet' | 'failed';
  readonly why: string;
}

/** Told first: a crash in between tells it twice, never not at all. */
async function isGivenUp(mark: RecountMark, why: string, world: RecounterWorld): Promise<boolean> {
  if (world.now() - mark.noticedAtMs < GIVES_UP_AFTER_MS) return false;
  const { sk } = recountKey(mark.series, mark.minute);
  await world.quarantine.put({
    why: `the minute ${sk} is not exact and could not be recounted: ${why}`,
    atMs: world.now(),
    sizeBytes: 0,
    hash: world.hasher.guard(sk),
  });
  return world.recounts.strike(mark);
}
