/** Says in words that a function's calls take far longer than usual. */
import type { SlowCallsEvidence } from '../detect/finding';
import { countOf, formatCount, formatMs, formatSpan } from './figures';
import type { KindWords, Telling } from './kind-words';

export function slowCallsWords(evidence: SlowCallsEvidence, { name, change, lastsMs, newUsual }: Telling): KindWords {
  const { usualMs, seenMs, slowCalls, calls, windowMinutes } = evidence;
  const likely = likelyOf(evidence, lastsMs);
  return {
    title: {
      open: `${name} is slow: ${formatMs(seenMs)} instead of ${formatMs(usualMs)}`,
      update: `${name} is still slow: ${formatMs(seenMs)} instead of ${formatMs(usualMs)}`,
      resolve: newUsual
        ? `${name} takes about ${formatMs(seenMs)} now, and that is usual from here on`
        : `${name} is back to usual`,
    }[change],
    usual: usualOf(evidence),
    seen:
      `${formatCount(slowCalls)} of ${countOf(calls, 'call', 'calls')} in ${formatSpan(windowMinutes * 60_000)} ` +
      `took far longer, ${slowCalls === 1 ? '' : 'typically '}about ${formatMs(seenMs)}`,
    firstStep:
      change === 'resolve'
        ? newUsual
          ? `${newUsual === 'accepted' ? 'Somebody accepted the new level.' : 'It lasted for days, so it was learned as usual.'} ` +
            'Vigil speaks up again when calls take longer still.'
          : 'Nothing is urgent. If nobody knows why it began, look at what was deployed or called just before.'
        : 'See whether a new version went out just before it began; if so, roll back. If not, open one slow call in ' +
          'the logs and find what it waits for: a database, another service, or one very large input.',
    ...(likely !== undefined && change !== 'resolve' && { likely }),
    ends: 'It resolves by itself once slow calls have been rare again for a few minutes.',
    quieter: 'minSlowShare, minSlowCalls or timesUsualP95',
  };
}

/** Durations are known within 5 %, so two quantiles may look the same. */
function usualOf({ usualMs, usualP95Ms }: SlowCallsEvidence): string {
  const [half, nearlyAll] = [formatMs(usualMs), formatMs(usualP95Ms)];
  return half === nearlyAll
    ? `calls take about ${half}`
    : `half the calls take up to about ${half}, 95 of 100 up to about ${nearlyAll}`;
}

/** A window that still holds calls from before the trouble says nothing about the share. */
function likelyOf({ slowCalls, calls, windowMinutes }: SlowCallsEvidence, lastsMs: number): string | undefined {
  if (calls <= 0) return undefined;
  const share = slowCalls / calls;
  if (share >= 0.9) return 'nearly every call is slow: a new version, or something that all calls wait for';
  const isWholeWindow = lastsMs >= (windowMinutes - 1) * 60_000;
  if (share < 0.5 && isWholeWindow) return 'only a part of the calls is slow: a certain input, caller or dependency';
  return undefined;
}
