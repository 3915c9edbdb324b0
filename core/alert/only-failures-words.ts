/** Says in words that nothing but failures is ever seen of a function. */
import type { OnlyFailuresEvidence } from '../detect/only-failures';
import { countOf, formatSpan } from './figures';
import type { KindWords, Telling } from './kind-words';

export function onlyFailuresWords(evidence: OnlyFailuresEvidence, { name, change }: Telling): KindWords {
  const window = formatSpan(evidence.windowMinutes * 60_000);
  const failures = countOf(evidence.failures, 'failed call', 'failed calls');
  return {
    title: {
      open: `${name} is only ever seen to fail: ${failures}`,
      update: `${name} is still only seen to fail: ${failures} in ${window}`,
      resolve: `${name} is no longer only seen to fail`,
    }[change],
    usual: 'not known: no call that succeeded was ever seen',
    seen: `${failures} in ${window}, and not one success`,
    firstStep:
      change === 'resolve'
        ? 'Nothing is urgent. If successes are still not seen, look at the system log level of the function.'
        : 'Look at `aws lambda get-function-configuration --query LoggingConfig`: with the system log level WARN, calls ' +
          'that succeed write no report, and Vigil sees neither their durations nor their cost. Set it to INFO. If it is ' +
          'INFO, the function really never works: open a call by the link.',
    ends: `It resolves by itself when a call succeeds, or none fails for ${window}.`,
    quieter: 'minEvents',
  };
}
