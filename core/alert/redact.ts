/**
 * Takes out of a log line what must not leave the account: credentials, addresses of people and machines, long numbers. Blind to
 * what only a reader knows to be personal, such as a name in a sentence.
 */
import { plainText } from './plain-text';

const LOOKED_AT = 2_000;
const LENGTH = 300;
const GONE = '[redacted]';

const SECRET_WORD =
  'pass(?:word|wd|phrase|code)?|pwd|secret|token|api[_-]?key|apikey|auth(?:orization)?|cookie|session(?:[_-]?id)?|credentials?|' +
  'signature|private[_-]?key|access[_-]?key(?:[_-]?id)?|client[_-]?secret|otp|pin|cvv|cvc|ssn|iban';

/** In this order: what is named by its key first, for the rest of it may look like nothing. */
const RULES: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN[^]*/g, GONE],
  [/\b(Bearer|Basic|Digest|AWS4-HMAC-SHA256)\s+[^\s"',]+/gi, `$1 ${GONE}`],
  [
    new RegExp(
      `([\\w-]{0,40}(?:${SECRET_WORD})[\\w-]{0,40}\\\\*["']?\\s{0,4}[:=]\\s{0,4})(\\\\*"[^"]*"?|\\\\*'[^']*'?|[^\\s,;&}"']+)`,
      'gi',
    ),
    `$1${GONE}`,
  ],
  [/:\/\/[^\s/@]{1,200}@/g, `://${GONE}@`],
  [/\?[^\s"'?]{1,2000}=[^\s"']*/g, `?${GONE}`],
  [/[^\s@<>"'(),;:=\\]{1,64}(?:@|%40|\\u0040)[^\s@<>"'(),;:=\\]{1,255}/gi, '[e-mail]'],
  [
    /\b(?:xox[a-z]|xapp|gh[pousr]|github_pat|glpat|sk|pk|rk|whsec|npm|hf|AIza|AKIA|ASIA|AROA)[-_]?[A-Za-z0-9_-]{12,}/g,
    GONE,
  ],
  [/\beyJ[\w-]*(?:\.[\w-]*)*/g, GONE],
  [/\b(?:\d{1,3}\.){3}\d{1,3}\b/g, '[address]'],
  [/(?<![\w:])(?:[0-9a-f]{0,4}:){3,7}[0-9a-f]{0,4}(?![\w:])/gi, '[address]'],
  [/\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}\b/g, '[number]'],
  [/(?<![\w.-])\+?\d(?:[ ().-]{0,2}\d){8,24}(?![\w-])/g, '[number]'],
  [/\b\d{3}-\d{2}-\d{4}\b/g, '[number]'],
];

/** What looks like chance: a key, a session, a hash. A request's id stays, for it leads to the log. */
const LONG_WORD = /[A-Za-z0-9+/_=-]{24,}/g;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** One line of safe plain text, at most 300 characters. */
export function redactLine(message: string): string {
  const known = RULES.reduce((text, [pattern, instead]) => text.replace(pattern, instead), message.slice(0, LOOKED_AT));
  return plainText(known.replace(LONG_WORD, redactWord), LENGTH);
}

const redactWord = (word: string): string => (UUID.test(word) || !/\d/.test(word) ? word : GONE);
