/** What people are told, before any channel gives it its form: safe plain text, already masked, in the order in which it is read. */
import type { Kind } from '../detect/finding';
import type { Change, Severity } from './alert';
import type { Link } from './links';
import type { DetectionFinding } from './ocsf';

export interface Message {
  /** Visible, and the same on a repeat. */
  readonly id: string;
  /** Grows with each change; with `id` it names this very message. */
  readonly seq: number;
  /** What tells this stack's ids from those of others that are told in the same place. */
  readonly origin: string;
  readonly change: Change;
  readonly severity: Severity;
  /** Of what trouble; undefined for what is told of several, or of Vigil itself. */
  readonly kind?: Kind;
  /** What it is, where it tells of no single alert. */
  readonly noun?: 'group' | 'digest' | 'daily digest';
  readonly isTest: boolean;
  readonly title: string;
  /** The title as printable ASCII, its figures kept where it is long. */
  readonly shortTitle: string;
  /** Where, as a list of words: function, Region, account. */
  readonly where: readonly string[];
  readonly fromMs: number;
  readonly toMs: number;
  /** Phrases that stand after their label: `Usual`, `Seen`. */
  readonly facts: readonly Fact[];
  /** What to do, in whole sentences. */
  readonly step?: Fact;
  readonly lists: readonly MessageList[];
  readonly links: readonly Link[];
  /** Small print, in whole sentences. */
  readonly notes: readonly string[];
  /** Ready to be copied into a terminal, each after what it does. */
  readonly commands?: readonly Fact[];
  /** For programs: one JSON object. */
  readonly json: object;
  /** The same with at most so many addresses, for a channel that cannot carry all of them. */
  readonly jsonWith?: (addresses: number) => object;
  /** The same for a security lake; none for what is no finding. */
  readonly finding?: DetectionFinding;
}

export interface Fact {
  readonly label: string;
  readonly text: string;
}

export interface MessageList {
  readonly heading: string;
  /** A sentence before the list. */
  readonly lead?: string;
  readonly items: readonly ListItem[];
  /** How many more there are than `items`, and who lists them where it is not the JSON. */
  readonly more: number;
  readonly listedBy?: string;
  /** Each item stands alone on its line where there is room, to be copied. */
  readonly isToCopy: boolean;
}

export interface ListItem {
  readonly text: string;
  readonly note?: string;
}
