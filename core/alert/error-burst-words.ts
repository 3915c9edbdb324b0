/** Says in words that far more calls of a function fail than usual, and with what errors. */
import type { ErrorBurstEvidence } from '../detect/error-burst';
import { countOf, formatCount, formatShare, formatSpan } from './figures';
import type { KindWords, Telling } from './kind-words';
import { cutText } from './plain-text';

/** Error types come from the log: as long as a line can bear. */
const TYPE_LENGTH = 60;

export function errorBurstWords(evidence: ErrorBurstEvidence, { name, change }: Telling): KindWords {
  const { errors, calls, usualShare, windowMinutes, newVersion } = evidence;
  const share = formatShare(errors / calls);
  const types = typesOf(evidence);
  return {
    title: {
      open: `${name} fails: ${share} of its calls`,
      update: `${name} still fails: ${share} of its calls`,
      resolve: `${name} fails no more than usual`,
    }[change],
    usual:
      usualShare === undefined
        ? 'not known yet; until then 5 % of calls failing is taken as usual'
        : usualShare < 0.0005
          ? 'no calls fail'
          : `at most ${formatShare(usualShare)} of calls fail`,
    seen:
      `${formatCount(errors)} of ${countOf(calls, 'call', 'calls')} in ${formatSpan(windowMinutes * 60_000)} failed` +
      (types === '' ? '' : `: ${types}`),
    firstStep:
      change === 'resolve'
        ? 'Nothing is urgent. If nobody knows why it began, read the first failed call by the link.'
        : `${newVersion === undefined ? 'Did a new version go out just before it began? Roll it back. Else open' : `Roll back version ${versionName(newVersion)}, which went out just before. Then open`} ` +
          'the first failed call by the link: its stack trace names the line.',
    ...(newVersion !== undefined &&
      change !== 'resolve' && {
        likely: `version ${versionName(newVersion)} brought it: it went out within two hours`,
      }),
    ends: 'It resolves by itself once errors have been as rare as usual for a few minutes.',
    quieter: 'timesUsual or minErrors',
  };
}

const typesOf = ({ types }: ErrorBurstEvidence): string =>
  types.map(({ type, errors }) => `${typeName(type)} (${formatCount(errors)})`).join(', ');

/** A type is text from the log: of a class with its packages, or of whatever was printed, the last word is enough. */
function typeName(type: string): string {
  if (/^Runtime\.[A-Z]\w{1,58}$/u.test(type)) return type;
  const words = type.split(/[^\w$]+/u).filter((word) => word !== '');
  return cutText(words.at(-1) ?? 'without a type', TYPE_LENGTH);
}

const versionName = (version: string): string => version.replace(/\D/gu, '').slice(0, 8) || '?';
