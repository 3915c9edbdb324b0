/**
 * Takes out of a log line what must not leave the account: credentials, names of accounts, addresses of people and machines, long
 * numbers. Rather takes too much than too little, yet is blind to what only a reader knows to be personal, such as a name in a sentence.
 */
import { plainText, withoutHidden } from './plain-text';

const LOOKED_AT = 2_000;
const LENGTH = 300;
const GONE = '[redacted]';

const SECRET_WORD =
  'pass(?:word|wd|phrase|code)?|pwd|secret|token|api[_-]?key|auth|session|credential|signature|private[_-]?key|' +
  'access[_-]?key|otp|pin(?!g)|cvv|cvc|ssn|iban';
/** Names of things are no account's: they tell where it failed. */
const NAME =
  '(?<!(?:function|table|queue|bucket|topic|class|method|file|event|error|exception|service)[_-]?)name(?!space)';
const PERSON_WORD = `user|login|account|customer|member|principal|mail|phone|mobile|${NAME}`;

/** A key, plain, quoted, or in JSON within JSON, up to its value. */
const keyOf = (words: string): string =>
  `((?<![\\w-])(?=[\\w-]*(?:${words})|(?:api|access|private) key)[\\w-]+(?: (?:key|id|name|number))?\\\\*["']?\\s*`;
const OPENED = '[[{][^]*';
const QUOTED = String.raw`\\*"(?:\\[^]|[^"\\])*"?|\\*'(?:\\[^]|[^'\\])*'?`;
const JSON_SCALAR = String.raw`(?:true|false|null|-?\d[\d.]*)(?=\s*[,}\]])`;
const TO_LINE_END = String.raw`[^\n]+`;
const TO_NEXT_KEY = String.raw`[^\n]+?(?=\s[\w.-]+=|\n|$)`;
const KEY = keyOf(`${SECRET_WORD}|${PERSON_WORD}`);

/** In this order: what is named by its key first, for the rest of it may look like nothing. */
const RULES: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN[^]*/g, GONE],
  [new RegExp(`${keyOf('cookie')}[:=]>?\\s*)(?:${OPENED}|${TO_LINE_END})`, 'gi'), `$1${GONE}`],
  [/\b(Bearer|Basic|Digest|AWS4-HMAC-SHA256)\s+[^\s"',]+/gi, `$1 ${GONE}`],
  [new RegExp(`${KEY}:=?\\s*)(?:${OPENED}|${QUOTED}|${JSON_SCALAR}|${TO_LINE_END})`, 'gi'), `$1${GONE}`],
  [new RegExp(`${KEY}={1,3}>?\\s*)(?:${OPENED}|${QUOTED}|${TO_NEXT_KEY})`, 'gi'), `$1${GONE}`],
  [/:\/\/[^\s/@]{1,200}@/g, `://${GONE}@`],
  [/\?[^\s"'?]{1,2000}=[^\s"']*/g, `?${GONE}`],
  [/[^\s@<>"'(),;:=\\]{1,64}(?:@|%40|\\u0040)[^\s@<>"'(),;:=\\]{1,255}/gi, '[e-mail]'],
  [
    /\b(?:xox[a-z]|xapp|gh[pousr]|github_pat|glpat|sk|pk|rk|whsec|npm|hf|AIza|AKIA|ASIA|AROA)[-_]?[A-Za-z0-9_-]{12,}/g,
    GONE,
  ],
  [/\beyJ[\w-]*(?:\.[\w-]*)*/g, GONE],
  [/\b(?:\d{1,3}\.){3}\d{1,3}\b/g, '[address]'],
  [/(?<!\w)(?:[0-9a-f]{0,4}:){3,7}[0-9a-f]{0,4}(?![\w:])/gi, '[address]'],
  [/(?<!\w)(?=[0-9a-f:]{0,39}::)(?=:{0,2}[0-9a-f])[0-9a-f:]{3,39}(?![\w:])/gi, '[address]'],
  [/\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}\b/g, '[number]'],
  [/(?<![\w.-])\+?\d(?:[ ().-]{0,2}\d){8,24}(?![\w-])/g, '[number]'],
  [/\b\d{3}-\d{2}-\d{4}\b/g, '[number]'],
  [
    /\b([Uu]ser(?:name)?|USER|[Aa]ccount|[Cc]ustomer|[Mm]ember)((?: (?:id|name|named|called))?["']?\s+)(?!\[|(?:with|is|was|not|has|does|pool|agent|could|cannot|must|from|to|in|for|and|or|already)\b)(?:"[^"]*"?|'[^']*'?|\S+(?:\s+\p{Lu}[\p{L}.'-]*){0,2})/gu,
    `$1$2${GONE}`,
  ],
];

/** Where a line is about somebody's login, what follows such a word is likely who. */
const LOGIN_WORD =
  /log(?:ged|ging)?[ _-]?(?:in|on|out)|sign(?:ed|ing)?[ _-]?(?:in|up|out|on)|auth|passw|credential|mfa/i;
const WHO = /\b(for|by|as|of|user(?:name)?|account|customer|member)(["']?\s)[^\n]+/gi;

/** What looks like chance: a key, a session, a hash. A request's id stays, for it leads to the log. */
const LONG_WORD = /[A-Za-z0-9+/_=-]{24,}/g;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** One line of safe plain text, at most 300 characters. */
export function redactLine(message: string): string {
  const seen = withoutHidden(message.slice(0, LOOKED_AT));
  const known = RULES.reduce((text, [pattern, instead]) => text.replace(pattern, instead), seen);
  const unnamed = LOGIN_WORD.test(seen) ? known.replace(WHO, `$1$2${GONE}`) : known;
  return plainText(unnamed.replace(LONG_WORD, redactWord), LENGTH);
}

const redactWord = (word: string): string => (UUID.test(word) || !/\d/.test(word) ? word : GONE);
