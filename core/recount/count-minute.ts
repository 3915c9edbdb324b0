/** Counts a series' minute from scratch, out of what the log says: the same events give the same counts, however often. */
import { hashLogin } from '../hash-login';
import { observe, type SourceOf } from '../observe';
import type { Hasher } from '../ports';
import { boundCells } from '../state/bound-cells';
import { sumParts, type BucketPart } from '../state/bucket';
import { edgesIn, edgesOf } from '../state/guard';
import { minuteOf } from '../state/minute';
import { seriesKey } from '../state/series';
import type { LogStreamEvents, Place } from './ports';

export interface LogOfGroup {
  readonly logGroup: string;
  readonly streams: readonly LogStreamEvents[];
}

export interface CountedMinute {
  readonly counts: Pick<BucketPart, 'counters' | 'sketches'>;
  /** True for a delivery whose first and last event are among those read. */
  holds(guard: string): boolean;
}

/**
 * @param logs with a minute before and one after: a call's START and the lines that tell its failure may lie there
 */
export function countMinute(
  { series, minute }: Place,
  logs: readonly LogOfGroup[],
  { hasher, sourceOf }: { readonly hasher: Hasher; readonly sourceOf?: SourceOf },
): CountedMinute {
  const parts: Pick<BucketPart, 'counters' | 'sketches'>[] = [];
  const firsts = new Set<string>();
  const lasts = new Set<string>();
  for (const { logGroup, streams } of logs) {
    for (const { logStream, events } of streams) {
      for (const { id, timestampMs } of events) {
        if (minuteOf(timestampMs) !== minute) continue;
        const { asFirst, asLast } = edgesOf({ logGroup, logStream }, id, hasher);
        firsts.add(asFirst);
        lasts.add(asLast);
      }
      const batch = { owner: '', logGroup, logStream, subscriptionFilters: [], events };
      const { functions, logins } = observe(batch, minute - 1, minute + 1, sourceOf);
      for (const each of functions) {
        if (each.minute === minute && seriesKey(each.series) === seriesKey(series))
          parts.push({ counters: each.counters, sketches: each.sketches });
      }
      if (series.kind !== 'login-source') continue;
      for (const login of logins) if (login.minute === minute) parts.push(hashLogin(login, hasher));
    }
  }
  const { counters, sketches } = sumParts(parts);
  return {
    counts: { counters: boundCells(counters), sketches },
    holds(guard) {
      const { asFirst, asLast } = edgesIn(guard);
      return firsts.has(asFirst) && lasts.has(asLast);
    },
  };
}
