/** Says in words that a function that always ran is not called any more. */
import type { GoneSilentEvidence } from '../detect/gone-silent';
import { countOf, formatCount, formatSpan } from './figures';
import type { KindWords, Telling } from './kind-words';

export function goneSilentWords(evidence: GoneSilentEvidence, { name, change, lastsMs }: Telling): KindWords {
  const { silentMinutes, usualActiveMinutes, usualCallsAnHour } = evidence;
  const silent = formatSpan(Math.max(silentMinutes * 60_000, lastsMs));
  return {
    title: {
      open: `${name} has gone silent`,
      update: `${name} is still silent: no call for ${silent}`,
      resolve: `${name} is called again`,
    }[change],
    usual: `${countOf(usualCallsAnHour, 'call', 'calls')} an hour at this hour, in ${formatCount(usualActiveMinutes)} of 60 minutes`,
    seen: `no call for ${silent}`,
    firstStep:
      change === 'resolve'
        ? 'Nothing is urgent. If events waited meanwhile, see that they were worked off.'
        : 'Look at what calls it: is the trigger off, the schedule removed, the queue or stream cut, the front door down? ' +
          'If the function is called and only its log is missing, its role may not write logs any more.',
    ends: 'It resolves by itself when it is called again, or at hours when it usually rests.',
    quieter: 'minSilentMinutes',
  };
}
