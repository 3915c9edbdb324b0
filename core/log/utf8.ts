/** Decodes UTF-8 that is held one byte a character, only where a letter is not ASCII: most messages have none. */

/**
 * Bytes that are no UTF-8 become U+FFFD, as TextDecoder makes of them; ASCII is given back as it is.
 * @param first where the first byte stands that is not ASCII, if that is known; -1 where there is none
 */
export function readUtf8(bytes: string, first = nextHigh(bytes, 0)): string {
  let text = '';
  let from = 0;
  for (let at = first; at !== -1; at = nextHigh(bytes, from)) {
    text += bytes.slice(from, at);
    from = at;
    while (from < bytes.length && bytes.charCodeAt(from) >= 0x80) {
      const length = lengthAt(bytes, from);
      text += length > 0 ? String.fromCodePoint(codePointAt(bytes, from, length)) : '\ufffd';
      from += Math.abs(length);
    }
  }
  return from === 0 ? bytes : text + bytes.slice(from);
}

const HIGH = /[^\0-\x7f]/g;

function nextHigh(bytes: string, from: number): number {
  HIGH.lastIndex = from;
  return HIGH.test(bytes) ? HIGH.lastIndex - 1 : -1;
}

/** How many bytes the letter has; where it is none, minus how many bytes one U+FFFD stands for. */
function lengthAt(bytes: string, at: number): number {
  const first = bytes.charCodeAt(at);
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4) return -1;
  const second = bytes.charCodeAt(at + 1);
  if (!(second >= lowestSecond(first) && second <= highestSecond(first))) return -1;
  for (let index = 2; index < length; index += 1) if (!isTail(bytes.charCodeAt(at + index))) return -index;
  return length;
}

/** Shortest form only, no surrogates, nothing above U+10FFFF: all of it shows in the second byte. */
const lowestSecond = (first: number): number => (first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80);
const highestSecond = (first: number): number => (first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf);
const isTail = (code: number): boolean => code >= 0x80 && code <= 0xbf;

function codePointAt(bytes: string, at: number, length: number): number {
  let point = bytes.charCodeAt(at) & (0xff >> (length + 1));
  for (let index = 1; index < length; index += 1) point = (point << 6) | (bytes.charCodeAt(at + index) & 0x3f);
  return point;
}
