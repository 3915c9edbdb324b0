/** An alert as it is stored: one trouble of one series, from opening to resolve. The stored alert is the outbox. */
import type { AccountOutcome, AttackingAddress, Evidence, Kind } from '../detect/finding';
import type { SilencedBy } from '../detect/silenced-by';
import type { Series } from '../state/series';
import type { Hush } from './hush';

export type Severity = 'info' | 'warning' | 'critical';

export type Change = 'open' | 'update' | 'resolve';

export interface AlertKey {
  readonly kind: Kind;
  readonly subject: Series;
}

export interface Alert extends AlertKey {
  /** Visible and stable through an episode, such as `3fa9c1-2`: the key's short hash and the episode's number. */
  readonly id: string;
  readonly severity: Severity;
  /** `pending` waits for a second look; nobody is told of it. */
  readonly state: 'pending' | 'open' | 'resolved';
  /** Since when it waits, while it does. */
  readonly pendingSinceMs?: number;
  /** What people are to be told with `seq`. */
  readonly change: Change;
  /** Grows with everything that people are told. */
  readonly seq: number;
  /** Grows with every write. */
  readonly rev: number;
  readonly episode: number;
  readonly openedAtMs: number;
  /** When `change` came about. */
  readonly changedAtMs: number;
  /** First and last minute of the trouble itself, in event time. */
  readonly firstSeenMs: number;
  readonly lastSeenMs: number;
  /** Its lines came when it was past, and nothing of it has been seen in time since. */
  readonly isLate?: true;
  /** Since when the trouble has stayed under its low-water mark; undefined while it has not. */
  readonly calmSinceMs?: number;
  /** Resolved for the new level is usual now: it lasted, or somebody accepted it. */
  readonly newUsual?: 'lasted' | 'accepted';
  /** The worst that was seen in this episode, and how many times the threshold it was. */
  readonly evidence: Evidence;
  readonly peakRatio: number;
  /** What would have silenced it, where one setting could; unknown of alerts that were stored before this was asked. */
  readonly quieter?: SilencedBy;
  /** How many events people were last told of: an update is due when there are four times as many. */
  readonly toldCount: number;
  /** What people had been told before this change. */
  readonly before?: Before;
  /** Attackers by harm, most harmful first, at most 500; empty where none are known. */
  readonly addresses: readonly AttackingAddress[];
  /** How many more there were. */
  readonly moreAddresses?: number;
  /** Accounts that an attacking address got into, and those whose login wants a look; masked, at most 50 each. */
  readonly fallen?: readonly AccountOutcome[];
  /** Keyed hashes of those who fell beyond these, at most 450: they are counted. */
  readonly moreFallen?: readonly string[];
  /** How many of the fallen people were told of. */
  readonly toldFallen?: number;
  readonly toCheck?: readonly AccountOutcome[];
  /** Why nobody is told at present; of an alert that is over, why nobody was told at all. */
  readonly hush?: Hush;
  /** How many of its episodes people were to be told of, and the last of these. */
  readonly loud?: number;
  readonly announced?: number;
  /** When it opened and ended, the last few times; it flaps when that was too often. */
  readonly turnsMs?: readonly number[];
  readonly isFlapping?: true;
  /** When people are reminded that it is still open, and how often they were; more than 0 in the change that reminds them. */
  readonly remindAtMs?: number;
  readonly reminders?: number;
  /** Who has taken it on. */
  readonly acknowledged?: { readonly by: string; readonly atMs: number };
  /** In a message alone, never stored: earlier episodes that the channel is told of only now. */
  readonly earlierEpisodes?: number;
  /** In a message alone: for so long it had been open when its channel was told, where that was late. */
  readonly waitedMs?: number;
  /** Up to which `seq` each channel was told. */
  readonly told: Readonly<Record<string, number>>;
  /** By channel: the thread that stands for this series' latest incident there. */
  readonly threads?: Readonly<Record<string, Thread>>;
  /** Made by `vigil test-alert`: every message says so. */
  readonly isTest?: true;
  /** How each channel was told last. */
  readonly heard?: Readonly<Record<string, Heard>>;
}

/** As people knew it. */
export interface Before {
  readonly change: Change;
  readonly severity: Severity;
  readonly count: number;
  readonly fallen: number;
}

/** A conversation in a chat, named by its first message. */
export interface Thread {
  /** The id of the alert that it was begun for; another episode begins another thread. */
  readonly incident: string;
  /** The chat's own name of the channel and of the message. */
  readonly place: string;
  readonly message: string;
}

export interface Heard {
  /** How many of the episodes that people were to be told of the channel has told. */
  readonly loud: number;
  /** The visible id of the message: the alert's own, a group's or a digest's. */
  readonly via: string;
}
