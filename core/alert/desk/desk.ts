/** The desk of a channel: what waits to be told there, who is telling it, and what the hour still allows. */
import type { Kind } from '../../detect/finding';
import type { Alert, AlertKey, Severity, Thread } from '../alert';
import type { SmallWhy } from '../small';
import type { SmallSoFar } from './sum-small';

/** Something new of an alert that the channel has yet to be told. */
export interface Waiting {
  readonly key: AlertKey;
  readonly seq: number;
  readonly severity: Severity;
  /** Set once the channel refused it for good: from then on it is only counted. */
  readonly isRefused?: boolean;
}

/** As it is stored, one for each channel. */
export interface Desk {
  /** Grows with each ring while somebody is telling. */
  readonly bells: number;
  /** Nothing is tried before, for the channel did not answer so many times in a row. */
  readonly downUntilMs?: number;
  /** How long that rest is: a clock that was far ahead when it began makes it no longer. */
  readonly restMs?: number;
  /** When it first did not, of so many times in a row. */
  readonly downSinceMs?: number;
  readonly downWhy?: string;
  readonly failures?: number;
  readonly lastSentAtMs?: number;
  /** Since when something waits for a digest. */
  readonly overflowSinceMs?: number;
  /** What is being told for the first time, so that a repeat tells the same. */
  readonly underWay?: OwnUnderWay | GroupUnderWay;
  /** How many digests there were, by which they are numbered, and the one under way. */
  readonly digests?: number;
  readonly digest?: DigestUnderWay;
  /** The group of each kind that like troubles still join. */
  readonly groups?: Readonly<Partial<Record<Kind, GroupNote>>>;
  readonly day?: DayDesk;
  /** The list that small things are being put on; found by a run, the one before died of it. */
  readonly aside?: PuttingAside;
}

export interface PuttingAside {
  readonly list: number;
  /** How far what waits was held against it. */
  readonly after?: Waiting;
}

/** What a channel knows of its daily digests. */
export interface DayDesk {
  /** The last day (UTC) of which a digest was told or begun. */
  readonly told: string;
  /** Small things are put on the list of this number; those from `from` on are to be told. */
  readonly list: number;
  readonly from: number;
  readonly sinceMs: number;
  /** The digest that is being told, of the lists up to `through`. */
  readonly underWay?: DayUnderWay;
  /** Episodes that digests of overflow have counted since the last. */
  readonly overflow?: number;
  /** Since which day each detector is only being tried, and how many episodes it would have told. */
  readonly staged?: Readonly<Partial<Record<Kind, { readonly since: string; readonly told: number }>>>;
  /** The digest was switched off, and all that was put aside for it is told. */
  readonly isOff?: true;
}

export interface DayUnderWay {
  readonly id: string;
  readonly through: number;
  readonly toMs: number;
  /** What was counted of its lists before time ran out. */
  readonly counted?: SmallSoFar;
}

/** What is told of one alert in the day's digest. */
export interface SmallEntry {
  readonly key: AlertKey;
  readonly why: SmallWhy;
  readonly severity: Severity;
  readonly seq: number;
  /** Its episodes that the channel tells with this, and of these how many it had told before. */
  readonly loud: number;
  readonly before: number;
  readonly change: 'open' | 'update' | 'resolve';
  readonly peakRatio: number;
}

export interface GroupNote {
  readonly id: string;
  readonly openedAtMs: number;
}

export interface OwnUnderWay {
  readonly form: 'own';
  readonly waiting: Waiting;
  /** As it is told, and how many of its episodes the channel has told with it. */
  readonly alert: Alert;
  readonly loud: number;
}

export interface GroupUnderWay {
  readonly form: 'group';
  readonly id: string;
}

export interface DigestUnderWay {
  readonly id: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** `gather`: its pages are being written; `send`: they stand; `mark`: people were told, and that is being noted. */
  readonly phase: 'gather' | 'send' | 'mark';
  readonly pages: number;
  /** The hour of which it has a slot. */
  readonly hour: string;
  /** How far the gathering came. */
  readonly after?: Waiting;
  /** The episodes that it tells, once they are counted. */
  readonly opened?: number;
}

/** What a digest says of one alert. */
export interface DigestEntry {
  readonly key: AlertKey;
  readonly severity: Severity;
  readonly seq: number;
  readonly loud: number;
  /** Its episodes that the channel tells with this for the first time. */
  readonly opened: number;
  /** Of what the channel knows: the message that it still goes by, which a count does not change. */
  readonly via?: string;
  readonly change: 'open' | 'update' | 'resolve';
  readonly peakRatio: number;
}

/** A group as stored. */
export interface GroupMembers {
  readonly id: string;
  readonly kind: Kind;
  readonly openedAtMs: number;
  readonly seq: number;
  readonly toldAtMs: number;
  /** Where it has one. */
  readonly thread?: Thread;
  readonly members: readonly { readonly key: AlertKey; readonly episode: number }[];
  /** So many have left it, for they grew critical and are told by themselves. */
  readonly alone?: number;
  /** People were told that all of it is over: from then on nobody joins it. */
  readonly isOver?: boolean;
  /** What `seq` tells, until that is noted. */
  readonly fresh: readonly DigestEntry[];
}

/** `digest` has slots of its own; a critical alert takes one of the reserve where no other is left. */
export type SlotOf = 'free' | 'reserve' | 'digest';

export interface DeskStore {
  /** Adds to what waits; of two for one alert and severity the later `seq` stands. */
  wait(channel: string, waiting: Waiting): Promise<void>;
  /** What waits, critical first, at most so many; `after` for the next page. */
  listWaiting(channel: string, most: number, after?: Waiting): Promise<readonly Waiting[]>;
  /** Takes it off the list unless something newer came. */
  done(channel: string, waiting: Waiting): Promise<void>;

  /** The desk for whoever takes it until `untilMs`; undefined, and a bell rung, while another has it. */
  take(channel: string, holder: string, nowMs: number, untilMs: number): Promise<Desk | undefined>;
  /** Writes it, bells left alone; false where the holder has lost it. */
  note(channel: string, holder: string, desk: Desk): Promise<boolean>;
  /** Leaves it; false where somebody rang after `desk` was read: then there is more to do. */
  leave(channel: string, holder: string, desk: Desk): Promise<boolean>;
  read(channel: string): Promise<Desk | undefined>;

  /** Takes one of at most `most` slots of an hour; false where all are taken. */
  takeSlot(channel: string, hour: string, of: SlotOf, most: number): Promise<boolean>;
  giveBack(channel: string, hour: string, of: SlotOf): Promise<void>;

  putPage(channel: string, digest: string, page: number, entries: readonly DigestEntry[]): Promise<void>;
  readPage(channel: string, digest: string, page: number): Promise<readonly DigestEntry[]>;
  dropPage(channel: string, digest: string, page: number): Promise<void>;

  /** Puts what is small on a list; of two for one alert the later `seq` stands, and what the first had `before`. */
  putSmall(channel: string, list: number, entry: SmallEntry): Promise<void>;
  readSmall(channel: string, list: number, key: AlertKey): Promise<SmallEntry | undefined>;
  /** At most so many of a list; `after` for the next page. */
  listSmall(channel: string, list: number, most: number, after?: AlertKey): Promise<readonly SmallEntry[]>;

  putGroup(channel: string, group: GroupMembers): Promise<void>;
  readGroup(channel: string, id: string): Promise<GroupMembers | undefined>;
}
