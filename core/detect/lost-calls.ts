/** How much is made of calls that were lost: each counts, unless the function loses some as a matter of course. */
import { surpriseOfShare } from './surprise';
import type { CountRule } from './rules';

/** −ln of the chance of so many where some are lost anyway; 7, once in a thousand windows. */
const SURPRISE = 7;
/** They come in bunches. */
const TIMES_USUAL = 2;

/** @param usualShare of calls lost so as a matter of course (0 to 1); undefined where that is no habit */
export function lossRatio(
  lost: number,
  calls: number,
  usualShare: number | undefined,
  { minEvents }: CountRule,
): number {
  const byCount = lost / minEvents;
  if (usualShare === undefined) return byCount;
  return Math.min(byCount, surpriseOfShare(lost, Math.max(lost, calls), usualShare * TIMES_USUAL) / SURPRISE);
}
