/** Finds chosen texts in a JSON object as it stands in a delivery, escaped: a fifth of the cost of parsing it twice. */
import type { RawMessage } from './batch';
import type { Piece } from './bytes';
import { readUtf8 } from './utf8';
import { holdsAt, wordOf, type Word } from './words';

interface WantedName {
  readonly index: number;
  readonly word: Word;
}

/**
 * One line at a time: where its wanted fields stand is noted in place of the last line's, and a text is cut out only when it
 * is asked for, because an object of texts for each line costs more than finding them.
 */
export class FlatFields {
  /** By their lengths, so that most fields of a line are passed over without a look at their names. */
  private readonly byLength: (WantedName[] | undefined)[] = [];
  private readonly indexes = new Map<string, number>();
  private readonly froms: Int32Array;
  private readonly tos: Int32Array;
  private piece: Piece | undefined;
  /** One bit for each wanted name that the line has. */
  private found = 0;

  /** Of at most 31 names. */
  constructor(names: readonly string[]) {
    this.froms = new Int32Array(names.length);
    this.tos = new Int32Array(names.length);
    for (const [index, name] of names.entries()) {
      (this.byLength[name.length] ??= []).push({ index, word: wordOf(name) });
      this.indexes.set(name, index);
    }
  }

  /**
   * False where the object holds another object, a list, white space or an escape, where a wanted field is no text, and
   * where the message is no JSON. Else each wanted field has the value that JSON.parse gives it.
   */
  read({ piece, from, to }: RawMessage): boolean {
    const { octets } = piece;
    this.piece = piece;
    this.found = 0;
    for (let at = from + 1; ; at += 1) {
      if (!isQuote(octets, at)) return false;
      const keyAt = at + QUOTE_LENGTH;
      const keyEnd = backslashAt(piece, keyAt, to);
      if (!isQuote(octets, keyEnd) || octets[keyEnd + QUOTE_LENGTH] !== COLON) return false;
      const index = this.indexAt(piece, keyAt, keyEnd);
      const valueAt = keyEnd + QUOTE_LENGTH + 1;
      if (isQuote(octets, valueAt)) {
        const textAt = valueAt + QUOTE_LENGTH;
        const textEnd = backslashAt(piece, textAt, to);
        if (!isQuote(octets, textEnd)) return false;
        if (index !== -1) {
          this.found |= 1 << index;
          this.froms[index] = textAt;
          this.tos[index] = textEnd;
        }
        at = textEnd + QUOTE_LENGTH;
      } else {
        if (index !== -1) return false;
        at = scalarEnd(piece, valueAt);
      }
      if (octets[at] !== COMMA) return octets[at] === CLOSE_BRACE && isEnd(piece, at + 1, to);
    }
  }

  /** Whether the line has one of these, as `bitsOf` gave them. */
  hasAny(bits: number): boolean {
    return (this.found & bits) !== 0;
  }

  bitsOf(names: readonly string[]): number {
    return names.reduce((bits, name) => bits | (1 << (this.indexes.get(name) ?? 0)), 0);
  }

  /** Undefined where the line has no such field. */
  text(name: string): string | undefined {
    const index = this.indexes.get(name) ?? 0;
    if (this.piece === undefined || (this.found & (1 << index)) === 0) return undefined;
    const text = this.piece.latin1.slice(this.froms[index], this.tos[index]);
    return this.piece.isAscii ? text : readUtf8(text);
  }

  private indexAt(piece: Piece, at: number, end: number): number {
    const candidates = this.byLength[end - at];
    if (candidates !== undefined) for (const { index, word } of candidates) if (holdsAt(piece, word, at)) return index;
    return -1;
  }
}

const QUOTE_LENGTH = 2;
const BACKSLASH = 0x5c;
const BACKSLASHES = 0x5c5c5c5c;
const ONES = 0x01010101;
const TOPS = 0x80808080 | 0;
const QUOTE = 0x22;
const COLON = 0x3a;
const COMMA = 0x2c;
const CLOSE_BRACE = 0x7d;
const MAX_DIGITS = 15;

/** The next one, four bytes at a time: texts are short, and a search through V8 costs as much as fifty of their letters. */
function backslashAt({ octets, view }: Piece, from: number, to: number): number {
  let at = from;
  for (; at + 4 <= to; at += 4) {
    const others = view.getInt32(at, true) ^ BACKSLASHES;
    if (((others - ONES) & ~others & TOPS) !== 0) break; // one byte is zero, so it was a backslash
  }
  while (at < to && octets[at] !== BACKSLASH) at += 1;
  return at;
}

/** A quote of the message is `\"` in the delivery; before any other letter, a backslash is an escape of the message's own. */
const isQuote = (octets: Uint8Array, at: number): boolean => octets[at] === BACKSLASH && octets[at + 1] === QUOTE;

/** Loggers end a line with a line feed. */
const LINE_FEED = wordOf('\\n');
const isEnd = (piece: Piece, at: number, to: number): boolean =>
  at === to || (at + LINE_FEED.length === to && holdsAt(piece, LINE_FEED, at));

/** Where a whole number or a word of JSON ends; its own place where it is neither. */
function scalarEnd(piece: Piece, from: number): number {
  const { octets } = piece;
  const word = WORDS.find((known) => holdsAt(piece, known, from));
  if (word !== undefined) return from + word.length;
  let at = from;
  while (isDigit(octets[at] ?? 0) && at - from < MAX_DIGITS) at += 1;
  return octets[from] === ZERO && at > from + 1 ? from : at;
}

const WORDS = ['true', 'false', 'null'].map(wordOf);
const ZERO = 0x30;
const isDigit = (code: number): boolean => code >= ZERO && code <= 0x39;
