/** Remembers for half an hour above what a function's calls are slow, so that a delivery costs no read. */
import { usualCalls } from '../../core/baseline/usual';
import type { Rules } from '../../core/detect/rules';
import { slowLimitMs } from '../../core/detect/slow-calls';
import type { UsualStore } from '../../core/ports';
import { seriesKey, type Series } from '../../core/state/series';

/** In ms; Infinity for a login source, and while too little is known of a function. */
export type SlowLimits = (series: Series) => Promise<number>;

const KEEP_MS = 30 * 60_000;

interface World {
  readonly usual: UsualStore;
  readonly rules: Rules;
  readonly now: () => number;
}

export function createSlowLimits({ usual, rules, now }: World): SlowLimits {
  const known = new Map<string, { readonly limitMs: number; readonly readAtMs: number }>();
  return async (series) => {
    if (series.kind !== 'function' || !rules['slow-calls'].enabled) return Infinity;
    const key = seriesKey(series);
    const kept = known.get(key);
    if (kept !== undefined && now() - kept.readAtMs < KEEP_MS) return kept.limitMs;
    const recent = await usual.read(series);
    const lately = recent?.kind === 'function' ? usualCalls(recent) : undefined;
    const limitMs = slowLimitMs(lately, rules['slow-calls']) ?? Infinity;
    known.set(key, { limitMs, readAtMs: now() });
    return limitMs;
  };
}
