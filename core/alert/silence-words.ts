/** Puts a silence into words, for lists and digests. All of it is safe plain text. */
import { formatTime } from './figures';
import { plainText } from './plain-text';
import type { Silence } from './silence';

const NAME = 120;
const REASON = 200;

/** `slow calls of checkout up to warning` */
export function wordsOfSilenced({ kind, function: name, severity }: Pick<Silence, 'kind' | 'function' | 'severity'>) {
  const what = kind === undefined ? 'every alert' : kind.replaceAll('-', ' ');
  const of = name === undefined ? '' : ` of ${plainText(name, NAME)}`;
  const upTo = severity === undefined || severity === 'critical' ? '' : ` up to ${severity}`;
  return `${what}${of}${upTo}`;
}

/** `slow calls of checkout until 2026-11-22 14:00 UTC, by alice: a deployment` */
export const sentenceOfSilence = (silence: Silence): string =>
  `${wordsOfSilenced(silence)} until ${formatTime(silence.untilMs)} UTC, by ${plainText(silence.author, NAME)}: ` +
  plainText(silence.reason, REASON);
