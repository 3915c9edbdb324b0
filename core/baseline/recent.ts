/** What is usual lately, as stored: bounded by 1 KB as JSON, however long a function runs. */
import type { Minute } from '../state/minute';
import type { Habit } from './habit';
import type { Hour } from './hour';

export type Recent = FunctionRecent | LoginRecent;

interface RecentHead {
  /** Grows with every write. */
  readonly rev: number;
  /** Every bucket due up to this minute has been folded. */
  readonly foldedDue: Minute;
  /** Minutes folded so far, undecayed: how much is known. */
  readonly minutes: number;
  /** Event minute to which the weights below have been decayed. */
  readonly decayedTo: Minute;
  /** Hours that the profile has yet to learn. */
  readonly pending?: readonly PendingHour[];
}

export interface PendingHour {
  readonly hour: Hour;
  /** Minutes passed over for they belong to a trouble: a bit each, as hex digits; empty for none. */
  readonly passed: string;
}

/** A new level that became usual. */
export interface AdoptedLevel {
  readonly at: Minute;
  readonly fromMs: number;
  readonly toMs: number;
  readonly isAccepted: boolean;
}

/** What the profile says of an hour and of the one after it: [median, p95, p99] in ms, where its hour of week or day is known. */
export interface HourlyLevels {
  readonly hour: Hour;
  readonly levels: readonly (readonly [medianMs: number, p95Ms: number, p99Ms: number] | null)[];
}

export interface FunctionRecent extends RecentHead {
  readonly kind: 'function';
  /** Calls folded so far, undecayed. */
  readonly calls: number;
  /** Weights by duration cell (see `log-histogram.ts`), decayed, sparse. */
  readonly durations: readonly (readonly [cell: number, weight: number])[];
  readonly hourly?: HourlyLevels;
  /** Losses as a matter of course; see `habit.ts`. */
  readonly habit?: Habit;
  readonly adopted?: AdoptedLevel;
  /** Kinds of trouble whose level somebody accepted, and when: the last two. */
  readonly accepted?: readonly (readonly [kind: string, at: Minute])[];
}

export interface LoginRecent extends RecentHead {
  readonly kind: 'login-source';
  /** Decayed sums over active minutes; a minute's failures count at most four times the usual. */
  readonly activeMinutes: number;
  readonly attempts: number;
  readonly failures: number;
  /** Of these, those on accounts that do not exist; not in what was stored before it was counted. */
  readonly unknown?: number;
}
