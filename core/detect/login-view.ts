/** What one judging sees of a login source: its subjects summed over spans of time, beside what is usual for it. */
import type { LoginUsual } from '../baseline/usual';
import { COUNTER } from '../state/counters';
import { MINUTE_MS, startOf, type Minute } from '../state/minute';
import type { Series } from '../state/series';
import {
  SUBJECT_CAP,
  SUBJECT_WINDOW_MINUTES,
  subjectWindowOf,
  type KnownAccount,
  type SubjectKind,
  type SubjectWindow,
} from '../state/subject';
import type { Bucket } from '../state/bucket';
import type { LoginAttackRule } from './login-attack-rule';
import type { LoginDay } from './login-day';
import { windowOf, type Window } from './window';

/** What is stored of a login source, as far as judging needs it. */
export interface LoginSeen {
  /** The subject windows of the last hour, oldest first. */
  readonly windows: readonly { readonly window: Minute; readonly subjects: readonly SubjectWindow[] }[];
  /** The windows before these, within 24 hours. */
  readonly day: LoginDay;
  /** By keyed hash: those accounts on which the outcome hangs. */
  readonly known: ReadonlyMap<string, KnownAccount>;
  /** Of an attack that goes on, or ended less than three hours ago: its addresses, who fell (keyed hashes), since when. */
  readonly attack?: {
    readonly addresses: ReadonlySet<string>;
    readonly fallen: ReadonlySet<string>;
    readonly fromMinute: Minute;
  };
}

/** Windows that a judging reads: the present one and the hour before it. */
export const windowsRead = (last: Minute): Minute[] => {
  const present = subjectWindowOf(last);
  return Array.from({ length: 7 }, (_, back) => present - (6 - back) * SUBJECT_WINDOW_MINUTES);
};

/** One address or account over a span of time. */
export interface SubjectSum {
  readonly kind: SubjectKind;
  readonly hash: string;
  readonly label: string;
  /** Failed tries at least, and of these those on accounts that do not exist. */
  readonly tries: number;
  readonly unknown: number;
  readonly others: ReadonlySet<string>;
  /** By hash, with the window in which each first came. */
  readonly successes: ReadonlyMap<string, Minute>;
  /** Windows in which it failed; the first and the last of them. */
  readonly windows: number;
  readonly from: Minute;
  readonly until: Minute;
  /** Of these windows those in which nobody got in, and the tries in them. */
  readonly fruitless: number;
  readonly fruitlessTries: number;
  /** Successes, each account (or address) once a window: no fewer than that many visits. */
  readonly gotIn: number;
  /** True where a window held no more: then tries are more than are counted, and what they were on is not known. */
  readonly isFull: boolean;
  readonly isDeclared: boolean;
}

export interface Subjects {
  readonly addresses: readonly SubjectSum[];
  readonly accounts: readonly SubjectSum[];
  /** The same subject here. */
  readonly find: (subject: Pick<SubjectSum, 'kind' | 'hash'>) => SubjectSum | undefined;
}

export interface LoginView {
  readonly subject: Series;
  readonly last: Minute;
  readonly usual: LoginUsual | undefined;
  /** Share of attempts usually failing at this hour, and of failed ones on unknown accounts; assumed while too little is known. */
  readonly share: number;
  readonly unknownShare: number;
  /** The share without those: what people fail who have an account. */
  readonly userShare: number;
  /** Subjects of the last 10 to 20 minutes, and of the last hour. */
  readonly lately: Subjects;
  readonly hour: Subjects;
  /** The 24 hours before that hour. */
  readonly day: LoginDay;
  /** Of an attack that is known already. */
  readonly attack: LoginSeen['attack'];
  readonly buckets: readonly Bucket[];
  /** Totals of the last so many minutes. */
  readonly window: (minutes: number) => Window;
}

/** Of failed logins on unknown names while nothing is known of the source. */
const UNKNOWN_SHARE = 0.3;

export function loginView(
  subject: Series,
  usual: LoginUsual | undefined,
  buckets: readonly Bucket[],
  last: Minute,
  seen: LoginSeen,
  rule: LoginAttackRule,
): LoginView {
  const known = usual !== undefined && usual.minutes >= rule.knownMinutes ? usual : undefined;
  const lately = subjectWindowOf(last) - SUBJECT_WINDOW_MINUTES;
  const share = known?.failureShare ?? rule.shareUnknown;
  const unknownShare = known?.unknownShare ?? UNKNOWN_SHARE;
  const onAccounts = share * (1 - unknownShare);
  return {
    subject,
    last,
    usual: known,
    share,
    unknownShare,
    userShare: known === undefined ? rule.shareUnknown : onAccounts / Math.max(1e-9, 1 - share + onAccounts),
    lately: sumSubjects(seen.windows.filter(({ window }) => window >= lately)),
    hour: sumSubjects(seen.windows),
    day: seen.day,
    attack: seen.attack,
    window: (minutes) => windowOf(buckets, last, minutes),
    buckets,
  };
}

/** A try and its result may be two lines of one try. */
export const triesOfWindow = ({ failures, probes }: SubjectWindow): number => Math.max(failures, probes);

function sumSubjects(windows: LoginSeen['windows']): Subjects {
  const addresses = new Map<string, Growing>();
  const accounts = new Map<string, Growing>();
  for (const { window, subjects } of windows)
    for (const subject of subjects) addWindow(subject.kind === 'address' ? addresses : accounts, window, subject);
  return {
    addresses: [...addresses.values()],
    accounts: [...accounts.values()],
    find: ({ kind, hash }) => (kind === 'address' ? addresses : accounts).get(hash),
  };
}

type Growing = { -readonly [Part in keyof SubjectSum]: SubjectSum[Part] };

function addWindow(sums: Map<string, Growing>, window: Minute, subject: SubjectWindow): void {
  const sum = sums.get(subject.hash);
  if (sum === undefined) sums.set(subject.hash, firstSum(subject, window));
  else addSum(sum, firstSum(subject, window));
}

/** Most subjects are seen in one window, and most have no part in anything. */
function firstSum(subject: SubjectWindow, window: Minute): Growing {
  const { kind, hash, label, unknown, others, successes, isDeclared } = subject;
  const tries = triesOfWindow(subject);
  const isFruitless = tries > 0 && successes.length === 0;
  return {
    kind,
    hash,
    label,
    tries,
    unknown,
    others: others.length === 0 ? NOBODY : new Set(others),
    successes: successes.length === 0 ? NEVER : new Map(successes.map((other) => [other, window])),
    windows: tries > 0 ? 1 : 0,
    from: window,
    until: window,
    fruitless: isFruitless ? 1 : 0,
    fruitlessTries: isFruitless ? tries : 0,
    gotIn: successes.length,
    isFull: tries >= SUBJECT_CAP,
    isDeclared,
  };
}

const NOBODY: ReadonlySet<string> = new Set();
const NEVER: ReadonlyMap<string, Minute> = new Map();

/** Adds a later window. */
function addSum(sum: Growing, next: SubjectSum): void {
  if (next.tries > 0) {
    if (sum.tries === 0) sum.from = next.from;
    sum.until = next.until;
  }
  sum.tries += next.tries;
  sum.unknown += next.unknown;
  sum.windows += next.windows;
  sum.fruitless += next.fruitless;
  sum.fruitlessTries += next.fruitlessTries;
  sum.gotIn += next.gotIn;
  sum.isFull ||= next.isFull;
  sum.isDeclared &&= next.isDeclared;
  if (next.others.size > 0) sum.others = new Set([...sum.others, ...next.others]);
  if (next.successes.size > 0) sum.successes = new Map([...next.successes, ...sum.successes]);
}

/** Failed tries in a bucket, those with untold results among them. */
export const triedIn = ({ counters }: Bucket): number =>
  Math.max(counters.get(COUNTER.failures) ?? 0, counters.get(COUNTER.probes) ?? 0);

/** First and last minute with failed tries, of those from `from` on; the windows' own minutes where no bucket says more. */
export function spanOf({ buckets, last }: LoginView, from: Minute): { firstSeenMs: number; lastSeenMs: number } {
  const minutes = buckets.filter((bucket) => bucket.minute <= last && triedIn(bucket) > 0).map(({ minute }) => minute);
  const inside = minutes.filter((minute) => minute >= from);
  const first = from < (buckets[0]?.minute ?? from) ? from : Math.min(...inside, last);
  return { firstSeenMs: startOf(first), lastSeenMs: startOf(Math.max(first, ...inside)) + MINUTE_MS - 1 };
}

/** Whether somebody's getting in is seen at all: an access log that names addresses alone may tell of failures only. */
export const showsWhoGotIn = (view: LoginView): boolean =>
  namesAccounts(view) ||
  (view.usual?.failureShare ?? 1) < ALL_FAIL ||
  view.hour.addresses.some(({ gotIn }) => gotIn > 0);

const ALL_FAIL = 0.95;

/** Whether the log names accounts at all. */
export const namesAccounts = ({ hour }: LoginView): boolean =>
  hour.accounts.length > 0 || hour.addresses.some(({ others }) => others.size > 0);
