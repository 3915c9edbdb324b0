/** Says in words that events were lost: the last attempt at them failed too. */
import type { RetriesExhaustedEvidence } from '../detect/retries-exhausted';
import { countOf, formatCount, formatSpan } from './figures';
import type { KindWords, Telling } from './kind-words';

export function retriesExhaustedWords(evidence: RetriesExhaustedEvidence, { name, change }: Telling): KindWords {
  const { lostEvents, failedCalls, windowMinutes } = evidence;
  const window = formatSpan(windowMinutes * 60_000);
  const events = countOf(lostEvents, 'event', 'events');
  return {
    title: {
      open: `${name} lost ${events}: every attempt failed`,
      update: `${name} goes on losing events: ${formatCount(lostEvents)} in ${window}`,
      resolve: `${name} loses no more events`,
    }[change],
    usual: 'an event that fails is tried again twice, and then succeeds',
    seen: `${events} failed at the third attempt, among ${countOf(failedCalls, 'failed call', 'failed calls')} in ${window}`,
    firstStep:
      change === 'resolve'
        ? 'Send the lost events again once the cause is mended: from the failure destination if the function has one, else from where they came.'
        : 'Find why the calls fail (open one by the link), then send the events again. If the function has no failure ' +
          'destination they are gone: give it one (`aws lambda put-function-event-invoke-config … --destination-config`).',
    ends: `It resolves by itself when no event was lost for ${window}.`,
    quieter: 'minEvents',
  };
}
