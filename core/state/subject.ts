/** Holds what one address did to one login source in ten minutes: enough to list attackers, bounded whatever they send. */
import type { Minute } from './minute';
import type { Series } from './series';

/** Event hashes kept of a subject and window: beyond it the count says "64 or more". */
export const SUBJECT_CAP = 64;

export const SUBJECT_WINDOW_MINUTES = 10;

export const subjectWindowOf = (minute: Minute): Minute => minute - (minute % SUBJECT_WINDOW_MINUTES);

export interface SubjectTouch {
  readonly source: Series;
  readonly window: Minute;
  /** 32 hex digits: the keyed hash of the address. */
  readonly hash: string;
  /** The address itself, kept for 48 hours. */
  readonly address: string;
  /** 16 hex digits for each failed login. */
  readonly failures: readonly string[];
  /** Keyed hashes of the accounts it tried; at most SUBJECT_CAP are kept. */
  readonly accounts: readonly string[];
}

export interface SubjectWindow {
  readonly address: string;
  /** Failed logins, at most SUBJECT_CAP (it saturates; one delivery may carry it a little over). */
  readonly failures: number;
  readonly accounts: readonly string[];
}
