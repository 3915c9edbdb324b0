/** When a channel's daily digest is due. A day begins at the digest's hour, so that each has one. */
import { DIGEST_HOUR, type AlertSettings } from '../alert-settings';
import type { Desk } from './desk';

const HOUR_MS = 60 * 60_000;
export const DAY_MS = 24 * HOUR_MS;
const MONDAY = 1;

/** The last day (UTC) whose digest's hour has come. */
export function dayOf(nowMs: number, { digest }: Pick<AlertSettings, 'digest'>): string {
  const { hour = DIGEST_HOUR } = digest === false ? {} : (digest ?? {});
  return new Date(nowMs - hour * HOUR_MS).toISOString().slice(0, 10);
}

/** Also where the digest was switched off and something was put aside for it before. */
export function isDayDue(desk: Desk | undefined, settings: Pick<AlertSettings, 'digest'>, nowMs: number): boolean {
  const day = desk?.day;
  if (day?.underWay !== undefined) return true;
  if (settings.digest === false) return day !== undefined && day.isOff !== true;
  if (day === undefined || day.isOff === true) return true;
  // A clock that was far ahead must not keep it silent until then.
  return day.told < dayOf(nowMs, settings) || day.told > dayOf(nowMs + 2 * DAY_MS, settings);
}

/** Whether people are to hear on this day that there is nothing to tell. */
export function isQuietTold(day: string, { digest }: Pick<AlertSettings, 'digest'>): boolean {
  if (digest === false || digest?.whenQuiet === 'never') return false;
  return digest?.whenQuiet === 'daily' || new Date(day).getUTCDay() === MONDAY;
}

/** Whole days from one day to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS));
