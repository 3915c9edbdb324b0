/** Says in words that lines in a function's log only look like the platform's. */
import type { ForgedLinesEvidence } from '../detect/forged-lines';
import { countOf, formatCount, formatSpan } from './figures';
import type { KindWords, Telling } from './kind-words';

export function forgedLinesWords(evidence: ForgedLinesEvidence, { name, change }: Telling): KindWords {
  const { suspects, calls, windowMinutes } = evidence;
  const window = formatSpan(windowMinutes * 60_000);
  const reports = countOf(suspects, 'report', 'reports');
  return {
    title: {
      open: `${name} prints ${reports} that Lambda did not write`,
      update: `${name} goes on printing false reports: ${formatCount(suspects)} in ${window}`,
      resolve: `${name} prints no more false reports`,
    }[change],
    usual: 'only Lambda writes reports',
    seen: `${reports} in ${window} that their own log contradicts, beside ${countOf(calls, 'true one', 'true ones')}; they are not counted`,
    firstStep:
      change === 'resolve'
        ? 'Nothing is urgent. Find out whose text the function prints before somebody uses it again.'
        : 'Search the log for `REPORT RequestId:` lines in the middle of a call: whatever the function prints there comes ' +
          'from outside (a header, a name, a message). Write such text as JSON, never as it came.',
    ends: `It resolves by itself when none came for ${window}.`,
    quieter: 'minEvents',
  };
}
