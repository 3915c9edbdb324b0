/** Reads whole hours of a series, each once, for two ask for one that is learned: who folds what came late of it, and who learns it. */
import type { Hour } from './baseline/hour';
import type { BucketStore } from './ports';
import type { Bucket } from './state/bucket';
import type { Series } from './state/series';

export interface HoursRead {
  read(hour: Hour): Promise<readonly Bucket[]>;
}

export function createHoursRead(series: Series, buckets: Pick<BucketStore, 'read'>): HoursRead {
  const known = new Map<Hour, Promise<readonly Bucket[]>>();
  return {
    read(hour) {
      const read = known.get(hour) ?? buckets.read(series, hour * 60, hour * 60 + 59);
      known.set(hour, read);
      return read;
    },
  };
}
