/** Says in words that a function's calls take far longer than usual. */
import type { SlowCallsEvidence } from '../detect/finding';
import { countOf, formatCount, formatMs, formatSpan } from './figures';
import type { KindWords, Telling } from './kind-words';

export function slowCallsWords(evidence: SlowCallsEvidence, { name, change }: Telling): KindWords {
  const { usualMs, usualP95Ms, seenMs, slowCalls, calls, windowMinutes } = evidence;
  const likely = likelyOf(evidence);
  return {
    title: {
      open: `${name} is slow: ${formatMs(seenMs)} instead of ${formatMs(usualMs)}`,
      update: `${name} is still slow: ${formatMs(seenMs)} instead of ${formatMs(usualMs)}`,
      resolve: `${name} is back to usual`,
    }[change],
    usual: `half of the calls take under ${formatMs(usualMs)}, 95 of 100 under ${formatMs(usualP95Ms)}`,
    seen:
      `${formatCount(slowCalls)} of ${countOf(calls, 'call', 'calls')} in ${formatSpan(windowMinutes * 60_000)} ` +
      (slowCalls === 1
        ? `took far longer: ${formatMs(seenMs)}`
        : `took far longer, half of them over ${formatMs(seenMs)}`),
    firstStep:
      change === 'resolve'
        ? 'Nothing is urgent. If nobody knows why it began, look at what was deployed or called just before.'
        : 'See whether a new version went out just before it began; if so, roll back. If not, open one slow call in ' +
          'the logs and find what it waits for: a database, another service, or one very large input.',
    ...(likely !== undefined && change !== 'resolve' && { likely }),
    ends: 'It resolves by itself once slow calls have been rare again for a few minutes.',
    quieter: 'minSlowShare, minSlowCalls or timesUsualP95',
  };
}

function likelyOf({ slowCalls, calls }: SlowCallsEvidence): string | undefined {
  if (calls <= 0) return undefined;
  const share = slowCalls / calls;
  if (share >= 0.9) return 'nearly every call is slow: a new version, or something that all calls wait for';
  if (share < 0.5) return 'only a part of the calls is slow: a certain input, caller or dependency';
  return undefined;
}
