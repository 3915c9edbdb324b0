/** What is usual for a series lately, read from what was folded; undefined while nothing was. */
import { quantiles } from './log-histogram';
import type { FunctionRecent, LoginRecent } from './recent';

export interface FunctionUsual {
  /** Calls and minutes that this rests on. */
  readonly calls: number;
  readonly minutes: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

export interface LoginUsual {
  readonly minutes: number;
  readonly failuresPerMinute: number;
  /** The share of attempts that fail, 0 to 1. */
  readonly failureShare: number;
}

export function usualCalls(recent: FunctionRecent): FunctionUsual | undefined {
  const levels = quantiles(recent.durations, [0.5, 0.95, 0.99]);
  if (levels === undefined) return undefined;
  const [medianMs = 0, p95Ms = 0, p99Ms = 0] = levels;
  return { calls: recent.calls, minutes: recent.minutes, medianMs, p95Ms, p99Ms };
}

export function usualLogins(recent: LoginRecent): LoginUsual | undefined {
  if (!(recent.activeMinutes > 0) || !(recent.attempts > 0)) return undefined;
  return {
    minutes: recent.minutes,
    failuresPerMinute: recent.failures / recent.activeMinutes,
    failureShare: recent.failures / recent.attempts,
  };
}
