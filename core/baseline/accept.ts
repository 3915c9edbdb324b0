/** Takes the level at which a function now runs as usual at once, because somebody who knows said so. */
import type { Minute } from '../state/minute';
import { withAdopted } from './adopted-level';
import { hourOf } from './hour';
import { hourFigures } from './hour-figures';
import type { LearnedPart } from './learned-part';
import { emptyProfile, type Profile } from './profile';
import type { FunctionRecent, Recent } from './recent';
import { adopt } from './shift';
import { usualHour } from './usual-by-hour';
import { usualCalls } from './usual';

export interface Accepted {
  readonly recent: Recent;
  readonly profile: Profile;
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * @param parts the last hour's minutes: the new level
 * @returns undefined where nothing was learned before, or no call of the last hour says how long it took
 */
export function accept(
  recent: FunctionRecent,
  profile: Profile | undefined,
  parts: readonly LearnedPart[],
  now: Minute,
): Accepted | undefined {
  const hour = hourOf(now);
  const known = profile ?? emptyProfile('function', hour - 1);
  const fromMs = usualHour(known, hour).medianMs?.usual ?? usualCalls(recent)?.medianMs;
  const toMs = hourFigures('function', parts)?.medianMs;
  if (fromMs === undefined || toMs === undefined) return undefined;
  const adoption = { hour, fromMs, toMs, why: 'accepted' } as const;
  return {
    recent: withAdopted(recent, adoption, now, parts),
    profile: adopt(known, adoption, true),
    fromMs,
    toMs,
  };
}
