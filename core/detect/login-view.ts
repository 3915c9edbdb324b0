/** What one judging sees of a login source: its subjects summed over spans of time, beside what is usual for it. */
import type { LoginUsual } from '../baseline/usual';
import { COUNTER } from '../state/counters';
import { MINUTE_MS, startOf, type Minute } from '../state/minute';
import type { Series } from '../state/series';
import {
  SUBJECT_WINDOW_MINUTES,
  subjectWindowOf,
  type KnownAccount,
  type RollUp,
  type SubjectKind,
  type SubjectLine,
  type SubjectWindow,
} from '../state/subject';
import type { Bucket } from '../state/bucket';
import type { LoginAttackRule } from './login-attack-rule';
import { windowOf, type Window } from './window';

/** What is stored of a login source, as far as judging needs it. */
export interface LoginSeen {
  /** The subject windows of the last hour, oldest first. */
  readonly windows: readonly { readonly window: Minute; readonly subjects: readonly SubjectWindow[] }[];
  /** The windows before these, within 24 hours. */
  readonly rollUps: readonly RollUp[];
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
  tries: number;
  unknown: number;
  readonly others: Set<string>;
  /** By hash, with the window in which each first came. */
  readonly successes: Map<string, Minute>;
  /** Successes of the day before: how many, for who it was is not kept so long. */
  earlierSuccesses: number;
  /** Windows in which it failed; the first and the last of them. */
  windows: number;
  from: Minute;
  until: Minute;
  isDeclared: boolean;
}

export interface Subjects {
  readonly addresses: readonly SubjectSum[];
  readonly accounts: readonly SubjectSum[];
}

export interface LoginView {
  readonly subject: Series;
  readonly last: Minute;
  readonly usual: LoginUsual | undefined;
  /** Share of attempts usually failing, and of failed ones on unknown accounts; assumed while too little is known. */
  readonly share: number;
  readonly unknownShare: number;
  /** Subjects of the last 10 to 20 minutes, and of the last hour. */
  readonly lately: Subjects;
  readonly hour: Subjects;
  /** Subjects of the last 24 hours that failed since a minute, in short. */
  readonly daySince: (minute: Minute) => Subjects;
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
  const hour = seen.windows.map(({ window, subjects }) => ({ window, lines: subjects }));
  const first = hour[0]?.window ?? last;
  return {
    subject,
    last,
    usual: known,
    share: known?.failureShare ?? rule.shareUnknown,
    unknownShare: known?.unknownShare ?? UNKNOWN_SHARE,
    lately: sumSubjects(hour.filter(({ window }) => window >= lately)),
    hour: sumSubjects(hour),
    daySince(minute) {
      const day = [...seen.rollUps.filter(({ window }) => window < first), ...hour];
      const since = day.filter(({ window }) => window >= minute).flatMap(({ lines }) => lines.filter(hasTried));
      const active = new Set(since.map(({ hash }) => hash));
      return sumSubjects(
        day.map(({ window, lines }) => ({ window, lines: lines.filter(({ hash }) => active.has(hash)) })),
      );
    },
    window: (minutes) => windowOf(buckets, last, minutes),
    buckets,
  };
}

/** A try and its result may be two lines of one try. */
export const triesOfWindow = ({ failures, probes }: SubjectWindow): number => Math.max(failures, probes);

type Line = SubjectWindow | SubjectLine;

const triesOfLine = (line: Line): number => ('tries' in line ? line.tries : triesOfWindow(line));

const hasTried = (line: Line): boolean => triesOfLine(line) > 0;

function sumSubjects(windows: readonly { readonly window: Minute; readonly lines: readonly Line[] }[]): Subjects {
  const sums = new Map<string, SubjectSum>();
  for (const { window, lines } of windows) for (const line of lines) addLine(sums, window, line);
  const all = [...sums.values()];
  return {
    addresses: all.filter(({ kind }) => kind === 'address'),
    accounts: all.filter(({ kind }) => kind === 'account'),
  };
}

function addLine(sums: Map<string, SubjectSum>, window: Minute, line: Line): void {
  const key = line.kind === 'address' ? line.hash : `u${line.hash}`;
  let sum = sums.get(key);
  if (sum === undefined) sums.set(key, (sum = emptySum(line, window)));
  const tries = triesOfLine(line);
  sum.tries += tries;
  sum.isDeclared &&= line.isDeclared;
  if (tries > 0) {
    sum.windows += 1;
    sum.from = Math.min(sum.from, window);
    sum.until = Math.max(sum.until, window);
  }
  if ('tries' in line) {
    sum.earlierSuccesses += line.successes;
    return;
  }
  sum.unknown += line.unknown;
  for (const other of line.others) sum.others.add(other);
  for (const other of line.successes) if (!sum.successes.has(other)) sum.successes.set(other, window);
}

const emptySum = ({ kind, hash, label }: Line, window: Minute): SubjectSum => ({
  kind,
  hash,
  label,
  tries: 0,
  unknown: 0,
  others: new Set(),
  successes: new Map(),
  earlierSuccesses: 0,
  windows: 0,
  from: window,
  until: window,
  isDeclared: true,
});

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
