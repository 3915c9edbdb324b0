/** How much is made of calls that were lost: each counts, unless the function loses some as a matter of course. */
import { surpriseOfShare } from './surprise';
import type { CountRule } from './rules';
import { allOf, type Reach } from './silenced-by';

/** −ln of the chance of so many where some are lost anyway; 7, once in a thousand windows. */
const SURPRISE = 7;
/** They come in bunches. */
const TIMES_USUAL = 2;

/** @param usualShare of calls lost so as a matter of course (0 to 1); undefined where that is no habit */
export function reachOfLoss(lost: number, calls: number, usualShare: number | undefined, rule: CountRule): Reach {
  if (usualShare === undefined) return allOf(rule, { minEvents: lost });
  const surprise = surpriseOfShare(lost, Math.max(lost, calls), usualShare * TIMES_USUAL);
  return allOf(rule, { minEvents: lost }, surprise / SURPRISE);
}
