/** Says in words that a function slows a little every day. */
import type { SlowDriftEvidence } from '../detect/slow-drift';
import { formatMs, formatShare } from './figures';
import type { KindWords, Telling } from './kind-words';

export function slowDriftWords({ thenMs, nowMs }: SlowDriftEvidence, { name, change }: Telling): KindWords {
  return {
    title: {
      open: `${name} slows day by day: ${formatMs(nowMs)} instead of ${formatMs(thenMs)} four weeks ago`,
      update: `${name} slows on: ${formatMs(nowMs)} instead of ${formatMs(thenMs)} four weeks ago`,
      resolve: `${name} slows no more`,
    }[change],
    usual: `half the calls took up to about ${formatMs(thenMs)} four weeks ago`,
    seen: `half the calls took up to about ${formatMs(nowMs)} in the last week, ${formatShare(Math.min(1, nowMs / thenMs - 1))}${nowMs / thenMs > 2 ? ' and more' : ''} above that`,
    firstStep:
      change === 'resolve'
        ? 'Nothing is urgent.'
        : 'Find what grows with the days: a table without an index, a list that is read whole, a file that is never cut. ' +
          'There is time, but it will not mend itself.',
    ends: 'It resolves by itself once the last week is as fast as four weeks ago, or the new level has been usual for as long.',
    quieter: 'timesFourWeeksAgo',
  };
}
