/** What is usual for a series lately, read from what was folded; undefined while nothing was. */
import type { Minute } from '../state/minute';
import { hourOf, type Hour } from './hour';
import { lnOf, smoothQuantiles } from './log-histogram';
import type { Profile } from './profile';
import type { FunctionRecent, LoginRecent } from './recent';
import { usualHour } from './usual-by-hour';

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
    const ln = lnOf(cell);
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

/**
 * What the profile says of this hour of the week, or of the day, stands above the last days' mean: half of a night's logins
 * fail where only machines are awake.
 */
export function usualLogins(recent: LoginRecent, profile?: Profile, minute?: Minute): LoginUsual | undefined {
  if (!(recent.activeMinutes > 0) || !(recent.attempts > 0)) return undefined;
  const lately = recent.failures / recent.attempts;
  const hour = profile && minute !== undefined ? loginHour(profile, hourOf(minute)) : undefined;
  return {
    minutes: recent.minutes,
    failuresPerMinute: hour === undefined ? recent.failures / recent.activeMinutes : hour.failures / 60,
    failureShare:
      hour === undefined ? lately : (hour.failures + lately * FEW_ATTEMPTS) / (hour.attempts + FEW_ATTEMPTS),
    ...(recent.failures > 0 && { unknownShare: (recent.unknown ?? 0) / recent.failures }),
  };
}

/** The share of a quiet hour is chance: as many attempts as these are taken from the last days. */
const FEW_ATTEMPTS = 30;

interface LoginHour {
  readonly attempts: number;
  readonly failures: number;
}

/** A profile changes once an hour, and is asked for the same hour at every look. */
const read = new WeakMap<Profile, { readonly hour: Hour; readonly logins: LoginHour | undefined }>();

function loginHour(profile: Profile, hour: Hour): LoginHour | undefined {
  let known = read.get(profile);
  if (known?.hour !== hour) read.set(profile, (known = { hour, logins: readLoginHour(profile, hour) }));
  return known.logins;
}

function readLoginHour(profile: Profile, hour: Hour): LoginHour | undefined {
  const { attempts, failedLogins } = usualHour(profile, hour);
  if (attempts === undefined || failedLogins === undefined || attempts.restsOn === 'all hours') return undefined;
  return { attempts: attempts.usual, failures: Math.min(failedLogins.usual, attempts.usual) };
}
