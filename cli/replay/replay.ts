/**
 * Runs saved rows through the engine on their own time: counts each minute's rows, lets the sweeper judge every minute
 * that the watermark passes, and jumps over stretches in which there is nothing to do. Gives the alerts that changed and
 * returns the tally. What comes out depends on the rows alone, not on how files or deliveries were cut.
 */
import type { Alert } from '../../core/alert/alert';
import { learningOf } from '../../core/baseline/learning';
import { countBatches } from '../../core/count-batches';
import type { FunctionRules } from '../../core/detect/overrides';
import type { Rules } from '../../core/detect/rules';
import { isUrgent } from '../../core/detect/urgent';
import { judgeSeries } from '../../core/judge-series';
import type { SourceOf } from '../../core/observe';
import type { Hasher } from '../../core/ports';
import { createLoginDays } from '../../core/login-days';
import { createRecentProfiles } from '../../core/recent-profiles';
import { minuteOf, startOf, type Minute } from '../../core/state/minute';
import { parseSeriesKey, seriesKey, type Series } from '../../core/state/series';
import { createSubjectBudget } from '../../core/subject-budget';
import type { Memory } from '../../adapters/memory';
import { createDeliveries } from './deliveries';
import { BEHIND_MINUTES, bySubject, createEventClock } from './event-clock';
import { createGuessedSources } from './guess-source';
import type { Ordered } from './order-rows';
import { createSeldom } from './seldom';
import { emptyTally, tallyChange, type LittleKnown, type Tally } from './tally';

export interface ReplayWorld {
  readonly memory: Memory;
  readonly hasher: Hasher;
  readonly rules: Rules;
  /** Of functions that have their own. */
  readonly overrides?: FunctionRules | undefined;
  /** At the log's end, fold its last minutes too, as if it had gone silent; for whoever asks what is usual. */
  readonly foldsTheEnd?: boolean;
  /** How log groups are to be read for logins. @default as their own lines look */
  readonly sourceOf?: SourceOf;
}

/** Rows counted at once: bounds memory in a minute of a million rows. */
const MOST_ROWS = 20_000;
/** Where there are logins, rows are counted in steps of so long, and an attack is judged after each, as it is live. */
const STEP_MS = 2000;

export async function* replay(ordered: AsyncIterable<Ordered>, world: ReplayWorld): AsyncGenerator<Alert, Tally> {
  const { memory, rules, overrides } = world;
  const tally = emptyTally();
  const seen = new Set<string>();
  const seldom = createSeldom(memory.buckets, rules['slow-calls']);
  const deliveries = createDeliveries();
  const budget = createSubjectBudget();
  const sources = createGuessedSources(world.sourceOf);
  const urgent = new Map<string, Series>();
  const ahead: Alert[] = []; // found before the sweeps came so far
  const loginGroups = new Set<string>();
  let newestMs = -Infinity;
  let sliceMinute: Minute | undefined;
  const clock = createEventClock(memory, rules, overrides);
  const days = createLoginDays(memory.subjects);

  const countSlice = async (logGroups?: ReadonlySet<string>): Promise<void> => {
    const batches = deliveries.take(logGroups);
    if (batches.length === 0) return;
    const { tally: counted, touched } = await countBatches(batches, {
      ...memory,
      hasher: world.hasher,
      now: clock.nowMs,
      budget,
      sourceOf: sources.sourceOf,
    });
    tally.outOfTime += counted.outOfTime;
    for (const [kind, count] of counted.kinds) tally.kinds.set(kind, (tally.kinds.get(kind) ?? 0) + count);
    for (const { series, minute, after } of touched) {
      seen.add(seriesKey(series));
      if (series.kind === 'login-source') {
        loginGroups.add(series.name);
        if (isUrgent(after.counters, Infinity)) urgent.set(seriesKey(series), series);
      }
      await seldom.note(series, minute);
      clock.touch(series, minute);
    }
  };

  /** Judges sources with failed logins in the step that was counted; told when the sweeps have come so far. */
  const judgeStep = async (): Promise<void> => {
    const profiles = createRecentProfiles(memory.usual, () => newestMs);
    for (const series of urgent.values())
      ahead.push(
        ...(await judgeSeries(series, new Set(), { ...memory, profiles, days, rules, overrides, now: () => newestMs })),
      );
    urgent.clear();
  };

  function* tellAhead(untilMs: number): Generator<Alert> {
    while (ahead[0] !== undefined && ahead[0].changedAtMs < untilMs) {
      const alert = ahead.shift()!;
      tallyChange(tally, alert);
      yield alert;
    }
  }

  async function* runClock(until: Minute): AsyncGenerator<Alert> {
    for await (const alert of clock.run(until)) {
      yield* tellAhead(alert.changedAtMs);
      tallyChange(tally, alert);
      yield alert;
    }
    yield* tellAhead(startOf(until));
  }

  for await (const { rows, late, repeated } of ordered) {
    tally.rows += rows.length + repeated;
    tally.late += late;
    tally.repeated += repeated;
    for (const row of rows) {
      const minute = minuteOf(row.timestampMs);
      sources.see(row);
      if (loginGroups.size > 0 && stepOf(row.timestampMs) > stepOf(newestMs)) {
        await countSlice(loginGroups);
        await judgeStep();
      }
      newestMs = Math.max(newestMs, row.timestampMs);
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
  await judgeStep();
  // The log ends here: its last minute is judged, and nothing is made of the silence after it.
  if (sliceMinute !== undefined) yield* runClock(world.foldsTheEnd ? clock.foldsAllAt() : sliceMinute);
  yield* tellAhead(Infinity);
  return { ...(await closeTally(tally, seen, world)), seldomCalled: seldom.names() };
}

export const stepOf = (atMs: number): number => Math.floor(atMs / STEP_MS);

async function closeTally(tally: Tally, seen: ReadonlySet<string>, { memory, rules }: ReplayWorld): Promise<Tally> {
  const littleKnown: LittleKnown[] = [];
  const learnedDays: number[] = [];
  for (const key of [...seen].toSorted()) {
    const series = parseSeriesKey(key);
    (series.kind === 'function' ? tally.functions : tally.loginSources).add(series.name);
    const known = await memory.usual.read(series);
    const profile = await memory.usual.readProfile(series);
    const learning = learningOf(profile);
    if (series.kind === 'function' && learning !== undefined) learnedDays.push(profile?.days ?? 0);
    const minutes = known?.minutes ?? 0;
    if (series.kind === 'function') {
      const calls = known?.kind === 'function' ? known.calls : 0;
      const { knownMinutes: neededMinutes, knownCalls: neededCalls } = rules['slow-calls'];
      if (minutes < neededMinutes || calls < neededCalls) {
        littleKnown.push({ series, minutes, neededMinutes, calls, neededCalls, learning });
      }
    } else {
      const neededMinutes = rules['login-attack'].knownMinutes;
      if (minutes < neededMinutes) littleKnown.push({ series, minutes, neededMinutes, learning });
    }
  }
  const learning = { functions: learnedDays.length, days: Math.max(0, ...learnedDays) };
  return { ...tally, littleKnown, learning, stillOpen: (await memory.alerts.listOpen()).toSorted(bySubject) };
}
