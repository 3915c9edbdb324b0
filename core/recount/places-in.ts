/** Names the minutes of the series that a stretch of a log group tells of. */
import { observe, type SourceOf } from '../observe';
import type { Minute } from '../state/minute';
import { seriesKey } from '../state/series';
import type { LogStreamEvents, Place } from './ports';

/** By time; each minute of a series once. */
export function placesIn(
  logGroup: string,
  streams: readonly LogStreamEvents[],
  from: Minute,
  to: Minute,
  sourceOf?: SourceOf,
): readonly Place[] {
  const places = new Map<string, Place>();
  for (const { logStream, events } of streams) {
    const batch = { owner: '', logGroup, logStream, subscriptionFilters: [], events };
    const { functions, logins } = observe(batch, from, to, sourceOf);
    for (const { series, minute } of [...functions, ...logins])
      places.set(`${minute} ${seriesKey(series)}`, { series, minute });
  }
  return [...places.values()].toSorted((one, other) => one.minute - other.minute);
}
