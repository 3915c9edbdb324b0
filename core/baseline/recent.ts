/** What is usual lately, as stored: bounded by 1 KB as JSON, however long a function runs. */
import type { Minute } from '../state/minute';

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
}

export interface FunctionRecent extends RecentHead {
  readonly kind: 'function';
  /** Calls folded so far, undecayed. */
  readonly calls: number;
  /** Weights by duration cell (see `log-histogram.ts`), decayed, sparse. */
  readonly durations: readonly (readonly [cell: number, weight: number])[];
}

export interface LoginRecent extends RecentHead {
  readonly kind: 'login-source';
  /** Decayed sums over active minutes; a minute's failures count at most four times the usual. */
  readonly activeMinutes: number;
  readonly attempts: number;
  readonly failures: number;
}
