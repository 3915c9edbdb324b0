/** Remembers for half an hour above what a function's calls are slow, so that a delivery costs no read. */
import { usualCalls } from '../../core/baseline/usual';
import { rulesFor, type FunctionRules } from '../../core/detect/overrides';
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
  readonly overrides?: FunctionRules | undefined;
  readonly now: () => number;
}

export function createSlowLimits({ usual, rules, overrides, now }: World): SlowLimits {
  const known = new Map<string, { readonly limitMs: number; readonly readAtMs: number }>();
  return async (series) => {
    const rule = rulesFor(series, rules, overrides)['slow-calls'];
    if (series.kind !== 'function' || !rule.enabled) return Infinity;
    const key = seriesKey(series);
    const kept = known.get(key);
    if (kept !== undefined && now() - kept.readAtMs < KEEP_MS) return kept.limitMs;
    const recent = await usual.read(series);
    const lately = recent?.kind === 'function' ? usualCalls(recent) : undefined;
    const limitMs = slowLimitMs(lately, rule) ?? Infinity;
    known.set(key, { limitMs, readAtMs: now() });
    return limitMs;
  };
}
