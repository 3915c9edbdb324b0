/** Finds the ends of a message's own texts, as they stand escaped in a delivery. */
import type { Piece } from './bytes';

export const QUOTE_LENGTH = 2;
const BACKSLASH = 0x5c;
const QUOTE = 0x22;
const BACKSLASHES = 0x5c5c5c5c;
const ONES = 0x01010101;
const TOPS = 0x80808080 | 0;

/** A quote of the message is `\"` in the delivery; before any other letter, a backslash is an escape of the message's own. */
export const isQuote = (octets: Uint8Array, at: number): boolean =>
  octets[at] === BACKSLASH && octets[at + 1] === QUOTE;

/** The next one, four bytes at a time: texts are short, and a search through V8 costs as much as fifty of their letters. */
export function backslashAt({ octets, view }: Piece, from: number, to: number): number {
  let at = from;
  for (; at + 4 <= to; at += 4) {
    const others = view.getInt32(at, true) ^ BACKSLASHES;
    if (((others - ONES) & ~others & TOPS) !== 0) break; // one byte is zero, so it was a backslash
  }
  while (at < to && octets[at] !== BACKSLASH) at += 1;
  return at;
}
