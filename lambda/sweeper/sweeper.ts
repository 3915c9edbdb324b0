/** Each minute: judges every series that changed or is in trouble, then folds closed minutes into what is usual. */
import type { Alert, AlertKey } from '../../core/alert/alert';
import type { HandedOver } from '../../core/alert/hand-over';
import { concurrently } from '../../core/concurrently';
import type { Trouble } from '../../core/baseline/learn-hour';
import { foldMinutes, type DueMinute } from '../../core/fold-minutes';
import { judgeLate } from '../../core/judge-late';
import { judgeSeries, type JudgeWorld } from '../../core/judge-series';
import type { DirtyList } from '../../core/ports';
import { closeOf, minuteOf, SLOT_MINUTES, type Minute } from '../../core/state/minute';
import { parseSeriesKey, seriesKey, type Series } from '../../core/state/series';
import { longestWindow } from '../../core/detect/longest-window';
import { rulesFor } from '../../core/detect/overrides';
import { createRecentProfiles } from '../../core/recent-profiles';
import { createLoginDays } from '../../core/login-days';
import { DIRTY_TTL_SECONDS } from '../../core/state/keys';
import { createPastNotes, type PastNotes } from './past-notes';
import { readOnce, type Span } from './read-once';
import { silentSeries } from './silent-series';

export interface SweeperWorld extends Omit<JudgeWorld, 'profiles' | 'days'> {
  readonly dirty: DirtyList;
  /** Hands the alerts of the open list to channels that were not told; where undefined, nobody is told by a queue. */
  readonly handOver?: (listed: readonly Alert[]) => Promise<HandedOver>;
}

interface SweepWorld extends SweeperWorld, JudgeWorld {
  readonly pastNotes: PastNotes;
}

export interface SweepTally {
  /** The alerts of which people are to be told. */
  readonly changes: readonly Alert[];
  readonly judged: number;
  readonly folded: number;
  /** Series that could not be judged or learned this time. */
  readonly failed: number;
  /** Alerts whose bell was missed, and channels that were rung. */
  readonly handedOver?: HandedOver;
}

/** Series judged or folded at the same time. */
const AT_ONCE = 16;
/** Series of which a sweep judges minutes that came hours late: a log that is read back is not to hold up the others. */
const MOST_PAST = 64;
/** How far back a sweeper that has never run looks. */
const FIRST_LOOK_MINUTES = 15;
/** Dirty entries live a day: after a longer pause there is nothing older to be found. */
const DIRTY_MINUTES = DIRTY_TTL_SECONDS / 60;
/** The longest an open alert keeps a new level of its series from being adopted, and its minutes from being learned. */
const FROZEN_MS = 72 * 60 * 60 * 1000;
const THAWED_MS = FROZEN_MS + 2 * 60 * 60 * 1000;

type Kinds = Set<AlertKey['kind']>;

export function createSweeper(world: SweeperWorld): () => Promise<SweepTally> {
  const profiles = createRecentProfiles(world.usual, world.now);
  const days = createLoginDays(world.subjects);
  const pastNotes = createPastNotes(world.dirty);
  return () => sweep({ ...world, profiles, days, pastNotes });
}

async function sweep(world: SweepWorld): Promise<SweepTally> {
  const now = minuteOf(world.now());
  // A minute's grace: a writer notes a bucket in the minute before it is due, and may be a little slow.
  const through = now - 1;
  const known = (await world.usual.readCursor()) ?? through - FIRST_LOOK_MINUTES;
  const cursor = Math.max(known, through - DIRTY_MINUTES);
  const due = await listDue(minutesBetween(cursor + 1, through), world.dirty);
  const upcoming = await listDue(upcomingDues(now), world.dirty);
  const open = await openKinds(world);

  const isInReach = ({ key, minute }: Entry): boolean =>
    minute + SLOT_MINUTES > now - windowFor(parseSeriesKey(key), world);
  const changed = [...due, ...upcoming].filter(isInReach);
  const cameLate = due.filter((entry) => !isInReach(entry) && entry.due > closeOf(entry.minute));
  const past = [...groupBySeries(cameLate)].slice(0, MOST_PAST);
  const lively = new Set([...changed.map(({ key }) => key), ...open.keys()]);
  const silent = await lookForSilent(now, lively, world);
  const toJudge = [...lively, ...silent].toSorted();
  const failures: unknown[] = [];
  const toFold = groupBySeries(due);
  const { forJudging, forFolding } = readOnce(world.buckets, spansOf(toFold));
  const judged = await concurrently(toJudge, AT_ONCE, (key) =>
    orNote(
      failures,
      [],
      judgeSeries(parseSeriesKey(key), open.get(key) ?? new Set(), { ...world, buckets: forJudging }),
    ),
  );

  const late = await concurrently(past, AT_ONCE, ([key, entries]) => {
    const minutes = entries.map(({ minute }) => minute);
    return orNote(failures, [], judgeLate(parseSeriesKey(key), minutes, world));
  });

  const listed = await listAlerts(world);
  const troubles = troubledSeries(listed, world.now());
  const foldWorld = { ...world, buckets: forFolding };
  const folded = await concurrently([...toFold], AT_ONCE, ([key, entries]) =>
    orNote(failures, 0, foldMinutes(parseSeriesKey(key), entries, through, troubles.get(key) ?? 'none', foldWorld)),
  );
  if (failures.length > 0 && failures.length === toJudge.length + past.length + toFold.size) throw failures[0];
  const handedOver = await world.handOver?.(listed);
  await world.usual.writeCursor(Math.max(cursor, through));
  return {
    changes: [...judged, ...late].flat(),
    judged: toJudge.length,
    folded: folded.reduce((sum, minutes) => sum + minutes, 0),
    failed: failures.length,
    ...(handedOver && { handedOver }),
  };
}

const windowFor = (series: Series, { rules, overrides }: SweeperWorld): number =>
  longestWindow(rulesFor(series, rules, overrides), series.kind);

async function lookForSilent(now: Minute, lively: ReadonlySet<string>, world: SweepWorld) {
  const all = [world.rules, ...Object.values(world.overrides ?? {})].map((rules) => rules['gone-silent']);
  const windows = all.flatMap(({ enabled, windowMinutes }) => (enabled ? [windowMinutes] : []));
  return windows.length > 0 ? silentSeries(now, Math.max(...windows), lively, world) : [];
}

/** One series that cannot be judged or learned must not stop the others; where all fail, the table does, and that is thrown. */
const orNote = <Result>(failures: unknown[], instead: Result, work: Promise<Result>): Promise<Result> =>
  work.catch((error: unknown) => {
    failures.push(error);
    return instead;
  });

type Entry = DueMinute & { readonly key: string };

const minutesBetween = (from: Minute, to: Minute): Minute[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);

/** Where those are noted that change now: with the minutes that close together, or, when late, with the very next. */
const upcomingDues = (now: Minute): Minute[] =>
  minutesBetween(now, closeOf(now)).filter(
    (due) => due <= now + 1 || due === closeOf(now) || due === closeOf(now) - SLOT_MINUTES,
  );

async function listDue(minutes: readonly Minute[], dirty: DirtyList): Promise<Entry[]> {
  const lists = await concurrently(minutes, AT_ONCE, (due) => dirty.list(due));
  return lists.flatMap((list, index) =>
    list.map(({ series, minute }) => ({ key: seriesKey(series), minute, due: minutes[index]! })),
  );
}

async function openKinds({ alerts }: SweeperWorld): Promise<Map<string, Kinds>> {
  const open = new Map<string, Kinds>();
  for (const { kind, subject } of await alerts.listOpen()) {
    const key = seriesKey(subject);
    open.set(key, (open.get(key) ?? new Set<AlertKey['kind']>()).add(kind));
  }
  return open;
}

/** The alerts of the open list, which those that are not open any more leave once everybody was told. */
async function listAlerts({ alerts, handOver }: SweeperWorld): Promise<readonly Alert[]> {
  const read = await concurrently(await alerts.listOpen(), AT_ONCE, (key) => alerts.read(key));
  const listed = read.filter((alert) => alert !== undefined);
  const over = handOver === undefined ? listed.filter(({ state }) => state === 'resolved') : [];
  await concurrently(over, AT_ONCE, (alert) => alerts.forgetOpen(alert));
  return listed;
}

/** The series with an open alert. */
function troubledSeries(listed: readonly Alert[], nowMs: number): Map<string, Trouble> {
  const troubled = new Map<string, Trouble>();
  const newest = new Map<string, number>();
  for (const { state, subject, openedAtMs, evidence } of listed) {
    // Of a cost that nothing is known of, what is usual can only be learned while it is told.
    const isUnknown = evidence.kind === 'cost-spike' && evidence.usualUsdAnHour === undefined;
    if (state !== 'open' || isUnknown) continue;
    const series = seriesKey(subject);
    newest.set(series, Math.max(openedAtMs, newest.get(series) ?? 0));
    const openForMs = nowMs - newest.get(series)!;
    troubled.set(series, openForMs < FROZEN_MS ? 'frozen' : openForMs < THAWED_MS ? 'thawing' : 'thawed');
  }
  return troubled;
}

function groupBySeries(entries: readonly Entry[]): Map<string, Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.key);
    if (group === undefined) groups.set(entry.key, [entry]);
    else group.push(entry);
  }
  return groups;
}

/** The minutes of each series that close now. */
function spansOf(groups: ReadonlyMap<string, readonly Entry[]>): Map<string, Span> {
  const spans = new Map<string, Span>();
  for (const [key, entries] of groups) {
    const slots = entries.flatMap(({ minute, due }) => (due === closeOf(minute) ? [minute] : []));
    if (slots.length > 0) spans.set(key, { from: Math.min(...slots), to: Math.max(...slots) + SLOT_MINUTES - 1 });
  }
  return spans;
}
