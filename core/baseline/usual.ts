/** What is usual for a series lately, read from what was folded; undefined while nothing was. */
import type { Minute } from '../state/minute';
import { hourOf, type Hour } from './hour';
import { smoothQuantiles, valueOf } from './log-histogram';
import type { FunctionRecent, LoginRecent } from './recent';

export interface FunctionUsual {
  /** Calls and minutes that this rests on. */
  readonly calls: number;
  readonly minutes: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  /** The geometric mean in ms, and the standard deviation of the logarithm. */
  readonly middleMs: number;
  readonly spread: number;
  /** The median and the percentiles of this very hour, where its hour of the week or of the day is known. */
  readonly thisHour?: { readonly medianMs: number; readonly p95Ms: number; readonly p99Ms: number };
}

export interface LoginUsual {
  readonly minutes: number;
  readonly failuresPerMinute: number;
  /** The share of attempts that fail, 0 to 1. */
  readonly failureShare: number;
  /** The share of failed ones that name an account which does not exist, 0 to 1; undefined while none was seen to fail. */
  readonly unknownShare?: number;
}

/** @param minute of which the hour is asked for */
export function usualCalls(recent: FunctionRecent, minute?: Minute): FunctionUsual | undefined {
  const levels = smoothQuantiles(recent.durations, [0.5, 0.95, 0.99]);
  if (levels === undefined) return undefined;
  const [medianMs = 0, p95Ms = 0, p99Ms = 0] = levels;
  const thisHour = minute === undefined ? undefined : levelsAt(recent, hourOf(minute));
  const known = { calls: recent.calls, minutes: recent.minutes, medianMs, p95Ms, p99Ms };
  return { ...known, ...momentsOf(recent.durations), ...(thisHour && { thisHour }) };
}

/** The middle of durations and how far they scatter around it, in logarithms. */
function momentsOf(durations: FunctionRecent['durations']): Pick<FunctionUsual, 'middleMs' | 'spread'> {
  let [weight, sum, squares] = [0, 0, 0];
  for (const [cell, one] of durations) {
    const ln = Math.log(valueOf(cell));
    weight += one;
    sum += one * ln;
    squares += one * ln * ln;
  }
  const mean = sum / weight;
  return { middleMs: Math.exp(mean), spread: Math.sqrt(Math.max(0, squares / weight - mean * mean)) };
}

function levelsAt({ hourly }: FunctionRecent, hour: Hour): FunctionUsual['thisHour'] {
  const levels = hourly?.levels[hour - hourly.hour];
  return levels ? { medianMs: levels[0], p95Ms: levels[1], p99Ms: levels[2] } : undefined;
}

export function usualLogins(recent: LoginRecent): LoginUsual | undefined {
  if (!(recent.activeMinutes > 0) || !(recent.attempts > 0)) return undefined;
  return {
    minutes: recent.minutes,
    failuresPerMinute: recent.failures / recent.activeMinutes,
    failureShare: recent.failures / recent.attempts,
    ...(recent.failures > 0 && { unknownShare: (recent.unknown ?? 0) / recent.failures }),
  };
}
