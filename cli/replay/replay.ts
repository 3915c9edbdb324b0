/**
 * Runs saved rows through the engine on their own time: counts each minute's rows, lets the sweeper judge every minute
 * that the watermark passes, and jumps over stretches in which there is nothing to do. Gives the alerts that changed and
 * returns the tally. What comes out depends on the rows alone, not on how files or deliveries were cut.
 */
import type { Alert } from '../../core/alert/alert';
import { countBatches } from '../../core/count-batches';
import type { Rules } from '../../core/detect/rules';
import type { Hasher } from '../../core/ports';
import { hourOf } from '../../core/baseline/hour';
import { hourDue } from '../../core/baseline/pending-hours';
import { dueMinute, minuteOf, startOf, type Minute } from '../../core/state/minute';
import { parseSeriesKey, seriesKey } from '../../core/state/series';
import { createSubjectBudget } from '../../core/subject-budget';
import type { Memory } from '../../adapters/memory';
import { createSweeper } from '../../lambda/sweeper/sweeper';
import { createDeliveries } from './deliveries';
import type { Ordered } from './order-rows';
import { createSeldom } from './seldom';
import { emptyTally, tallyChange, type LittleKnown, type Tally } from './tally';

export interface ReplayWorld {
  readonly memory: Memory;
  readonly hasher: Hasher;
  readonly rules: Rules;
}

/** The watermark stays this far behind the newest row, as CloudWatch's deliveries do. */
const BEHIND_MINUTES = 2;
/** Rows counted at once: bounds memory in a minute of a million rows. */
const MOST_ROWS = 20_000;
/** What is older than the longest look back, and an hour of lateness on top, is forgotten. */
const KEPT_MINUTES = 4 * 60;

export async function* replay(ordered: AsyncIterable<Ordered>, world: ReplayWorld): AsyncGenerator<Alert, Tally> {
  const { memory, rules } = world;
  const tally = emptyTally();
  const seen = new Set<string>();
  const seldom = createSeldom(memory.buckets, rules['slow-calls']);
  const deliveries = createDeliveries();
  const budget = createSubjectBudget();
  let clock: Minute | undefined; // the minute swept last
  let workUntil: Minute = 0; // the last minute at which a bucket is due
  let forgetAt: Minute = 0;
  let sliceMinute: Minute | undefined;
  const now = () => startOf(clock ?? 0);
  const sweep = createSweeper({ ...memory, rules, now });

  const countSlice = async (): Promise<void> => {
    if (deliveries.size === 0) return;
    const { tally: counted, touched } = await countBatches(deliveries.take(), {
      ...memory,
      hasher: world.hasher,
      now,
      budget,
    });
    tally.outOfTime += counted.outOfTime;
    for (const [kind, count] of counted.kinds) tally.kinds.set(kind, (tally.kinds.get(kind) ?? 0) + count);
    for (const { series, minute } of touched) {
      seen.add(seriesKey(series));
      await seldom.note(series, minute);
      workUntil = Math.max(workUntil, hourDue(hourOf(minute)), dueMinute(minute, now()));
    }
  };

  /** Sweeps every minute up to `until`, but for those at which nothing is open and nothing is due. */
  async function* runClock(until: Minute): AsyncGenerator<Alert> {
    clock ??= until - 1;
    while (clock < until) {
      if (clock > workUntil + 1 && (await memory.alerts.listOpen()).length === 0) {
        clock = until - 1;
        await memory.usual.writeCursor(until - BEHIND_MINUTES);
      }
      clock += 1;
      const { changes } = await sweep();
      for (const alert of changes.toSorted(byKey)) {
        tallyChange(tally, alert);
        yield alert;
      }
      if (clock >= forgetAt) {
        memory.forgetBefore(clock - KEPT_MINUTES);
        forgetAt = clock + 60;
      }
    }
  }

  for await (const { rows, late, repeated } of ordered) {
    tally.rows += rows.length + repeated;
    tally.late += late;
    tally.repeated += repeated;
    for (const row of rows) {
      const minute = minuteOf(row.timestampMs);
      if (sliceMinute === undefined || minute > sliceMinute) {
        await countSlice();
        sliceMinute = minute;
        deliveries.forgetIds();
        yield* runClock(minute - BEHIND_MINUTES);
      } else if (deliveries.size >= MOST_ROWS) await countSlice();
      deliveries.add(row, minute < sliceMinute);
      tally.logGroups.add(row.logGroup);
      tally.firstMs = Math.min(tally.firstMs ?? Infinity, row.timestampMs);
      tally.lastMs = Math.max(tally.lastMs ?? -Infinity, row.timestampMs);
    }
  }
  await countSlice();
  // The log ends here: its last minute is judged, and nothing is made of the silence after it.
  if (sliceMinute !== undefined) yield* runClock(sliceMinute);
  return { ...(await closeTally(tally, seen, world)), seldomCalled: seldom.names() };
}

async function closeTally(tally: Tally, seen: ReadonlySet<string>, { memory, rules }: ReplayWorld): Promise<Tally> {
  const littleKnown: LittleKnown[] = [];
  for (const key of [...seen].toSorted()) {
    const series = parseSeriesKey(key);
    (series.kind === 'function' ? tally.functions : tally.loginSources).add(series.name);
    const known = await memory.usual.read(series);
    const minutes = known?.minutes ?? 0;
    if (series.kind === 'function') {
      const calls = known?.kind === 'function' ? known.calls : 0;
      const { knownMinutes: neededMinutes, knownCalls: neededCalls } = rules['slow-calls'];
      if (minutes < neededMinutes || calls < neededCalls) {
        littleKnown.push({ series, minutes, neededMinutes, calls, neededCalls });
      }
    } else {
      const neededMinutes = rules['login-spike'].knownMinutes;
      if (minutes < neededMinutes) littleKnown.push({ series, minutes, neededMinutes });
    }
  }
  return { ...tally, littleKnown, stillOpen: (await memory.alerts.listOpen()).toSorted(byKey) };
}

const byKey = (one: Pick<Alert, 'kind' | 'subject'>, other: Pick<Alert, 'kind' | 'subject'>): number =>
  orderOf(one) < orderOf(other) ? -1 : 1;

const orderOf = ({ kind, subject }: Pick<Alert, 'kind' | 'subject'>): string => `${seriesKey(subject)} ${kind}`;
