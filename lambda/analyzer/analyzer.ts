/** Takes what CloudWatch Logs delivered: inflates, decodes, counts once, and judges at once what cannot wait for the sweep. */
import { countBatches, type CountTally, type CountWorld, type Touched } from '../../core/count-batches';
import { concurrently } from '../../core/concurrently';
import { longestWindow } from '../../core/detect/judge';
import { rulesFor } from '../../core/detect/overrides';
import { isUrgent } from '../../core/detect/urgent';
import { noteOnce } from '../../core/note-once';
import { judgeSeries, type JudgeWorld } from '../../core/judge-series';
import { readPayloads } from '../../core/log/payload';
import { readBatches, type ReadBatches, type ReadWorld } from '../../core/read-batches';
import { minuteOf, type Minute } from '../../core/state/minute';
import { seriesKey, type Series } from '../../core/state/series';
import { quarantineOutOfTime } from '../../core/quarantine-out-of-time';
import { createRecentProfiles } from '../../core/recent-profiles';
import { createSubjectBudget } from '../../core/subject-budget';
import { createSlowLimits, type SlowLimits } from './slow-limits';

export type AnalyzerWorld = Omit<CountWorld, 'budget'> & Omit<JudgeWorld, 'profiles'> & ReadWorld;

export interface AnalyzerTally extends Omit<CountTally, 'kinds'>, Omit<ReadBatches, 'batches'> {
  readonly batches: number;
  /** Alerts of which people are to be told. */
  readonly changes: number;
}

/** A series is judged here at most this often; the sweep judges it each minute anyway. */
const JUDGE_PAUSE_MS = 10_000;
const AT_ONCE = 8;

export const createAnalyzer = (world: AnalyzerWorld) => {
  const judgedAtMs = new Map<string, number>();
  const slowLimits = createSlowLimits(world);
  const budget = createSubjectBudget();
  const dirty = noteOnce(world.dirty);
  const profiles = createRecentProfiles(world.usual, world.now);
  return async (event: unknown): Promise<AnalyzerTally> => {
    const { batches, ...read } = await readBatches(readPayloads(event), world);
    const { tally, touched, outOfTime } = await countBatches(batches, { ...world, dirty, budget });
    await quarantineOutOfTime(outOfTime, world);
    const urgent = await dueForJudging(touched, judgedAtMs, slowLimits, world);
    const changes = await concurrently(urgent, AT_ONCE, ({ series, last }) =>
      judgeSeries(series, new Set(), { ...world, profiles }, last),
    );
    const { kinds: _, ...counted } = tally;
    return { ...counted, ...read, batches: batches.length, changes: changes.flat().length };
  };
};

interface Due {
  readonly series: Series;
  readonly last: Minute;
}

/** Series whose minute passes a cheap floor, each once, those judged a moment ago left out. */
async function dueForJudging(
  touched: readonly Touched[],
  judgedAtMs: Map<string, number>,
  slowLimits: SlowLimits,
  { now, rules, overrides }: AnalyzerWorld,
): Promise<Due[]> {
  const due = new Map<string, Due>();
  for (const { series, minute, after } of touched) {
    const key = seriesKey(series);
    const isRested = now() - (judgedAtMs.get(key) ?? -Infinity) >= JUDGE_PAUSE_MS;
    if (minute <= minuteOf(now()) - longestWindow(rulesFor(series, rules, overrides), series.kind) || !isRested)
      continue;
    // What comes from a clock ahead of ours is judged at its own time, not when ours has come so far.
    const last = Math.max(minuteOf(now()), minute, due.get(key)?.last ?? 0);
    if (isUrgent(after.counters, await slowLimits(series))) due.set(key, { series, last });
  }
  for (const key of due.keys()) judgedAtMs.set(key, now());
  return [...due.values()];
}
