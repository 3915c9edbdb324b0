/** Says in words that a function is called far more often than usual. */
import type { InvocationSurgeEvidence } from '../detect/invocation-surge';
import { countOf, formatCount, formatSpan } from './figures';
import type { KindWords, Telling } from './kind-words';

export function invocationSurgeWords(evidence: InvocationSurgeEvidence, { name, change }: Telling): KindWords {
  const { calls, usualCalls, windowMinutes } = evidence;
  const window = formatSpan(windowMinutes * 60_000);
  return {
    title: {
      open: `${name} is called far more than usual: ${formatCount(calls)} times in ${window}`,
      update: `${name} is still called far more than usual: ${formatCount(calls)} times in ${window}`,
      resolve: `${name} is called as often as usual again`,
    }[change],
    usual: `about ${countOf(usualCalls, 'call', 'calls')} in ${window} at this hour of the week`,
    seen: `${countOf(calls, 'call', 'calls')} in ${window}`,
    firstStep:
      change === 'resolve'
        ? 'Nothing is urgent. If nobody knows who called, look at the trigger before it comes again.'
        : 'Find who calls: its trigger, a retry without end, or the function itself through what it writes. Does it feed ' +
          'its own trigger (a bucket, a queue, a table)? Cut that first.',
    ends: 'It resolves by itself once calls have been as many as usual for a few minutes.',
    quieter: 'timesUsual or minCalls',
  };
}
