/**
 * Names the functions that may have gone silent. What is not called writes nothing, so nothing calls attention to it: they are
 * found among those that were called a little while ago, by the notes of the slots before.
 */
import { ranAlways } from '../../core/baseline/ran-always';
import { concurrently } from '../../core/concurrently';
import type { Profiles } from '../../core/recent-profiles';
import { closeOf, SLOT_MINUTES, type Minute } from '../../core/state/minute';
import { parseSeriesKey, seriesKey } from '../../core/state/series';
import type { PastNotes } from './past-notes';

interface World {
  readonly pastNotes: PastNotes;
  readonly profiles: Profiles;
}

const AT_ONCE = 16;
/** What the slot under way and the one before tell is looked at by the sweep anyway. */
const FIRST_SLOT = 2;

/**
 * @param windowMinutes how far back silence is looked for
 * @param known keys of series that are judged anyway
 */
export async function silentSeries(
  now: Minute,
  windowMinutes: number,
  known: ReadonlySet<string>,
  { pastNotes, profiles }: World,
): Promise<string[]> {
  const slots = Math.ceil(windowMinutes / SLOT_MINUTES);
  const dues = Array.from({ length: slots }, (_, slot) => closeOf(now) - (FIRST_SLOT + slot) * SLOT_MINUTES);
  const noted = (await concurrently(dues, AT_ONCE, (due) => pastNotes(due, now))).flat();
  const keys = new Set(noted.flatMap(({ series }) => (series.kind === 'function' ? [seriesKey(series)] : [])));
  const quiet = [...keys].filter((key) => !known.has(key));
  const always = await concurrently(quiet, AT_ONCE, async (key) => ranAlways(await profiles(parseSeriesKey(key))));
  return quiet.filter((_, at) => always[at]);
}
