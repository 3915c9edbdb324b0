/** Event time in whole hours since 1970, and where an hour lies in its day and week, in UTC. */
import type { Minute } from '../state/minute';

export type Hour = number;

export const HOURS_A_DAY = 24;
export const HOURS_A_WEEK = 7 * HOURS_A_DAY;

/** 1970 began on a Thursday. */
const AFTER_MONDAY = 3 * HOURS_A_DAY;

export const hourOf = (minute: Minute): Hour => Math.floor(minute / 60);

export const dayOf = (hour: Hour): number => Math.floor(hour / HOURS_A_DAY);

/** 0 is midnight to one. */
export const hourOfDay = (hour: Hour): number => hour % HOURS_A_DAY;

/** 0 is Monday, midnight to one. */
export const hourOfWeek = (hour: Hour): number => (hour + AFTER_MONDAY) % HOURS_A_WEEK;
