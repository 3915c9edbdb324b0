/** Puts an alert into words: what is usual, what was seen, since when, and what to do first. All of it is safe plain text. */
import type { Evidence } from '../detect/finding';
import { nameOf, type Series } from '../state/series';
import { acceptedWords } from './accepted-words';
import type { Alert } from './alert';
import { coldStartSurgeWords } from './cold-start-surge-words';
import { costSpikeWords } from './cost-spike-words';
import { errorBurstWords } from './error-burst-words';
import { goneSilentWords } from './gone-silent-words';
import { invocationSurgeWords } from './invocation-surge-words';
import { slowDriftWords } from './slow-drift-words';
import { formatSpan, formatTime, formatTimeBeside } from './figures';
import { forgedLinesWords } from './forged-lines-words';
import type { KindWords, Telling } from './kind-words';
import { countFallen } from './fallen';
import { loginAttackWords } from './login-attack-words';
import { memoryPressureWords } from './memory-pressure-words';
import { onlyFailuresWords } from './only-failures-words';
import { outOfMemoryWords } from './out-of-memory-words';
import { plainText } from './plain-text';
import { retriesExhaustedWords } from './retries-exhausted-words';
import { isToBlock } from './tries';
import { slowCallsWords } from './slow-calls-words';
import { timeoutsWords } from './timeouts-words';

export interface Words extends KindWords {
  /** What people call the function or login source. */
  readonly subject: string;
  /** Since when, or how long it lasted; times in UTC. */
  readonly since: string;
}

/** As long as a title can bear; a function's name has at most 64. */
const NAME_LENGTH = 80;

/** `name` replaces the subject's name where a channel takes less than plain text. */
export function wordsOf(alert: Alert, name: string = shortNameOf(alert.subject)): Words {
  const telling: Telling = {
    name,
    change: alert.change,
    ...(alert.newUsual && { newUsual: alert.newUsual }),
    lastsMs: alert.lastSeenMs - alert.firstSeenMs,
    knowsAddresses: alert.addresses.length > 0,
    canBlock: alert.addresses.some(isToBlock),
    fallen: countFallen(alert),
    toCheck: alert.toCheck?.length ?? 0,
  };
  const words = { ...kindWords(alert.evidence, telling), ...acceptedWords(alert, name) };
  return { ...words, subject: name, since: sinceOf(alert) };
}

function kindWords(evidence: Evidence, telling: Telling): KindWords {
  switch (evidence.kind) {
    case 'slow-calls':
      return slowCallsWords(evidence, telling);
    case 'login-attack':
      return loginAttackWords(evidence, telling);
    case 'out-of-memory':
      return outOfMemoryWords(evidence, telling);
    case 'timeouts':
      return timeoutsWords(evidence, telling);
    case 'memory-pressure':
      return memoryPressureWords(evidence, telling);
    case 'retries-exhausted':
      return retriesExhaustedWords(evidence, telling);
    case 'only-failures':
      return onlyFailuresWords(evidence, telling);
    case 'cold-start-surge':
      return coldStartSurgeWords(evidence, telling);
    case 'cost-spike':
      return costSpikeWords(evidence, telling);
    case 'error-burst':
      return errorBurstWords(evidence, telling);
    case 'gone-silent':
      return goneSilentWords(evidence, telling);
    case 'invocation-surge':
      return invocationSurgeWords(evidence, telling);
    case 'slow-drift':
      return slowDriftWords(evidence, telling);
    case 'forged-lines':
      return forgedLinesWords(evidence, telling);
  }
}

export const shortNameOf = (series: Series): string => plainText(nameOf(series), NAME_LENGTH) || 'unnamed';

/** Where it happens: `function checkout`, `log group /ecs/login`. */
export const placeNameOf = (series: Series): string =>
  `${series.kind === 'function' ? 'function' : 'log group'} ${plainText(series.name, NAME_LENGTH) || 'unnamed'}`;

function sinceOf({ change, firstSeenMs, lastSeenMs }: Alert): string {
  const from = formatTime(firstSeenMs);
  // The last minute belongs to it, so it ends where the next begins.
  if (change === 'resolve')
    return `${formatSpan(lastSeenMs - firstSeenMs)}, from ${from} to ${formatTimeBeside(lastSeenMs + 1, firstSeenMs)} UTC`;
  return lastSeenMs - firstSeenMs < 60_000
    ? `${from} UTC`
    : `${from} UTC, last seen ${formatTimeBeside(lastSeenMs, firstSeenMs)}`;
}
