/** Reads the minutes that fall due but once where a series is judged and folded in the same sweep: judging has read them already. */
import type { BucketStore } from '../../core/ports';
import type { Bucket } from '../../core/state/bucket';
import type { Minute } from '../../core/state/minute';
import { seriesKey } from '../../core/state/series';

export interface Span {
  readonly from: Minute;
  readonly to: Minute;
}

export interface ReadOnce {
  /** Keeps of each answer what falls due. */
  readonly forJudging: BucketStore;
  /** Gives what was kept, once; all else is read. */
  readonly forFolding: BucketStore;
}

/** Series of which minutes are kept, at some 15 KB each: the others are read twice. */
const MOST_KEPT = 4000;

/** @param spans by series' key, which minutes are going to be folded */
export function readOnce(buckets: BucketStore, spans: ReadonlyMap<string, Span>): ReadOnce {
  const kept = new Map<string, readonly Bucket[]>();
  return {
    forJudging: {
      ...buckets,
      async read(series, from, to) {
        const read = await buckets.read(series, from, to);
        const span = spans.get(seriesKey(series));
        if (span !== undefined && span.from >= from && span.to <= to && kept.size < MOST_KEPT)
          kept.set(seriesKey(series), within(read, span.from, span.to));
        return read;
      },
    },
    forFolding: {
      ...buckets,
      async read(series, from, to) {
        const key = seriesKey(series);
        const span = spans.get(key);
        const known = kept.get(key);
        if (known === undefined || span === undefined || from < span.from || to > span.to)
          return buckets.read(series, from, to);
        kept.delete(key);
        return within(known, from, to);
      },
    },
  };
}

const within = (read: readonly Bucket[], from: Minute, to: Minute): readonly Bucket[] =>
  read.filter(({ minute }) => minute >= from && minute <= to);
