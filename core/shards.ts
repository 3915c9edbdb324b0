/** Knows the shards of every series in force at each minute, and raises them where a bucket grows too full. */
import type { ShardStore } from './ports';
import { minuteOf, type Minute } from './state/minute';
import { seriesKey, type Series } from './state/series';
import {
  emptyPlan,
  planRaise,
  PLANS_KEPT_MS,
  settle,
  shardsAt,
  STEP_AHEAD_MINUTES,
  type ShardPlan,
} from './state/shard';

export interface Shards {
  /** Shards of a series in a minute of event time, for whoever writes there. */
  toWrite(series: Series, minute: Minute): Promise<number>;
  /** The most shards that any of these minutes has. */
  toRead(series: Series, from: Minute, to: Minute): Promise<number>;
  /** After a write: decides on more shards where this bucket holds too many guards (Infinity: the table called it hot). */
  wrote(series: Series, minute: Minute, guards: number): Promise<void>;
}

/**
 * What a writer may take for settled: a step that it has not read yet begins later than this. Two minutes are for a plan
 * whose write took long and for the minute's rounding.
 */
const SURE_AHEAD_MINUTES = STEP_AHEAD_MINUTES - PLANS_KEPT_MS / 60_000 - 2;
const MOST_TRIES = 8;

export function createShards(store: ShardStore, now: () => number): Shards {
  let plans = new Map<string, ShardPlan>();
  let readAtMs = -Infinity;
  let reading: Promise<void> | undefined;

  const read = async (): Promise<void> => {
    const startedMs = now();
    const listed = await store.list();
    plans = new Map(listed.map((plan) => [seriesKey(plan.series), plan]));
    readAtMs = startedMs; // from the start: a plan made while the answer was on its way may be missing
  };
  const refresh = async (isStale: boolean): Promise<void> => {
    if (!isStale) return;
    reading ??= read().finally(() => (reading = undefined));
    await reading;
  };
  const planOf = (series: Series): ShardPlan => plans.get(seriesKey(series)) ?? emptyPlan(series);
  const isStale = (): boolean => !(now() - readAtMs < PLANS_KEPT_MS);

  /** Writes what `next` makes of the plan, as often as another writer was faster; false where there is nothing to write. */
  const change = async (series: Series, next: (plan: ShardPlan) => ShardPlan | undefined): Promise<void> => {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const plan = planOf(series);
      const changed = next(plan);
      if (changed === undefined) return;
      if (await store.write(changed, plan.rev)) return void plans.set(seriesKey(series), changed);
      await read();
    }
    throw new Error(`the shards of a series were changed by others ${MOST_TRIES} times in a row; try again`);
  };

  return {
    async toWrite(series, minute) {
      await refresh(isStale());
      // So far ahead a step may yet be decided: bar it first, or a repeat of this delivery would meet another shard.
      if (minute > minuteOf(now()) + SURE_AHEAD_MINUTES) {
        await change(series, (plan) => (plan.settled >= minute ? undefined : settle(plan, minute)));
      }
      return shardsAt(planOf(series), minute);
    },
    async toRead(series, from, to) {
      await refresh(isStale());
      return from > to ? 1 : shardsAt(planOf(series), to);
    },
    async wrote(series, minute, guards) {
      await change(series, (plan) => planRaise(plan, minute, guards, minuteOf(now())));
    },
  };
}
