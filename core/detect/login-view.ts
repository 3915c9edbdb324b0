/** What one judging sees of a login source: its subjects summed over spans of time, beside what is usual for it. */
import type { LoginUsual } from '../baseline/usual';
import { COUNTER } from '../state/counters';
import { MINUTE_MS, startOf, type Minute } from '../state/minute';
import type { Series } from '../state/series';
import { SUBJECT_WINDOW_MINUTES, subjectWindowOf, type KnownAccount, type SubjectWindow } from '../state/subject';
import type { Bucket } from '../state/bucket';
import type { LoginAttackRule } from './login-attack-rule';
import type { LoginDay } from './login-day';
import { sumSubjects, type Subjects } from './subject-sums';
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
    /** Since when it has been calm, where it is over and was more than what creeps. */
    readonly calmFrom?: Minute;
  };
}

/** Windows that a judging reads: the present one and the hour before it. */
export const windowsRead = (last: Minute): Minute[] => {
  const present = subjectWindowOf(last);
  return Array.from({ length: 7 }, (_, back) => present - (6 - back) * SUBJECT_WINDOW_MINUTES);
};

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
  /** The same; after an attack that is over, only of what came since: what was told makes nobody loud again. */
  readonly anew: Subjects;
  /** The 24 hours before that hour. */
  readonly day: LoginDay;
  /** Those accounts of which it was asked from where they logged in before. */
  readonly known: LoginSeen['known'];
  /** Of an attack that is known already. */
  readonly attack: LoginSeen['attack'];
  readonly buckets: readonly Bucket[];
  /** Totals of the last so many minutes. */
  readonly window: (minutes: number) => Window;
}

/** Of failed logins on unknown names while nothing is known of the source. */
const UNKNOWN_SHARE = 0.3;

/** Where the window before the present one starts. */
export const latelyFrom = (last: Minute): Minute => subjectWindowOf(last) - SUBJECT_WINDOW_MINUTES;

/** @param only keyed hashes of those who are summed; where undefined, everybody is */
export function loginView(
  subject: Series,
  usual: LoginUsual | undefined,
  buckets: readonly Bucket[],
  last: Minute,
  seen: LoginSeen,
  rule: LoginAttackRule,
  only?: ReadonlySet<string>,
): LoginView {
  const known = usual !== undefined && usual.minutes >= rule.knownMinutes ? usual : undefined;
  const lately = latelyFrom(last);
  const share = known?.failureShare ?? rule.shareUnknown;
  const unknownShare = known?.unknownShare ?? UNKNOWN_SHARE;
  const onAccounts = share * (1 - unknownShare);
  const hour = sumSubjects(seen.windows, only);
  const calmFrom = seen.attack?.calmFrom;
  return {
    subject,
    last,
    usual: known,
    share,
    unknownShare,
    userShare: known === undefined ? rule.shareUnknown : onAccounts / Math.max(1e-9, 1 - share + onAccounts),
    lately: sumSubjects(
      seen.windows.filter(({ window }) => window >= lately),
      only,
    ),
    hour,
    anew:
      calmFrom === undefined
        ? hour
        : sumSubjects(
            seen.windows.filter(({ window }) => window >= subjectWindowOf(calmFrom)),
            only,
          ),
    day: seen.day,
    known: seen.known,
    attack: seen.attack,
    window: (minutes) => windowOf(buckets, last, minutes),
    buckets,
  };
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

/** Share of failures from which on nobody is seen to get in. */
export const ALL_FAIL = 0.95;

/** Whether the log names accounts at all. */
export const namesAccounts = ({ hour }: LoginView): boolean =>
  hour.accounts.length > 0 || hour.addresses.some(({ others }) => others.size > 0);
