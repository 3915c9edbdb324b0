/** Says in words that far more calls than usual wait for a cold start. */
import type { ColdStartSurgeEvidence } from '../detect/cold-start-surge';
import { countOf, formatCount, formatMs, formatShare, formatSpan } from './figures';
import type { KindWords, Telling } from './kind-words';

export function coldStartSurgeWords(evidence: ColdStartSurgeEvidence, { name, change }: Telling): KindWords {
  const { coldStarts, calls, usualShare, initMs, windowMinutes } = evidence;
  const share = formatShare(coldStarts / calls);
  return {
    title: {
      open: `${name} starts cold for ${share} of its calls`,
      update: `${name} still starts cold for ${share} of its calls`,
      resolve: `${name} starts cold no more than usual`,
    }[change],
    usual:
      usualShare < 0.0005 ? 'no call waits for a cold start' : `at most ${formatShare(usualShare)} of calls start cold`,
    seen:
      `${formatCount(coldStarts)} of ${countOf(calls, 'call', 'calls')} in ${formatSpan(windowMinutes * 60_000)} ` +
      `waited for a cold start${initMs === undefined ? '' : `, about ${formatMs(initMs)} each`}`,
    firstStep:
      change === 'resolve'
        ? 'Nothing is urgent. If it comes at the same hour again, give that hour provisioned concurrency.'
        : 'Are calls coming in bursts, or does the process die after each call (look for `Runtime.ExitError`)? A burst that ' +
          'comes often is worth provisioned concurrency; a process that dies is a fault to mend.',
    ends: 'It resolves by itself once cold starts have been as rare as usual for a few minutes.',
    quieter: 'timesUsual or minColdStarts',
  };
}
