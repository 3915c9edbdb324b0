/** Puts what was learned from logs in place of what the table holds; never adds to it, for both saw the same calls. */
import { hourDue } from '../../core/baseline/pending-hours';
import type { DirtyList, UsualStore } from '../../core/ports';
import type { Minute } from '../../core/state/minute';
import type { Series } from '../../core/state/series';

export type Written =
  | { readonly kind: 'written'; readonly minutes: number }
  /** The table's knows more minutes. */
  | { readonly kind: 'kept'; readonly minutes: number; readonly learnedMinutes: number }
  /** The sweeper was faster, or further: learn up to now, and try again. */
  | { readonly kind: 'overtaken' }
  | { readonly kind: 'nothing' };

export interface Stored {
  readonly usual: UsualStore;
  readonly dirty: Pick<DirtyList, 'add'>;
}

/**
 * @param through everything due up to here is in what was learned: the sweeper goes on after it
 * @param replaces also where the table's knows more
 */
export async function writeUsual(
  series: Series,
  learned: UsualStore,
  { usual, dirty }: Stored,
  through: Minute,
  replaces: boolean,
): Promise<Written> {
  const fresh = await learned.read(series);
  if (fresh === undefined) return { kind: 'nothing' };
  const old = await usual.read(series);
  if (old !== undefined && old.foldedDue > through) return { kind: 'overtaken' };
  if (old !== undefined && old.minutes > fresh.minutes && !replaces)
    return { kind: 'kept', minutes: old.minutes, learnedMinutes: fresh.minutes };
  if (!(await writeProfile(series, learned, usual))) return { kind: 'overtaken' };
  const rev = old?.rev ?? 0;
  if (!(await usual.write(series, { ...fresh, rev: rev + 1, foldedDue: through }, rev))) return { kind: 'overtaken' };
  // The sweeper learns the last hours when they are due, although nothing may be called any more.
  for (const { hour } of fresh.pending ?? []) await dirty.add(series, hour * 60, hourDue(series, hour));
  return { kind: 'written', minutes: fresh.minutes };
}

/** By hour of week: there is none before the first hour is learned. */
async function writeProfile(series: Series, learned: UsualStore, stored: UsualStore): Promise<boolean> {
  const fresh = await learned.readProfile(series);
  if (fresh === undefined) return true;
  const rev = (await stored.readProfile(series))?.rev ?? 0;
  return stored.writeProfile(series, { ...fresh, rev: rev + 1 }, rev);
}
