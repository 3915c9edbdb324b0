/** What is usual of a series by hour of week, as stored: at most 16 KB as JSON however long it runs, written once an hour at most. */
import type { Series } from '../state/series';
import type { Hour } from './hour';

export interface Profile {
  readonly kind: Series['kind'];
  /** Grows with every write. */
  readonly rev: number;
  /** No hour up to this one will be learned any more. */
  readonly learnedTo: Hour;
  /** Hours and days of which something was learned. */
  readonly hours: number;
  readonly days: number;
  /** Packed levels of every figure (see `figures.ts`): 168 hours of the week from Monday on, 24 of the day, and all. */
  readonly byHourOfWeek: string;
  readonly byHourOfDay: string;
  readonly overall: string;
  /** By how much an hour usually differs from what was expected of it, by figure, as a packed difference of levels. */
  readonly spread: string;
  /** The median duration (of a login source: the failed logins) of today's hours, and of the last 40 days, packed. */
  readonly today: string;
  readonly daily: string;
  /** The day that `today` holds, in days since 1970; `daily` ends with the day before. */
  readonly day: number;
  /** Of a function, what the judging core remembers of its metrics; see `detect/surprise/follow.ts`. Absent before its first hour. */
  readonly followed?: string;
  /** A level that has been held since … and is not usual yet. */
  readonly candidate?: Candidate;
  /** The new levels that became usual, latest last, at most 5. */
  readonly adopted: readonly Adoption[];
  /** The versions that ran, latest last, at most 4. */
  readonly versions: readonly VersionSeen[];
}

export interface Candidate {
  readonly sinceHour: Hour;
  /** Hours with calls that held it. */
  readonly hours: number;
  readonly medianMs: number;
}

export interface Adoption {
  readonly hour: Hour;
  readonly fromMs: number;
  readonly toMs: number;
  /** It held for a day; it held for three hours after a new version; or somebody accepted it. */
  readonly why: 'held' | 'version' | 'accepted';
}

export interface VersionSeen {
  readonly version: string;
  readonly sinceHour: Hour;
}

export const emptyProfile = (kind: Series['kind'], before: Hour): Profile => ({
  kind,
  rev: 0,
  learnedTo: before,
  hours: 0,
  days: 0,
  byHourOfWeek: '',
  byHourOfDay: '',
  overall: '',
  spread: '',
  today: '',
  daily: '',
  day: 0,
  adopted: [],
  versions: [],
});
