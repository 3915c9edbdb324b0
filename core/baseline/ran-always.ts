/** Whether a series did something in nearly every hour of every day that is known of it, and of a week at least. */
import { HOURS_A_DAY } from './hour';
import type { Profile } from './profile';

const DAYS_KNOWN = 7;
const NEARLY_ALL = 0.95;

export const ranAlways = (profile: Profile | undefined): boolean =>
  profile !== undefined && profile.days >= DAYS_KNOWN && profile.hours >= NEARLY_ALL * HOURS_A_DAY * (profile.days - 1);
