/** Says how far learning has come, for where Vigil is silent because it knows too little. */
import type { Profile } from './profile';

/** A week shows every hour of day seven times, and the difference between its days once. */
const DAYS_TO_LEARN = 7;

/** `learning 3 of 7 days`; undefined once a week is known. */
export function learningOf(profile: Pick<Profile, 'days'> | undefined): string | undefined {
  const days = profile?.days ?? 0;
  return days >= DAYS_TO_LEARN ? undefined : `learning ${days} of ${DAYS_TO_LEARN} days`;
}
