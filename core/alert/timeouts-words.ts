/** Says in words that calls of a function were cut off at its time limit. */
import type { TimeoutsEvidence } from '../detect/finding';
import { countOf, formatCount, formatMs, formatSpan, timesOf } from './figures';
import type { KindWords, Telling } from './kind-words';

/** Lambda's time limit where nobody sets one (AWS Lambda developer guide, checked 2026-11). */
const DEFAULT_LIMIT_MS = 3000;

export function timeoutsWords(evidence: TimeoutsEvidence, { name, change }: Telling): KindWords {
  const { timeouts, calls, longestMs, windowMinutes } = evidence;
  const window = formatSpan(windowMinutes * 60_000);
  const likely = likelyOf(evidence);
  return {
    title: {
      open: `${name} timed out ${timesOf(timeouts)}`,
      update: `${name} still times out: ${timesOf(timeouts)} in ${window}`,
      resolve: `${name} no longer times out`,
    }[change],
    usual: 'no call times out',
    seen:
      (calls >= timeouts
        ? `${formatCount(timeouts)} of ${countOf(calls, 'call', 'calls')} in ${window} cut off at the time limit`
        : `cut off at the time limit ${timesOf(timeouts)} in ${window}`) +
      (longestMs === undefined ? '' : `, the longest after about ${formatMs(longestMs)}`),
    firstStep:
      change === 'resolve'
        ? `Nothing is urgent. None came for ${window}; if the function was not called in that time, it may come back.`
        : 'Open a call that timed out in the logs: its last line tells what it waited for (a database, a network, ' +
          'another service). Raise the time limit only if the work really takes that long.',
    ...(likely !== undefined && change !== 'resolve' && { likely }),
    ends: `It resolves by itself when no call timed out for ${window}.`,
    quieter: 'minEvents',
  };
}

function likelyOf({ timeouts, calls, longestMs }: TimeoutsEvidence): string | undefined {
  if (longestMs !== undefined && Math.abs(longestMs - DEFAULT_LIMIT_MS) <= DEFAULT_LIMIT_MS * 0.05) {
    return "3 s is Lambda's default limit: perhaps this function was never given its own";
  }
  if (timeouts >= 2 && timeouts >= calls) return 'no call gets through: what it waits for is down or out of reach';
  return undefined;
}
