/** What the engine asks of the world. Every interface has an in-memory form and one for AWS that keep the same contract. */
import type { Alert, AlertKey, Heard, Thread } from './alert/alert';
import type { Episode } from './alert/episode';
import type { Message } from './alert/message';
import type { Profile } from './baseline/profile';
import type { Recent } from './baseline/recent';
import type { Bytes } from './log/bytes';
import type { Bucket, BucketAfter, BucketWrite } from './state/bucket';
import type { Minute } from './state/minute';
import type { Series } from './state/series';
import type { ShardPlan } from './state/shard';
import type { Acquaintance, KnownAccount, RollUp, SubjectTouch, SubjectWindow } from './state/subject';

/** Minute buckets: exact under any repetition of a write. */
export interface BucketStore {
  /**
   * Applies those parts whose guard the bucket has not seen yet, in one conditional write. Throws only to be retried, with
   * `isHot` set where the table said that it is this bucket that gets too many writes.
   */
  add(write: BucketWrite): Promise<BucketAfter>;
  /** Those guards of a write that the bucket does not hold, as it now is; none of a bucket that was recomputed from the log. */
  missing(write: BucketWrite): Promise<readonly string[]>;
  /** The buckets of these minutes, both ends included, shards merged, oldest first; a minute without one is left out. */
  read(series: Series, from: Minute, to: Minute): Promise<readonly Bucket[]>;
}

/** Addresses and accounts of a login source, by ten-minute window; each holds at most SUBJECT_CAP of a kind. */
export interface SubjectStore {
  /** `full` where the window has room for no more failed logins, whatever else of the touch it took. */
  touch(touch: SubjectTouch): Promise<'noted' | 'full'>;
  list(source: Series, window: Minute): Promise<readonly SubjectWindow[]>;
  /** Keeps a window in short, in the place of what was kept of it before. */
  rollUp(source: Series, rollUp: RollUp): Promise<void>;
  /** What was rolled up of the windows from `from` to `to`, both included, oldest first. */
  listRollUps(source: Series, from: Minute, to: Minute): Promise<readonly RollUp[]>;
  /** Notes a success, and gives what is known of the account with it; a pair that was known keeps its first minute. */
  remember(success: Acquaintance): Promise<KnownAccount>;
  recall(source: Series, account: string): Promise<KnownAccount | undefined>;
}

/** Which buckets were created, by the minute at which they may be folded: so that the sweeper never scans. */
export interface DirtyList {
  add(series: Series, minute: Minute, due: Minute): Promise<void>;
  list(due: Minute): Promise<readonly { readonly series: Series; readonly minute: Minute }[]>;
}

/** Into how many shards the minutes of busy series are split. */
export interface ShardStore {
  /** The plan of every series that has one; as it now is, not as it lately was. */
  list(): Promise<readonly ShardPlan[]>;
  /** False when another writer was faster: `expectedRev` is the stored one's, 0 where there is none. */
  write(plan: ShardPlan, expectedRev: number): Promise<boolean>;
}

/** What is usual lately and by hour of week, and how far the sweeper came. */
export interface UsualStore {
  read(series: Series): Promise<Recent | undefined>;
  /** False when another writer was faster: `expectedRev` is the stored one's, 0 where there is none. */
  write(series: Series, recent: Recent, expectedRev: number): Promise<boolean>;
  readProfile(series: Series): Promise<Profile | undefined>;
  /** Like `write`. */
  writeProfile(series: Series, profile: Profile, expectedRev: number): Promise<boolean>;
  readCursor(): Promise<Minute | undefined>;
  writeCursor(due: Minute): Promise<void>;
}

/** Alerts, one item each; the stored alert is the outbox. */
export interface AlertStore {
  read(key: AlertKey): Promise<Alert | undefined>;
  /** Compare-and-set on `rev`; false when another writer was faster. Leaves `told` as stored. */
  write(alert: Alert, expectedRev: number): Promise<boolean>;
  /** Notes that a channel was told of `seq`, never lowers it; where the channel keeps the incident's thread, and how it was told. */
  markTold(key: AlertKey, channel: string, seq: number, thread?: Thread, heard?: Heard): Promise<void>;
  /** The alerts that are open, or were when last looked at. */
  listOpen(): Promise<readonly AlertKey[]>;
  noteOpen(key: AlertKey): Promise<void>;
  forgetOpen(key: AlertKey): Promise<void>;
  /** Keeps an episode in the journal, in place of what was kept of it before. */
  noteEpisode(episode: Episode): Promise<void>;
  /** The episodes that opened from `fromMs` on and before `toMs`, oldest first. */
  listEpisodes(fromMs: number, toMs: number): Promise<readonly Episode[]>;
  /** The same, each once, page by page: the latest day first, a day's in no order. However many there are, a page is small. */
  pagesOfEpisodes(fromMs: number, toMs: number): AsyncIterable<readonly Episode[]>;
}

/** True for what a bucket store throws when one bucket gets too many writes. */
export const isHot = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'isHot' in error && error.isHot === true;

/** Deliveries that could not be read: why, when, size and hash, never the payload. */
export interface QuarantineStore {
  put(entry: QuarantineEntry): Promise<void>;
}

export interface QuarantineEntry {
  readonly why: string;
  readonly atMs: number;
  readonly sizeBytes: number;
  readonly hash: string;
}

/** HMAC-SHA-256 under the stack's pepper. */
export interface Hasher {
  /** 16 hex digits (8 bytes): guards of batches and events. */
  guard(text: string): string;
  /** 32 hex digits (16 bytes): what stands for a person or an address in our state. */
  subject(kind: 'address' | 'account', value: string): string;
}

/** Undoes base64 and gzip of what CloudWatch sent, within bounds. */
export type Inflate = (data: string) => Inflated;

export type Inflated = ({ readonly kind: 'bytes' } & Bytes) | { readonly kind: 'unreadable'; readonly why: string };

/** When the troubles of each channel were last told on the others. */
export interface ChannelTroubles {
  lastTold(channel: string, trouble: string): Promise<number | undefined>;
  noteTold(channel: string, trouble: string, nowMs: number): Promise<void>;
}

/** A way to tell people. */
export interface Channel {
  readonly name: string;
  /** @param thread where this channel told of the same incident before */
  tell(message: Message, thread: Thread | undefined): Promise<Delivery>;
}

export type Delivery =
  /** With the thread that the incident now has, where the channel has threads. */
  | { readonly kind: 'sent'; readonly thread?: Thread }
  /** `isUnsure` where it may have arrived all the same. */
  | { readonly kind: 'try-again'; readonly why: string; readonly afterMs?: number; readonly isUnsure?: boolean }
  | { readonly kind: 'give-up'; readonly why: string };

/** Runs patterns that users wrote, in linear time whatever the text. */
export interface PatternEngine {
  compile(pattern: string): Compiled;
}

export type Compiled =
  | { readonly kind: 'pattern'; readonly pattern: Pattern }
  /** Why not, in words that follow "the pattern". */
  | { readonly kind: 'refused'; readonly why: string };

export interface Pattern {
  readonly groupNames: readonly string[];
  /** The named groups that took part; undefined where the text does not match. */
  match(text: string): Readonly<Record<string, string>> | undefined;
}
