/** Counts what stands on the lists of a day: exact, in bounded room however much it is. */
import type { Kind } from '../../detect/finding';
import { seriesKey, type Series } from '../../state/series';
import type { AlertKey } from '../alert';
import { RANK } from '../severity';
import type { SmallCount } from '../summary';
import type { DeskStore, SmallEntry } from './desk';

const PAGE = 1000;
const SHOWN = 3;

export interface SmallSums {
  readonly small: readonly SmallCount[];
  readonly over: number;
  /** Episodes of detectors that are only being tried. */
  readonly staged: ReadonlyMap<Kind, number>;
}

interface Sum extends Omit<SmallCount, 'worst'> {
  readonly worst: readonly { readonly subject: Series; readonly peakRatio: number }[];
}

export async function sumSmall(
  { desk, channel }: { readonly desk: Pick<DeskStore, 'listSmall'>; readonly channel: string },
  from: number,
  through: number,
): Promise<SmallSums> {
  const sums = new Map<string, Sum>();
  const staged = new Map<Kind, number>();
  let over = 0;
  for (let list = from; list <= through; list += 1) {
    let after: AlertKey | undefined;
    for (;;) {
      const entries = await desk.listSmall(channel, list, PAGE, after);
      for (const entry of entries) {
        const opened = entry.loud - entry.before;
        if (opened <= 0) over += entry.change === 'resolve' ? 1 : 0;
        else add(sums, entry, opened);
        if (opened > 0 && entry.why === 'staged')
          staged.set(entry.key.kind, (staged.get(entry.key.kind) ?? 0) + opened);
      }
      after = entries.at(-1)?.key;
      if (after === undefined) break;
    }
  }
  const small = [...sums.values()].toSorted(byWeight);
  return { small: small.map((sum) => ({ ...sum, worst: sum.worst.map(({ subject }) => subject) })), over, staged };
}

function add(sums: Map<string, Sum>, { key, why, severity, peakRatio }: SmallEntry, opened: number): void {
  const { kind, subject } = key;
  const name = `${why} ${severity} ${kind}`;
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
