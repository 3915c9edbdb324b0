/** Holds what one address, or what was done to one account, at one login source in ten minutes: bounded whatever they send. */
import type { Minute } from './minute';
import type { Series } from './series';

/** Event hashes kept of a subject and window: beyond it the count says "64 or more". */
export const SUBJECT_CAP = 64;

export const SUBJECT_WINDOW_MINUTES = 10;

export const subjectWindowOf = (minute: Minute): Minute => minute - (minute % SUBJECT_WINDOW_MINUTES);

export type SubjectKind = 'address' | 'account';

export interface SubjectTouch {
  readonly source: Series;
  readonly window: Minute;
  readonly kind: SubjectKind;
  /** 32 hex digits: the keyed hash of the address or the account. */
  readonly hash: string;
  /** The address itself, or the account masked; kept for 48 hours. */
  readonly label: string;
  /** 16 hex digits for each failed login, and of these for each on an account that the log says does not exist. */
  readonly failures: readonly string[];
  readonly unknown: readonly string[];
  /** The same for each probe: a try whose result the log does not tell. */
  readonly probes: readonly string[];
  /** Keyed hashes of the accounts that an address tried, or of the addresses from which an account was tried. */
  readonly others: readonly string[];
  /**
   * … of the accounts that logged in from an address, or of the addresses from which an account logged in; a hash of 16 digits
   * for each success whose line names none.
   */
  readonly successes: readonly string[];
  /** False where a line of it was read in a form that nobody declared for the log group. */
  readonly isDeclared: boolean;
}

/** The sets of a touch; a window keeps at most SUBJECT_CAP of each (one delivery may carry it a little over). */
export const SUBJECT_SETS = ['failures', 'unknown', 'probes', 'others', 'successes'] as const;
export type SubjectSet = (typeof SUBJECT_SETS)[number];

/** Whether it stands for an account or an address, not for a login of whoever it was. */
export const isNamed = (hash: string): boolean => hash.length !== 16;

export interface SubjectWindow {
  readonly kind: SubjectKind;
  readonly hash: string;
  readonly label: string;
  /** Failed logins, at most SUBJECT_CAP (it saturates; one delivery may carry it a little over); so too the next two. */
  readonly failures: number;
  readonly unknown: number;
  readonly probes: number;
  readonly others: readonly string[];
  readonly successes: readonly string[];
  readonly isDeclared: boolean;
}

/** A window in short, as the last day is remembered: derived from the windows, so that writing it twice harms nothing. */
export interface SubjectLine {
  readonly kind: SubjectKind;
  readonly hash: string;
  readonly label: string;
  readonly tries: number;
  readonly others: number;
  readonly successes: number;
  /** Of an address that failed: keyed hashes of the accounts that got in, where they are few. @default none */
  readonly inside?: readonly string[];
  readonly isDeclared: boolean;
}

export interface RollUp {
  readonly window: Minute;
  readonly lines: readonly SubjectLine[];
}

/** A success of an account from an address. */
export interface Acquaintance {
  readonly source: Series;
  readonly account: string;
  readonly label: string;
  readonly address: string;
  readonly minute: Minute;
}

/** From where an account has logged in before: at most SUBJECT_CAP addresses, each with the minute it was first seen. */
export interface KnownAccount {
  readonly label: string;
  /** By keyed hash of the address. */
  readonly firstSeen: ReadonlyMap<string, Minute>;
}
