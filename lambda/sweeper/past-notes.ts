/** Remembers the dirty lists of minutes that are past: nothing is added to them any more, and each sweep of five minutes asks for them. */
import type { DirtyList } from '../../core/ports';
import type { Minute } from '../../core/state/minute';

export type PastNotes = (due: Minute, now: Minute) => ReturnType<DirtyList['list']>;

/** A writer decides when a minute is due, and may be a little slow to say so. */
const SURELY_PAST_MINUTES = 2;
/** As many as a window of an hour reaches back. */
const MOST_KEPT = 12;

export function createPastNotes({ list }: Pick<DirtyList, 'list'>): PastNotes {
  const kept = new Map<Minute, Awaited<ReturnType<DirtyList['list']>>>();
  return async (due, now) => {
    const known = kept.get(due);
    if (known !== undefined) return known;
    const noted = await list(due);
    if (due + SURELY_PAST_MINUTES <= now) {
      kept.set(due, noted);
      if (kept.size > MOST_KEPT) kept.delete(Math.min(...kept.keys()));
    }
    return noted;
  };
}
