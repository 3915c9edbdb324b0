/** Puts a new level in the place of what was usual lately, once it became usual. */
import { asStored } from './fold';
import { hourDurations } from './hour-figures';
import type { LearnedPart } from './learned-part';
import type { Adoption } from './profile';
import type { Minute } from '../state/minute';
import type { Recent } from './recent';

/**
 * Unchanged where this adoption is known already.
 * @param at the minute as of which it is usual
 * @param parts the minutes in which the new level was seen
 */
export function withAdopted(
  recent: Recent,
  adoption: Adoption | undefined,
  at: Minute,
  parts: readonly LearnedPart[],
): Recent {
  if (recent.kind !== 'function' || adoption === undefined) return recent;
  if (at <= (recent.adopted?.at ?? 0)) return recent;
  const durations = hourDurations(parts);
  if (durations.length === 0) return recent;
  const { hourly: _, ...lately } = recent;
  const { fromMs, toMs } = adoption;
  return {
    ...lately,
    durations: asStored(durations),
    adopted: { at, fromMs, toMs, isAccepted: adoption.why === 'accepted' },
  };
}
