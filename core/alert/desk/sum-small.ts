/** Counts what stands on the lists of a day: exact, in bounded room however much it is. */
import type { Kind } from '../../detect/finding';
import { seriesKey, type Series } from '../../state/series';
import type { AlertKey } from '../alert';
import { RANK } from '../severity';
import type { SmallCount } from '../summary';
import type { DeskStore, SmallEntry } from './desk';

const PAGE = 1000;
const SHOWN = 3;

export interface Sum extends Omit<SmallCount, 'worst'> {
  readonly worst: readonly { readonly subject: Series; readonly peakRatio: number }[];
}

/** How far the counting came where time ran out: what stands up to there is not read again. */
export interface SmallSoFar {
  readonly list: number;
  readonly after?: AlertKey;
  readonly sums: readonly Sum[];
  readonly over: number;
  readonly staged: Readonly<Partial<Record<Kind, number>>>;
}

export interface SmallLists {
  readonly desk: Pick<DeskStore, 'listSmall'>;
  readonly channel: string;
  readonly isOutOfTime: () => boolean;
}

const nameOf = ({ why, severity, kind }: Pick<Sum, 'why' | 'severity' | 'kind'>): string =>
  `${why} ${severity} ${kind}`;

/** Goes on from where an earlier run came to; done once `list` is beyond `through`. The lists are closed, so that it is exact. */
export async function sumSmall(
  { desk, channel, isOutOfTime }: SmallLists,
  from: SmallSoFar,
  through: number,
): Promise<SmallSoFar> {
  const sums = new Map(from.sums.map((sum) => [nameOf(sum), sum]));
  const staged = { ...from.staged };
  let { list, after, over } = from;
  while (list <= through && !isOutOfTime()) {
    const entries = await desk.listSmall(channel, list, PAGE, after);
    for (const entry of entries) {
      const opened = entry.loud - entry.before;
      if (opened <= 0) over += entry.change === 'resolve' ? 1 : 0;
      else add(sums, entry, opened);
      if (opened > 0 && entry.why === 'staged') staged[entry.key.kind] = (staged[entry.key.kind] ?? 0) + opened;
    }
    after = entries.at(-1)?.key;
    if (after === undefined) list += 1;
  }
  return { list, ...(after && { after }), sums: [...sums.values()], over, staged };
}

export const nothingYet = (list: number): SmallSoFar => ({ list, sums: [], over: 0, staged: {} });

export const countsOf = ({ sums }: SmallSoFar): readonly SmallCount[] =>
  sums.toSorted(byWeight).map((sum) => ({ ...sum, worst: sum.worst.map(({ subject }) => subject) }));

function add(sums: Map<string, Sum>, { key, why, severity, peakRatio }: SmallEntry, opened: number): void {
  const { kind, subject } = key;
  const name = nameOf({ why, severity, kind });
  const known = sums.get(name) ?? { why, kind, severity, count: 0, worst: [], places: 0 };
  const isKnown = known.worst.some((each) => seriesKey(each.subject) === seriesKey(subject));
  const worst = isKnown ? known.worst : [...known.worst, { subject, peakRatio }];
  sums.set(name, {
    ...known,
    count: known.count + opened,
    places: known.places + (isKnown ? 0 : 1),
    worst: worst.toSorted((one, other) => other.peakRatio - one.peakRatio).slice(0, SHOWN),
  });
}

const byWeight = (one: Sum, other: Sum): number =>
  RANK[other.severity] - RANK[one.severity] || other.count - one.count || (one.kind < other.kind ? -1 : 1);
