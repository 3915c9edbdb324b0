/**
 * Puts a minute right whose counts are not exact: counts it anew from the log and sets it, never adds. Where the log does not
 * hold every delivery that was counted, nothing is changed.
 */
import type { SourceOf } from '../observe';
import type { Hasher } from '../ports';
import { CLOSES_AFTER_MINUTES, MINUTE_MS, minuteOf, startOf } from '../state/minute';
import { homeOf } from '../state/series';
import { shardOf } from '../state/shard';
import { countMinute, type CountedMinute, type LogOfGroup } from './count-minute';
import type { LogReader, RecountMark, RecountStore, ShardState } from './ports';

export interface RecountWorld {
  readonly recounts: RecountStore;
  readonly log: LogReader;
  readonly hasher: Hasher;
  readonly now: () => number;
  /** @default settings say nothing of any log group's logins */
  readonly sourceOf?: SourceOf;
}

export type Recounted =
  | { readonly kind: 'mended' }
  | { readonly kind: 'not-yet'; readonly why: string }
  /** Somebody counted there meanwhile: the next try sees it. */
  | { readonly kind: 'overtaken' };

/** A minute that still receives deliveries would only have to be recounted again; one of which none is known may be at once. */
const RESTS_MINUTES = 5;

export async function recountMinute(mark: RecountMark, world: RecountWorld): Promise<Recounted> {
  const { recounts, now, log } = world;
  const restsMinutes = mark.guards.length > 0 ? RESTS_MINUTES : 0;
  if (minuteOf(now()) <= mark.minute + CLOSES_AFTER_MINUTES + restsMinutes) return notYet('it has only just ended');
  const shards = withGuards(await recounts.read(mark.series, mark.minute), mark);
  const logs: LogOfGroup[] = [];
  for (const logGroup of new Set([homeOf(mark.series), ...mark.from, ...shards.flatMap(({ from }) => from)])) {
    const read = await log.read(logGroup, startOf(mark.minute) - MINUTE_MS, startOf(mark.minute) + 2 * MINUTE_MS);
    if (read.kind === 'too-much') return notYet('its log is too long to be read back');
    if (read.kind === 'read') logs.push({ logGroup, streams: read.streams });
  }
  const counted = countMinute(mark, logs, world);
  if (!shards.every(({ guards }) => guards.every((guard) => counted.holds(guard))))
    return notYet('its log does not hold all that was counted');
  const [first, ...others] = shards;
  if (first === undefined) return notYet('it has no shards');
  // An empty bucket says no more than none.
  if (isEmpty(counted.counts) && shards.every(({ guards, version }) => guards.length === 0 && version === 0))
    return (await recounts.strike(mark)) ? { kind: 'mended' } : { kind: 'overtaken' };
  for (const shard of others) if (!(await recounts.freeze(mark, shard))) return { kind: 'overtaken' };
  // What counts from here on: a crash before leaves every count as it was, and the mark for the next try.
  const from = [...new Set(shards.flatMap((shard) => shard.from))];
  if (!(await recounts.replace(mark, { ...first, from }, counted.counts))) return { kind: 'overtaken' };
  return (await recounts.strike(mark)) ? { kind: 'mended' } : { kind: 'overtaken' };
}

const isEmpty = ({ counters, sketches }: CountedMinute['counts']): boolean => counters.size + sketches.size === 0;

const notYet = (why: string): Recounted => ({ kind: 'not-yet', why });

/** With the deliveries that led to the recount, each on the shard where its repeats will ask for it. */
function withGuards(shards: readonly ShardState[], mark: RecountMark): ShardState[] {
  return shards.map((state) => ({
    ...state,
    guards: [
      ...new Set([...state.guards, ...mark.guards.filter((guard) => shardOf(guard, shards.length) === state.shard)]),
    ],
    from: [...new Set([...state.from, ...(state.shard === 0 ? mark.from : [])])],
  }));
}
