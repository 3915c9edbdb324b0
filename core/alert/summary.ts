/**
 * What a channel is told of many alerts at once: a group is one message for like troubles that began together, a digest counts
 * what went beyond the channel's rate, a daily one tells of what is too small to be told at once.
 */
import type { Kind } from '../detect/finding';
import type { Series } from '../state/series';
import type { Alert, Change, Severity } from './alert';
import type { Silence } from './silence';
import type { SmallWhy } from './small';

export type Summary = Group | Digest | Daily;

export interface Group {
  readonly form: 'group';
  /** Visible, and the same on a repeat, such as `g3fa9c1-2`. */
  readonly id: string;
  readonly kind: Kind;
  readonly severity: Severity;
  readonly change: Change;
  /** Grows with each change that is told: with 1 the message is new, above it the message is edited or followed up. */
  readonly seq: number;
  /** Those with the most impact first, at most ten … */
  readonly members: readonly Alert[];
  /** … of so many, of which so many are resolved. */
  readonly total: number;
  readonly resolved: number;
  /** Those that joined since it was told last, at most ten of so many. */
  readonly joined?: { readonly alerts: readonly Alert[]; readonly total: number };
  /** So many more were of it, and are told by themselves since they grew critical. */
  readonly alone?: number;
  /** Of those that go on, how many are taken on, and by whom last. */
  readonly taken?: { readonly total: number; readonly by: string };
  /** The how many-th reminder this is, where it tells nothing else. */
  readonly reminders?: number;
  /** Episodes that are told here for the first time: exact. */
  readonly opened: number;
  readonly openedAtMs: number;
  /** For so long the first of them had been open when the channel was told, where that was late. */
  readonly waitedMs?: number;
}

export interface Digest {
  readonly form: 'digest';
  /** Visible, and the same on a repeat, such as `d1122-1015`. */
  readonly id: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** Episodes that are told here for the first time: exact. */
  readonly opened: number;
  /** Of these, as many as were over by then. */
  readonly over?: number;
  /** Of what opened, by severity and kind, most first. */
  readonly counts: readonly { readonly kind: Kind; readonly severity: Severity; readonly opened: number }[];
  /** Alerts that were told before and of which something changed, and those that are over. */
  readonly updated: number;
  readonly resolved: number;
  /** The worst, at most ten. */
  readonly worst: readonly Alert[];
}

export interface Daily {
  readonly form: 'daily';
  /** Such as `day-2026-11-22`. */
  readonly id: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** Episodes that nobody was told of at once; exact, most first. */
  readonly small: readonly SmallCount[];
  /** Of what an earlier one told, so many are over. */
  readonly over: number;
  /** Episodes that went beyond the channel's rate since, and were counted in digests of their own. */
  readonly overflow: number;
  /** Detectors that are only being tried. */
  readonly staged: readonly StagedCount[];
  /** What else there is to know of the day; a key is left out where nothing is known. */
  readonly facts: DayFacts;
}

export interface SmallCount {
  readonly why: SmallWhy;
  readonly kind: Kind;
  readonly severity: Severity;
  readonly count: number;
  /** The worst three, of so many functions or log groups. */
  readonly worst: readonly Series[];
  readonly places: number;
}

export interface StagedCount {
  readonly kind: Kind;
  /** Episodes in the days since it was staged. */
  readonly wouldHaveTold: number;
  readonly days: number;
}

export interface DayFacts {
  /** Episodes of the last seven days that people were told of at once, in the whole stack, and what they wish for at most. */
  readonly week?: {
    readonly told: number;
    /** There were more than could be counted. */
    readonly isMore?: boolean;
    readonly budget: number;
    readonly loudest: readonly { readonly kind: Kind; readonly subject: Series; readonly count: number }[];
  };
  /** What is watched and what is not, in a line. */
  readonly coverage?: string;
  /** What Vigil's own functions and table cost in so many hours. */
  readonly cost?: { readonly usd: number; readonly hours: number };
  /** Silences that are in force. */
  readonly silences?: readonly Silence[];
}
