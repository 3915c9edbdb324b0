/** An alert as it is stored: one trouble of one series, from opening to resolve. The stored alert is the outbox. */
import type { AccountOutcome, AttackingAddress, Evidence, Kind } from '../detect/finding';
import type { Series } from '../state/series';

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
  readonly state: 'open' | 'resolved';
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
  /** Since when the trouble has stayed under its low-water mark; undefined while it has not. */
  readonly calmSinceMs?: number;
  /** Resolved for the new level is usual now: it lasted, or somebody accepted it. */
  readonly newUsual?: 'lasted' | 'accepted';
  /** The worst that was seen in this episode, and how many times the threshold it was. */
  readonly evidence: Evidence;
  readonly peakRatio: number;
  /** How many events people were last told of: an update is due when there are four times as many. */
  readonly toldCount: number;
  /** Attackers by harm, most harmful first, at most 500; empty where none are known. */
  readonly addresses: readonly AttackingAddress[];
  /** How many more there were. */
  readonly moreAddresses?: number;
  /** Accounts that an attacking address got into, and those whose login wants a look; masked, at most 50 each. */
  readonly fallen?: readonly AccountOutcome[];
  readonly toCheck?: readonly AccountOutcome[];
  /** Up to which `seq` each channel was told. */
  readonly told: Readonly<Record<string, number>>;
  /** By channel: the thread that stands for this series' latest incident there. */
  readonly threads?: Readonly<Record<string, Thread>>;
  /** Made by `vigil test-alert`: every message says so. */
  readonly isTest?: true;
}

/** A conversation in a chat, named by its first message. */
export interface Thread {
  /** The id of the alert that it was begun for; another episode begins another thread. */
  readonly incident: string;
  /** The chat's own name of the channel and of the message. */
  readonly place: string;
  readonly message: string;
}
