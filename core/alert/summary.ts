/**
 * What a channel is told of many alerts at once: a group is one message for like troubles that began together, a digest counts
 * what went beyond the channel's rate, a daily one tells of what is too small to be told at once.
 */
import type { Kind } from '../detect/finding';
import type { Alert, Change, Severity } from './alert';

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
  /** Episodes that are told here for the first time: exact. */
  readonly opened: number;
  readonly openedAtMs: number;
}

export interface Digest {
  readonly form: 'digest';
  /** Visible, and the same on a repeat, such as `d1122-1015`. */
  readonly id: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** Episodes that are told here for the first time: exact. */
  readonly opened: number;
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
  /** Episodes that nobody was told of at once, by why, kind and severity. */
  readonly small: readonly {
    readonly why: string;
    readonly kind: Kind;
    readonly severity: Severity;
    readonly count: number;
  }[];
  /** Episodes of the last seven days that people were told of, and how many a week they wish to have at most. */
  readonly weekTold: number;
  readonly weekBudget: number;
  /** What Vigil's own functions and table cost in the day, as far as it knows. */
  readonly ownUsd?: number;
  /** Silences that are in force, in words. */
  readonly silences: readonly string[];
  /** Detectors that have been staged for a week, and how often each would have told. */
  readonly staged: readonly { readonly kind: Kind; readonly wouldHaveTold: number; readonly days: number }[];
}
