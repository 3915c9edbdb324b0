/** What a recount asks of the world: which minutes are not exact, what their shards hold, and what the log says. */
import type { LogEvent } from '../log/batch';
import type { BucketPart } from '../state/bucket';
import type { Minute } from '../state/minute';
import type { Series } from '../state/series';

export interface RecountStore {
  /** Puts a minute on the list, or adds deliveries to it; twice is as once. */
  note(wish: RecountWish): Promise<void>;
  /** At most so many, in the order of their keys. */
  list(most: number): Promise<readonly RecountMark[]>;
  /** Takes a minute off the list; false where deliveries were noted since the mark was read. */
  strike(mark: RecountMark): Promise<boolean>;
  /** Every shard of the minute, as it now is. */
  read(series: Series, minute: Minute): Promise<readonly ShardState[]>;
  /** Lets nothing more be added to a shard; what it counts stands until the minute is replaced. */
  freeze(place: Place, shard: ShardState): Promise<boolean>;
  /**
   * Makes these counts those of the whole minute, whatever its other shards hold. To be called with shard 0, when all others
   * are frozen. False, as with `freeze`, where the shard is not as it was read.
   */
  replace(place: Place, shard: ShardState, counts: Pick<BucketPart, 'counters' | 'sketches'>): Promise<boolean>;
}

export interface Place {
  readonly series: Series;
  readonly minute: Minute;
}

export interface RecountWish extends Place {
  /** Of the deliveries that the recount must be seen to hold. */
  readonly guards: readonly string[];
  /** Log groups from which they came, beside the series' own. */
  readonly from: readonly string[];
  readonly noticedAtMs: number;
}

export interface RecountMark extends RecountWish {
  /** Grows with each note. */
  readonly rev: number;
}

export interface ShardState {
  readonly shard: number;
  /** Deliveries that it holds; those given back to `freeze` and `replace` may be more, and are kept. */
  readonly guards: readonly string[];
  /** How many it held when it was read. */
  readonly held: number;
  /** Log groups from which they came, beside the series' own. */
  readonly from: readonly string[];
  /** 0 while deliveries are added to it; grows with each recount. */
  readonly version: number;
}

/** The log itself, as it can be read back. */
export interface LogReader {
  /** The events of a log group from `fromMs` to before `toMs`, by stream, each stream's in the order of the log. */
  read(logGroup: string, fromMs: number, toMs: number): Promise<LogRead>;
}

export type LogRead =
  | { readonly kind: 'read'; readonly streams: readonly LogStreamEvents[] }
  | { readonly kind: 'not-there' } // no such log group, or not one of ours
  | { readonly kind: 'too-much' };

export interface LogStreamEvents {
  readonly logStream: string;
  readonly events: readonly LogEvent[];
}
