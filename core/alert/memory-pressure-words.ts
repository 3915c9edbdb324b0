/** Says in words that a function's calls come close to the memory it is given. */
import type { MemoryPressureEvidence } from '../detect/memory-pressure';
import { countOf, formatCount, formatSpan } from './figures';
import type { KindWords, Telling } from './kind-words';

export function memoryPressureWords(evidence: MemoryPressureEvidence, { name, change }: Telling): KindWords {
  const { tightCalls, calls, usedMb, memoryMb, windowMinutes } = evidence;
  const window = formatSpan(windowMinutes * 60_000);
  const limit = `${formatCount(memoryMb)} MB`;
  const used = `about ${formatCount(usedMb)} MB`;
  return {
    title: {
      open: `${name} is short of memory: ${used} of ${limit}`,
      update: `${name} is still short of memory: ${used} of ${limit}`,
      resolve: `${name} has memory to spare again`,
    }[change],
    usual: `calls stay well below the ${limit} that are configured`,
    seen: `${formatCount(tightCalls)} of ${countOf(calls, 'call', 'calls')} in ${window} used ${used}, nearly all there is`,
    firstStep:
      change === 'resolve'
        ? 'Nothing is urgent. If nobody raised the memory, find out which input made it grow.'
        : `Raise the memory one step (${limit} now) before calls are killed for want of it. If it began with a new ` +
          'version, look at what that one keeps between calls.',
    ends: 'It resolves by itself once calls stay below the limit again for a few minutes.',
    quieter: 'nearLimit or minShare',
  };
}
