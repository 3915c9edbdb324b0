/** Makes text that others wrote (names, addresses, anything from a log) safe to show: one line, nothing hidden, bounded. */

/** Invisible or direction-changing: zero-widths, bidi overrides, fillers, tags, lone surrogates, private use. */
const HIDDEN = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cs}\p{Co}]/gu;

/** Control characters (C0, C1, so CR, LF and escape codes too), line separators and spaces of every width. */
const GAPS = /[\p{Cc}\p{Z}]+/gu;

/** How much is looked at at all: a longest legal log group name is 512. */
const LOOKED_AT = 4096;

/** Made once, for making it costs more than using it; and at the first cut, for it reads tables of all languages: 15 ms of a start. */
let graphemes: Intl.Segmenter | undefined;

/** What a reader sees of it, so that a word cannot be split by what nobody sees. */
export const withoutHidden = (text: string): string => text.replace(HIDDEN, '');

/** At most `maxLength` UTF-16 units on one line; may be empty. */
export function plainText(text: string, maxLength = 120): string {
  const clean = withoutHidden(text.slice(0, LOOKED_AT)).replace(GAPS, ' ').trim();
  return cutText(clean, maxLength);
}

/** Cuts on the border of a grapheme, or of a code point where one grapheme alone is too long, and marks the cut. */
export function cutText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const room = Math.max(0, maxLength - 1);
  const piece = text.slice(0, maxLength + 32);
  graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  const whole = Array.from(graphemes.segment(piece), ({ segment }) => segment);
  const kept = takeWhileFits(whole, room) || takeWhileFits(Array.from(piece), room);
  return `${kept.trimEnd()}…`;
}

function takeWhileFits(pieces: readonly string[], room: number): string {
  let kept = '';
  for (const piece of pieces) {
    if (kept.length + piece.length > room) break;
    kept += piece;
  }
  return kept;
}

/** Breaks what a mail program or chat would turn into a link; an IP address stays as it is, ready to be copied. */
export function defang(text: string): string {
  return text
    .replace(/\b(h)tt(ps?)(?=:)/giu, '$1xx$2')
    .replaceAll('://', '[://]')
    .replace(/\b(mailto|tel|javascript|data|slack):(?=\S)/giu, '$1[:]')
    .replace(/(?<=[\p{L}\p{N}_-])[.\u3002\uff0e\uff61](?=\p{L})/gu, '[.]');
}

/** Takes the meaning from words that would wake a whole channel. */
export const withoutMentions = (text: string): string => text.replace(/@(?=channel|here|everyone)/giu, '(at)');

/**
 * For mrkdwn, once and last: text escaped twice shows its escapes. Slack names exactly these three (checked 2026-11); it reads a
 * `>` that begins a line as a quote even where it is escaped.
 */
export function escapeSlack(text: string): string {
  return withoutMentions(text)
    .replace(/^[\s>]*>/u, '›')
    .replaceAll('`', "'")
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** Printable ASCII: accents are dropped, what has no ASCII form becomes `?`. */
export function asciiText(text: string, maxLength: number): string {
  const ascii = plainText(text, LOOKED_AT)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^ -~]/gu, '?');
  return ascii.length <= maxLength ? ascii : `${ascii.slice(0, Math.max(0, maxLength - 3)).trimEnd()}...`;
}

/** Keeps a figure and its unit on one line of a narrow screen. */
export const keepUnits = (text: string): string =>
  text.replace(/(\d) (?=(?:%|ms|s|min|h|MB|GB|UTC)(?![\p{L}\p{N}]))/gu, '$1\u00a0');
