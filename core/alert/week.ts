/** Counts the alerts of a week that people were told of at once, in bounded room and time however many there were. */
import type { AlertStore } from '../ports';
import { alertKey } from '../state/keys';
import { WEEK_BUDGET, type AlertSettings } from './alert-settings';
import type { Episode } from './episode';
import { whySmall } from './small';
import type { DayFacts } from './summary';

const WEEK_MS = 7 * 24 * 60 * 60_000;
const LOUDEST = 5;
/** Told less often in a week, nobody needs to look at it for that alone. */
const LOUD_FROM = 2;
/** A sender has 256 MB and some seconds: beyond so many episodes and kinds of trouble at a place it only says that there are more. */
const MOST_EPISODES = 20_000;
const MOST_PLACES = 10_000;
const READS_FOR_MS = 3_000;

type Loud = Pick<Episode, 'kind' | 'subject'> & { count: number };

export async function countWeek(
  alerts: Pick<AlertStore, 'pagesOfEpisodes'>,
  settings: AlertSettings,
  nowMs: number,
  clock: () => number,
): Promise<NonNullable<DayFacts['week']>> {
  const counts = new Map<string, Loud>();
  const endsMs = clock() + READS_FOR_MS;
  let [told, seen, isMore] = [0, 0, false];
  for await (const page of alerts.pagesOfEpisodes(nowMs - WEEK_MS, nowMs)) {
    // Whatever is on this page, an empty one too, there may be more behind it.
    isMore = seen >= MOST_EPISODES || clock() >= endsMs;
    if (isMore) break;
    seen += page.length;
    for (const episode of page)
      if (isTold(episode, settings)) {
        told += 1;
        add(counts, episode);
      }
  }
  const loudest = [...counts.values()]
    .filter(({ count }) => count >= LOUD_FROM)
    .toSorted((one, other) => other.count - one.count)
    .slice(0, LOUDEST);
  return { told, ...(isMore && { isMore }), budget: settings.weekBudget ?? WEEK_BUDGET, loudest };
}

/** What comes once there is no room for another is told in the sum alone. */
function add(counts: Map<string, Loud>, { kind, subject }: Episode): void {
  const { pk } = alertKey({ kind, subject });
  const known = counts.get(pk);
  if (known !== undefined) known.count += 1;
  else if (counts.size < MOST_PLACES) counts.set(pk, { kind, subject, count: 1 });
}

const isTold = (episode: Episode, settings: AlertSettings): boolean =>
  episode.hush === undefined &&
  episode.isLongOver !== true &&
  whySmall({ ...episode, lastSeenMs: episode.openedAtMs }, settings) === undefined;
