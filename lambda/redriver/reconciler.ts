/** Compares, hour by hour, the calls that were counted with those that Lambda made, and reads back from the log what is missing. */
import { findUnexplained, LONGEST_CALL_MINUTES, minutesToRead } from '../../core/reconcile/unexplained';
import type { GapStore, Invocations } from '../../core/reconcile/ports';
import type { BucketStore } from '../../core/ports';
import { mendMinutes, type MendWorld } from '../../core/recount/mend-minutes';
import { createSpanLog } from '../../core/recount/span-log';
import type { Bucket } from '../../core/state/bucket';
import { COUNTER } from '../../core/state/counters';
import { MINUTE_MS, minuteOf, startOf, type Minute } from '../../core/state/minute';
import type { Series } from '../../core/state/series';
import { logGroupOf, type FunctionStore, type KnownFunction } from '../../core/watch/functions';
import { mergeGaps, type Gap, type Gaps } from '../../core/watch/gaps';
import type { WatchedGroup, WatchStore } from '../../core/watch/ports';

export interface ReconcilerWorld extends MendWorld, GapStore {
  readonly buckets: Pick<BucketStore, 'read'>;
  readonly functions: Pick<FunctionStore, 'list'>;
  readonly watched: Pick<WatchStore, 'list'>;
  readonly invocations: Invocations;
}

export interface ReconcileTally {
  readonly hours: number;
  readonly functions: number;
  readonly gaps: number;
}

const HOUR_MS = 60 * MINUTE_MS;
/** Late deliveries have come by then, and Lambda's own count is whole. */
const RESTS_MS = 2 * HOUR_MS;
/** Hours compared at once: a metric that is asked for costs the same for one hour as for six ($0.01 a thousand, 2026-11). */
const HOURS_AT_ONCE = 6;
/** Further back than the log is worth reading; what an outage of a day left is mended. */
const MOST_HOURS = 48;

/** Undefined where it is not time yet. */
export const createReconciler = (world: ReconcilerWorld) => async (): Promise<ReconcileTally | undefined> => {
  const nowMs = world.now();
  const before = await world.readGaps();
  const untilMs = Math.floor((nowMs - RESTS_MS) / HOUR_MS) * HOUR_MS;
  // A stack that has just been made has nothing to be held against yet.
  const throughMs = Math.max(before?.throughMs ?? untilMs, untilMs - MOST_HOURS * HOUR_MS);
  if (before !== undefined && untilMs - throughMs < HOURS_AT_ONCE * HOUR_MS) return undefined;
  const toMs = Math.min(untilMs, throughMs + HOURS_AT_ONCE * HOUR_MS);
  const fresh = { atMs: nowMs, throughMs: toMs, calls: [], deliveries: [] };
  if (toMs === throughMs) {
    await world.putGaps(mergeGaps(before, fresh));
    return undefined;
  }
  const todo = await listComparable(throughMs, before?.after, world);
  const found = await compareAll(todo, throughMs, toMs, world);
  const isThrough = found.after === undefined;
  const deliveries = isThrough ? await world.invocations.readDeliveryErrors(throughMs, toMs) : [];
  const next: Gaps = {
    ...fresh,
    throughMs: isThrough ? toMs : throughMs,
    after: found.after,
    calls: found.gaps,
    deliveries,
  };
  await world.putGaps(mergeGaps(before, next));
  return { hours: (toMs - throughMs) / HOUR_MS, functions: found.compared, gaps: found.gaps.length };
};

interface Comparable {
  readonly known: KnownFunction;
  /** Since when its log group is watched: what came before is none of our counts. */
  readonly sinceMs: number;
}

/** Functions that report all their calls to a log group that is watched, in the order of their names. */
async function listComparable(
  fromMs: number,
  after: string | undefined,
  { functions, watched }: ReconcilerWorld,
): Promise<readonly Comparable[]> {
  const groups = new Map((await watched.list()).map((group): [string, WatchedGroup] => [group.logGroup, group]));
  return (await functions.list())
    .filter(({ name, hidesReports }) => hidesReports !== true && (after === undefined || name > after))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((known) => {
      const group = groups.get(logGroupOf(known));
      return group?.state === 'watched' && group.atMs < fromMs + HOURS_AT_ONCE * HOUR_MS
        ? [{ known, sinceMs: group.atMs }]
        : [];
    });
}

/** Functions whose calls are asked for together: with a value a minute, GetMetricData gives 100,800 values at the most (2026-11). */
const FUNCTIONS_AT_ONCE = 250;

async function compareAll(todo: readonly Comparable[], fromMs: number, toMs: number, world: ReconcilerWorld) {
  const gaps: Gap[] = [];
  const aroundMs = LONGEST_CALL_MINUTES * MINUTE_MS;
  let compared = 0;
  let last: string | undefined;
  for (let at = 0; at < todo.length; at += FUNCTIONS_AT_ONCE) {
    const some = todo.slice(at, at + FUNCTIONS_AT_ONCE);
    const names = some.map(({ known }) => known.name);
    const invoked = await world.invocations.read(names, fromMs - aroundMs, toMs + aroundMs, MINUTE_MS);
    for (const each of some) {
      if (!world.hasTime()) return { gaps, compared, after: last ?? '' };
      gaps.push(...(await compareOne(each, byMinute(invoked.get(each.known.name)), fromMs, toMs, world)));
      last = each.known.name;
      compared += 1;
    }
  }
  return { gaps, compared, after: undefined };
}

const byMinute = (calls: ReadonlyMap<number, number> = new Map<number, number>()): ReadonlyMap<Minute, number> =>
  new Map([...calls].map(([atMs, count]) => [minuteOf(atMs), count]));

/** The hours in which something was missing, mended or not. */
async function compareOne(
  { known, sinceMs }: Comparable,
  invoked: ReadonlyMap<Minute, number>,
  fromMs: number,
  toMs: number,
  world: ReconcilerWorld,
): Promise<readonly Gap[]> {
  const series: Series = { kind: 'function', name: known.name };
  // A filter takes some moments until it delivers.
  const first = Math.max(minuteOf(fromMs), minuteOf(sinceMs) + 2);
  const last = minuteOf(toMs) - 1;
  const readBuckets = () => world.buckets.read(series, first - LONGEST_CALL_MINUTES, last + LONGEST_CALL_MINUTES);
  const before = await readBuckets();
  const unexplained = findUnexplained(first, last, before, invoked);
  let after = before;
  let left = unexplained;
  // Most calls end in the minute in which they began, or in the next; the others are looked for where that was not it.
  for (const reach of [1, LONGEST_CALL_MINUTES]) {
    if (left.length === 0) break;
    await mend(known, minutesToRead(left, first, reach), world);
    after = await readBuckets();
    left = findUnexplained(first, last, after, invoked);
  }
  const hours = [...new Set([...unexplained, ...left].map(({ minute }) => Math.floor(minute / 60)))];
  return hours.map((hour): Gap => {
    const lost = left.reduce((sum, { minute, calls }) => sum + (Math.floor(minute / 60) === hour ? calls : 0), 0);
    const [counted, countedAfter] = [callsIn(before, hour), callsIn(after, hour)];
    return { functionName: known.name, fromMs: startOf(hour * 60), counted, countedAfter, lost };
  });
}

async function mend(known: KnownFunction, minutes: readonly Minute[], world: ReconcilerWorld): Promise<void> {
  const series: Series = { kind: 'function', name: known.name };
  for (const stretch of stretches(minutes)) {
    const log = createSpanLog(world.log, startOf(stretch[0]! - 1), startOf(stretch.at(-1)! + 2));
    const places = stretch.map((minute) => ({ series, minute }));
    await mendMinutes(places, [logGroupOf(known)], { ...world, log });
  }
}

const callsIn = (buckets: readonly Bucket[], hour: number): number =>
  buckets.reduce(
    (sum, { minute, counters }) => sum + (Math.floor(minute / 60) === hour ? (counters.get(COUNTER.calls) ?? 0) : 0),
    0,
  );

/** Minutes that lie beside each other are read in one, of a quarter of an hour at the most. */
function stretches(minutes: readonly Minute[]): Minute[][] {
  const all: Minute[][] = [];
  for (const minute of minutes) {
    const last = all.at(-1);
    if (last !== undefined && minute - last.at(-1)! <= 2 && minute - last[0]! < 15) last.push(minute);
    else all.push([minute]);
  }
  return all;
}
