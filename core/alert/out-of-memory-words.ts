/** Says in words that calls of a function were killed for want of memory. */
import type { OutOfMemoryEvidence } from '../detect/finding';
import { countOf, formatCount, formatSpan, timesOf } from './figures';
import type { KindWords, Telling } from './kind-words';

export function outOfMemoryWords(evidence: OutOfMemoryEvidence, { name, change }: Telling): KindWords {
  const { outOfMemory, calls, memoryMb, windowMinutes } = evidence;
  const window = formatSpan(windowMinutes * 60_000);
  const memory = memoryMb === undefined ? undefined : `${formatCount(memoryMb)} MB`;
  const likely = likelyOf(evidence);
  return {
    title: {
      open: `${name} ran out of memory ${timesOf(outOfMemory)}`,
      update: `${name} still runs out of memory: ${timesOf(outOfMemory)} in ${window}`,
      resolve: `${name} no longer runs out of memory`,
    }[change],
    usual: 'no call runs out of memory',
    seen:
      (calls >= outOfMemory
        ? `${formatCount(outOfMemory)} of ${countOf(calls, 'call', 'calls')} in ${window}`
        : `${timesOf(outOfMemory)} in ${window}`) + (memory === undefined ? '' : `, with ${memory} configured`),
    firstStep:
      change === 'resolve'
        ? `Nothing is urgent. None came for ${window}; if the function was not called in that time, it may come back.`
        : `Raise the memory${memory === undefined ? '' : ` (${memory} now)`} so that calls succeed again. If it began ` +
          'with a new version, roll back; if not, find what grew: the input, or what is kept between calls.',
    ...(likely !== undefined && change !== 'resolve' && { likely }),
    ends: `It resolves by itself when no call ran out of memory for ${window}.`,
    quieter: 'minEvents',
  };
}

function likelyOf({ outOfMemory, calls }: OutOfMemoryEvidence): string | undefined {
  if (outOfMemory < 2) return undefined;
  if (outOfMemory >= calls) return 'every call dies: a new version or a changed setting rather than one input';
  return outOfMemory / calls < 0.2
    ? 'only some calls die: certain inputs, or memory that grows from call to call'
    : undefined;
}
