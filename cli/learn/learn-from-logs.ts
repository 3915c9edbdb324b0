/**
 * Builds what is usual from logs that are already there: reads them once, folds their minutes as the sweeper would have, and
 * puts the outcome into the table. Minutes that pass meanwhile are taken from the table, where they have been counted.
 */
import { concurrently } from '../../core/concurrently';
import type { Memory } from '../../adapters/memory';
import type { Rules } from '../../core/detect/rules';
import type { BucketStore, DirtyList, UsualStore } from '../../core/ports';
import { CLOSES_AFTER_MINUTES, minuteOf, slotOf, startOf, type Minute } from '../../core/state/minute';
import { parseSeriesKey, type Series } from '../../core/state/series';
import type { Addition } from './count-events';
import { createCountFolder } from './fold-counts';
import { readGroups, type GroupsRead, type ReadGroupsWorld } from './read-groups';
import { writeUsual, type Written } from './write-usual';

export interface LearnWorld extends ReadGroupsWorld {
  readonly memory: Memory;
  readonly rules: Rules;
  /** The table's. */
  readonly usual: UsualStore;
  readonly dirty: Pick<DirtyList, 'add'>;
  readonly buckets: Pick<BucketStore, 'read'>;
  readonly nowMs: () => number;
  readonly replaces: boolean;
}

export interface Learned extends GroupsRead {
  readonly outcomes: readonly { readonly series: Series; readonly written: Written }[];
}

const AT_ONCE = 16;
/** The sweeper writes once a minute: it cannot be faster that often. */
const MOST_ROUNDS = 5;

export async function learnFromLogs(logGroups: readonly string[], world: LearnWorld): Promise<Learned> {
  const { memory, rules, checkpoint, buckets, usual, dirty, nowMs, replaces } = world;
  const folder = createCountFolder(memory, rules);
  let now = minuteOf(nowMs());
  const read = await readGroups(logGroups, startOf(firstOpen(now)), world);
  await folder.take(logGroups.map((logGroup) => checkpoint.takeNew(logGroup)));
  await folder.runTo(now);

  const outcomes = new Map<string, Written>();
  let pending = [...folder.seen].toSorted();
  for (let round = 0; round < MOST_ROUNDS && pending.length > 0; round += 1) {
    const later = minuteOf(nowMs());
    if (later > now) {
      const counted = await concurrently([...folder.seen], AT_ONCE, (key) =>
        readCounted(parseSeriesKey(key), firstOpen(now), firstOpen(later) - 1, buckets),
      );
      await folder.take(counted.map(inTurn));
      await folder.runTo(later);
      now = later;
    }
    const through = now - 1; // as a sweep in this minute would have it
    const written = await concurrently(pending, AT_ONCE, (key) =>
      writeUsual(parseSeriesKey(key), memory.usual, { usual, dirty }, through, replaces),
    );
    for (const [index, key] of pending.entries()) outcomes.set(key, written[index]!);
    pending = pending.filter((key) => outcomes.get(key)?.kind === 'overtaken');
  }
  return {
    ...read,
    outcomes: [...outcomes].map(([key, written]) => ({ series: parseSeriesKey(key), written })),
  };
}

/** The first minute that a sweep at `now` does not fold yet. */
const firstOpen = (now: Minute): Minute => slotOf(now - CLOSES_AFTER_MINUTES - 1);

async function readCounted(
  series: Series,
  from: Minute,
  to: Minute,
  buckets: Pick<BucketStore, 'read'>,
): Promise<Addition[]> {
  const read = from > to ? [] : await buckets.read(series, from, to);
  return read.map(({ minute, counters, sketches }) => ({
    series,
    minute,
    parts: [{ guard: 'as counted', counters, sketches }],
  }));
}

async function* inTurn(additions: readonly Addition[]): AsyncGenerator<Addition> {
  yield* additions;
}
