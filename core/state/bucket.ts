/** Holds the counts of one series in one minute of event time. Only sums and sets, so that any order of writes gives the same. */
import type { Minute } from './minute';
import type { Series } from './series';

/** Non-negative integers by counter name; the names are listed in `counters.ts`. */
export type Counters = ReadonlyMap<string, number>;

/**
 * Sets of whole numbers below 2^48 by name: (register, rank) pairs, which count distinct values in bounded space
 * (`distinct.ts`), and failed attempts (`failed-requests.ts`).
 */
export type Sketches = ReadonlyMap<string, ReadonlySet<number>>;

export interface Bucket {
  readonly minute: Minute;
  readonly counters: Counters;
  readonly sketches: Sketches;
  /** Of the counters, what came after the minute had closed, by the minute at which it is folded; see `baseline/learned-part.ts`. */
  readonly late?: ReadonlyMap<Minute, Counters>;
  /** Counted from the log, after it had closed. */
  readonly isRecounted?: true;
}

/** What one delivery adds to a bucket. */
export interface BucketPart {
  /** 16 hex digits naming the delivery in this minute: a bucket counts each once; see `guard.ts`. */
  readonly guard: string;
  /**
   * How its first and last event are known where another delivery overlaps it.
   * @default - an overlap in which one begins with the event that ends the other goes unseen
   */
  readonly crossed?: string;
  /**
   * The log group that it came from.
   * @default - the series' own, see `homeOf`
   */
  readonly from?: string;
  readonly counters: Counters;
  readonly sketches: Sketches;
}

export interface BucketWrite {
  readonly series: Series;
  readonly minute: Minute;
  readonly shard: number;
  readonly parts: readonly BucketPart[];
  /** Set where the minute has closed: what is added is also noted apart, to be folded at this minute. */
  readonly lateDue?: Minute;
}

export interface BucketAfter {
  /** The shard's totals after the write. */
  readonly counters: Counters;
  /** How many of the parts were counted by this write; the others had been counted before. */
  readonly applied: number;
  /** True when this write made the bucket. */
  readonly created: boolean;
  /** Deliveries that the shard has counted so far. */
  readonly guards: number;
  /** Guards of those parts that share a first or last event with another delivery here: some events were counted twice. */
  readonly overlapping: readonly string[];
  /** Guards of parts that came after the minute was recounted from the log, and that nobody knows to be in it. */
  readonly late: readonly string[];
}

/** The sum of several parts: what a store adds in one write. */
export function sumParts(parts: readonly Pick<BucketPart, 'counters' | 'sketches'>[]): {
  readonly counters: Map<string, number>;
  readonly sketches: Map<string, Set<number>>;
} {
  const counters = new Map<string, number>();
  const sketches = new Map<string, Set<number>>();
  for (const part of parts) {
    for (const [name, count] of part.counters) counters.set(name, (counters.get(name) ?? 0) + count);
    for (const [name, pairs] of part.sketches) {
      const all = sketches.get(name) ?? new Set<number>();
      for (const pair of pairs) all.add(pair);
      sketches.set(name, all);
    }
  }
  return { counters, sketches };
}

/** One bucket of several shards. */
export function mergeShards(minute: Minute, shards: readonly Omit<Bucket, 'minute'>[]): Bucket {
  const late = new Map<Minute, Map<string, number>>();
  for (const [due, counters] of shards.flatMap((shard) => [...(shard.late ?? [])])) {
    const sum = late.get(due) ?? new Map<string, number>();
    for (const [name, count] of counters) sum.set(name, (sum.get(name) ?? 0) + count);
    late.set(due, sum);
  }
  return { minute, ...sumParts(shards), ...(late.size > 0 && { late }) };
}
