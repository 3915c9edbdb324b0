/** What a replay saw, for its closing lines. */
import type { Alert, AlertKey, Change, Severity } from '../../core/alert/alert';
import { worseOf } from '../../core/alert/severity';
import type { Parsed } from '../../core/log/parsed';
import { formatSpan, formatTime, isoTime } from '../../core/alert/figures';
import { MINUTE_MS, minuteOf } from '../../core/state/minute';
import { nameOf, type Series } from '../../core/state/series';

export interface Tally {
  rows: number;
  late: number;
  repeated: number;
  /** Rows more than 35 days older or two hours younger than the log's own clock: not counted. */
  outOfTime: number;
  firstMs: number | undefined;
  lastMs: number | undefined;
  readonly kinds: Map<Parsed['kind'], number>;
  readonly functions: Set<string>;
  readonly loginSources: Set<string>;
  readonly logGroups: Set<string>;
  readonly changes: Record<Change, number>;
  /** Alerts opened, by the worst that each came to. */
  readonly opened: Record<Severity, number>;
  /** Which severity each is counted under. */
  readonly severityOf: Map<string, Severity>;
  stillOpen: readonly AlertKey[];
  /** Series of which too little is known to say what is unusual. */
  littleKnown: readonly LittleKnown[];
  /** Functions of which no week is known yet, and the days that are known of the best known of them. */
  learning: { readonly functions: number; readonly days: number };
  /** Functions never called often enough in one window to judge how long their calls take. */
  seldomCalled: readonly string[];
}

export interface LittleKnown {
  readonly series: Series;
  /** Minutes in which it was seen at work, and how many it takes. */
  readonly minutes: number;
  readonly neededMinutes: number;
  /** The same for a function's calls. */
  readonly calls?: number;
  readonly neededCalls?: number;
  /** `learning 3 of 7 days`, while what is usual by hour of week is not known. */
  readonly learning?: string | undefined;
}

/** What only the reading of files knows. */
export interface FileTally {
  unreadable: number;
  control: number;
}

export const emptyTally = (): Tally => ({
  rows: 0,
  late: 0,
  repeated: 0,
  outOfTime: 0,
  firstMs: undefined,
  lastMs: undefined,
  kinds: new Map(),
  functions: new Set(),
  loginSources: new Set(),
  logGroups: new Set(),
  changes: { open: 0, update: 0, resolve: 0 },
  opened: { info: 0, warning: 0, critical: 0 },
  severityOf: new Map(),
  stillOpen: [],
  littleKnown: [],
  learning: { functions: 0, days: 0 },
  seldomCalled: [],
});

export function tallyChange(
  { changes, opened, severityOf }: Tally,
  { id, kind, subject, change, severity }: Alert,
): void {
  changes[change] += 1;
  const name = `${id} ${kind} ${subject.name}`; // ids are short: two alerts may share one
  const before = severityOf.get(name);
  if (before === undefined && change !== 'open') return;
  if (before !== undefined) opened[before] -= 1;
  const worst = worseOf(before ?? severity, severity);
  opened[worst] += 1;
  severityOf.set(name, worst);
}

/** The last line of `--json`: nothing in it depends on the clock, the machine, the order of files or their form. */
export function renderTallyJson(tally: Tally, files: FileTally): object {
  return {
    type: 'tally',
    rows: tally.rows,
    unreadable: files.unreadable,
    control: files.control,
    late: tally.late,
    repeated: tally.repeated,
    outOfTime: tally.outOfTime,
    ...(tally.firstMs !== undefined && { from: isoTime(tally.firstMs) }),
    ...(tally.lastMs !== undefined && { to: isoTime(tally.lastMs) }),
    kinds: Object.fromEntries([...tally.kinds].toSorted(([one], [other]) => (one < other ? -1 : 1))),
    functions: [...tally.functions].toSorted(),
    loginSources: [...tally.loginSources].toSorted(),
    logGroups: [...tally.logGroups].toSorted(),
    alerts: tally.changes,
    opened: tally.opened,
    stillOpen: tally.stillOpen.map(({ kind, subject }) => ({ kind, subject: nameOf(subject) })),
    littleKnown: tally.littleKnown.map(({ series, minutes, calls, learning }) => ({
      subject: nameOf(series),
      minutes,
      calls,
      learning,
    })),
    learning: tally.learning,
    seldomCalled: tally.seldomCalled,
  };
}

export const periodOf = ({ firstMs, lastMs }: Tally): string | undefined =>
  firstMs === undefined || lastMs === undefined
    ? undefined
    : `${formatTime(firstMs)} to ${formatTime(lastMs)} UTC (${formatSpan((minuteOf(lastMs) - minuteOf(firstMs) + 1) * MINUTE_MS)})`;
