/** What the subscriber asks of the world. */
import type { Configuration } from '../price';
import type { Tags } from './watch-wishes';

/** What there is in the account; a listing that could not be read to its end is none. */
export interface Account {
  listFunctions(): Promise<Listed<FunctionSeen>>;
  listLogGroups(prefix: string): Promise<Listed<LogGroupSeen>>;
  /** Functions and log groups that carry all of these. */
  listTagged(tags: Tags): Promise<Listed<Tagged>>;
  /** Undefined where there is none of this name, or it could not be asked for. */
  findLogGroup(name: string): Promise<LogGroupSeen | undefined>;
  /** Whether CloudWatch Logs may still call the analyzer; a reason where it may not. */
  whyUndeliverable(): Promise<string | undefined>;
}

export type Listed<Item> =
  { readonly kind: 'listed'; readonly items: readonly Item[] } | { readonly kind: 'failed'; readonly why: string };

export interface LogGroupSeen {
  readonly name: string;
  readonly createdAtMs: number;
  /** Only STANDARD ones take subscription filters (2026-11). */
  readonly logClass: string;
}

export interface FunctionSeen {
  readonly name: string;
  /** Where it writes: its own by default, or one that it may share with others. */
  readonly logGroup: string;
  readonly configuration: Configuration;
  /** Its log level lets no report of a call that went well through. */
  readonly hidesReports: boolean;
}

export interface Tagged {
  readonly kind: 'function' | 'log-group';
  readonly name: string;
}

/** Our subscription filter on a log group: its name and destination are the adapter's. */
export interface Filters {
  look(logGroup: string): Promise<FilterSeen | TryAgain>;
  put(logGroup: string): Promise<FilterPut | TryAgain>;
  /** A filter or a log group that is no longer there counts as taken. */
  take(logGroup: string): Promise<FilterTaken | TryAgain>;
}

export interface TryAgain {
  readonly kind: 'try-again';
  readonly why: string;
}

export type FilterSeen =
  | {
      readonly kind: 'current' | 'outdated' | 'absent';
      /** Filters of others there. */ readonly others: readonly string[];
    }
  | { readonly kind: 'no-log-group' }
  | { readonly kind: 'failed'; readonly why: string };

export type FilterPut =
  | { readonly kind: 'done' }
  | { readonly kind: 'no-log-group' }
  | { readonly kind: 'full' } // others hold every slot: never ours to take
  | { readonly kind: 'failed'; readonly why: string };

export type FilterTaken = { readonly kind: 'done' } | { readonly kind: 'failed'; readonly why: string };

/**
 * `missing`: not there yet. `refused`: never to be watched. `full`: others hold every slot. `unfit`: of a class that takes no
 * filters. `failed`: could not be looked at or changed.
 */
export type WatchState = 'watched' | 'missing' | 'refused' | 'full' | 'unfit' | 'failed';

export interface WatchedGroup {
  readonly logGroup: string;
  readonly state: WatchState;
  /** Since when it is so. */
  readonly atMs: number;
  readonly why?: string;
  /** Who holds the slots of a full one. */
  readonly holders?: readonly string[];
  /** Since when nothing asks for it any more. */
  readonly unwantedAtMs?: number;
}

/** What became of each wanted log group, and who is at work on them. */
export interface WatchStore {
  list(): Promise<readonly WatchedGroup[]>;
  put(group: WatchedGroup): Promise<void>;
  forget(logGroup: string): Promise<void>;
  /** False where another run is at work, or the stack is going away; `force` is for whoever may not be turned away. */
  begin(run: string, nowMs: number, untilMs: number, force?: boolean): Promise<boolean>;
  /** False from when another run has begun by force, or the stack's deletion has: nothing may be put any more. */
  isOurs(run: string): Promise<boolean>;
  end(run: string): Promise<void>;
  /** At the stack's deletion: from here on only a run by force begins. */
  stop(run: string): Promise<void>;
  isStopped(): Promise<boolean>;
}

/** Log groups that are to be read back from their beginning, for they were there before our filter was. */
export interface ReadBackStore {
  note(wish: ReadBack): Promise<void>;
  list(): Promise<readonly ReadBack[]>;
  forget(logGroup: string): Promise<void>;
}

export interface ReadBack {
  readonly logGroup: string;
  /** First and last minute that our filter may not have delivered. */
  readonly from: number;
  readonly to: number;
}
