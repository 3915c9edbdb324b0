/**
 * Says on which shard of its minute a delivery is counted: the same for every repetition of the delivery, because the number
 * of shards is a step function of the bucket's minute, never of the hour at which somebody asks.
 */
import { edgesIn } from './guard';
import type { Minute } from './minute';
import type { Series } from './series';

export interface ShardStep {
  /** The first minute of event time that has so many shards. */
  readonly from: Minute;
  readonly shards: number;
}

/** What is kept of a series that once had more than one shard, or that wrote far ahead of the clock. */
export interface ShardPlan {
  readonly series: Series;
  readonly rev: number;
  /** By time, each with more shards than the one before it; before the first there is one shard. */
  readonly steps: readonly ShardStep[];
  /** No new step may begin at this minute or before it: deliveries that far ahead of the clock have been counted already. */
  readonly settled: Minute;
}

export const emptyPlan = (series: Series): ShardPlan => ({ series, rev: 0, steps: [], settled: 0 });

/** A new step begins this long after it was decided: by then every writer has read it. */
export const STEP_AHEAD_MINUTES = 15;
/** A writer reads the plans anew after this long; with a minute for a slow one it must stay well below the above. */
export const PLANS_KEPT_MS = 4 * 60_000;
/** Up to here a bucket costs 2 write units at the most, and 1.6 on average (measured with `npm run faults -- --cost`). */
export const MOST_GUARDS = 200;
/** 256 shards carry about 850 deliveries a second. */
export const MOST_SHARDS = 256;

/**
 * By the delivery's last event: of the deliveries into which another was cut anew, the one that ends like it falls on the same
 * shard, and is noticed there.
 * @param guard the delivery's 16 hex digits
 */
export const shardOf = (guard: string, shards: number): number => Number.parseInt(edgesIn(guard).asLast, 16) % shards;

export const shardsAt = ({ steps }: Pick<ShardPlan, 'steps'>, minute: Minute): number =>
  steps.findLast(({ from }) => from <= minute)?.shards ?? 1;

/**
 * The plan with a step more, or undefined where there is nothing to raise: enough shards are in force or decided.
 * @param guards in one bucket of this minute; Infinity where the table said that it is too hot
 */
export function planRaise(plan: ShardPlan, minute: Minute, guards: number, now: Minute): ShardPlan | undefined {
  if (guards <= MOST_GUARDS) return undefined;
  const times = Number.isFinite(guards) ? 2 ** Math.ceil(Math.log2(guards / MOST_GUARDS)) : 2;
  const shards = Math.min(MOST_SHARDS, shardsAt(plan, minute) * times);
  const last = plan.steps.at(-1);
  if (shards <= (last?.shards ?? 1)) return undefined;
  const from = Math.max(now + STEP_AHEAD_MINUTES, plan.settled + 1, (last?.from ?? 0) + 1);
  return { ...plan, rev: plan.rev + 1, steps: [...plan.steps, { from, shards }] };
}

/** The plan after a count at this minute far ahead of the clock. */
export const settle = (plan: ShardPlan, minute: Minute): ShardPlan => ({ ...plan, rev: plan.rev + 1, settled: minute });
