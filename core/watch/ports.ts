/** What the subscriber asks of the world. */

/** Our subscription filter on a log group: its name and destination are the adapter's. */
export interface Filters {
  look(logGroup: string): Promise<FilterSeen>;
  put(logGroup: string): Promise<FilterPut>;
  /** A filter or a log group that is no longer there counts as taken. */
  take(logGroup: string): Promise<FilterTaken>;
}

export type FilterSeen =
  | { readonly kind: 'current' }
  | { readonly kind: 'outdated' } // ours by name, with another destination or pattern
  | { readonly kind: 'absent' }
  | { readonly kind: 'no-log-group' }
  | { readonly kind: 'failed'; readonly why: string };

export type FilterPut =
  | { readonly kind: 'done' }
  | { readonly kind: 'no-log-group' }
  | { readonly kind: 'full' } // others hold every slot: never ours to take
  | { readonly kind: 'try-again'; readonly why: string }
  | { readonly kind: 'failed'; readonly why: string };

export type FilterTaken = { readonly kind: 'done' } | { readonly kind: 'failed'; readonly why: string };

export type WatchState = 'watched' | 'missing' | 'refused' | 'full' | 'failed';

export interface WatchedGroup {
  readonly logGroup: string;
  readonly state: WatchState;
  /** Since when it is so. */
  readonly atMs: number;
  readonly why?: string;
}

/** What became of each wanted log group. */
export interface WatchStore {
  list(): Promise<readonly WatchedGroup[]>;
  put(group: WatchedGroup): Promise<void>;
  forget(logGroup: string): Promise<void>;
  /** True from the stack's deletion on: a scheduled run that is still under way must not put filters back. */
  isStopped(): Promise<boolean>;
  setStopped(stopped: boolean): Promise<void>;
}
