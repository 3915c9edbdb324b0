/** Reads the names of a JSON object's fields as they stand in a delivery, first by comparing with the line before. */
import type { Piece } from './bytes';
import { backslashAt, isQuote, QUOTE_LENGTH } from './escaped-text';
import { holdsAt, wordOf, type Word } from './words';

/** Further fields are read without the help of the line before. */
const MOST_REMEMBERED = 32;
const COLON = 0x3a;

/** A logger writes the same fields in the same order on each line: comparing a name costs half of reading it. */
export class FieldNames {
  /** Of the field read last: which wanted one it is, or -1. */
  index = -1;
  /** Whether its value is a text, whose opening quote is then passed over. */
  isText = false;

  /** By their lengths, so that most fields of a line are passed over without a look at their names. */
  private readonly byLength: ({ readonly index: number; readonly word: Word }[] | undefined)[] = [];
  private readonly indexes = new Int32Array(MOST_REMEMBERED);
  private readonly froms = new Int32Array(MOST_REMEMBERED);
  private readonly lengths = new Int32Array(MOST_REMEMBERED);
  private readonly texts = new Uint8Array(MOST_REMEMBERED);
  private before: Piece | undefined;
  private current: Piece | undefined;
  private known = 0;
  private nth = 0;

  constructor(names: readonly string[]) {
    for (const [index, name] of names.entries())
      (this.byLength[name.length] ??= []).push({ index, word: wordOf(name) });
  }

  begin(piece: Piece): void {
    this.before = this.current;
    this.known = this.nth;
    this.current = piece;
    this.nth = 0;
  }

  /** Where its value begins; -1 where no name stands. */
  read(piece: Piece, at: number, to: number): number {
    const { nth } = this;
    if (nth < this.known && this.before !== undefined) {
      const length = this.lengths[nth]!;
      if (at + length <= to && isSame(piece.view, at, this.before.view, this.froms[nth]!, length)) {
        this.froms[nth] = at;
        this.index = this.indexes[nth]!;
        this.isText = this.texts[nth] === 1;
        this.nth = nth + 1;
        return at + length;
      }
      this.known = 0;
    }
    return this.readNew(piece, at, to);
  }

  private readNew(piece: Piece, at: number, to: number): number {
    const { octets } = piece;
    if (!isQuote(octets, at)) return -1;
    const nameAt = at + QUOTE_LENGTH;
    const nameEnd = backslashAt(piece, nameAt, to);
    const colon = nameEnd + QUOTE_LENGTH;
    if (!isQuote(octets, nameEnd) || octets[colon] !== COLON) return -1;
    this.index = this.indexOf(piece, nameAt, nameEnd);
    this.isText = isQuote(octets, colon + 1);
    const end = colon + 1 + (this.isText ? QUOTE_LENGTH : 0);
    const { nth } = this;
    if (nth < MOST_REMEMBERED) {
      this.indexes[nth] = this.index;
      this.froms[nth] = at;
      this.lengths[nth] = end - at;
      this.texts[nth] = this.isText ? 1 : 0;
      this.nth = nth + 1;
    }
    return end;
  }

  private indexOf(piece: Piece, at: number, end: number): number {
    const candidates = this.byLength[end - at];
    if (candidates !== undefined) for (const { index, word } of candidates) if (holdsAt(piece, word, at)) return index;
    return -1;
  }
}

/** Of at least four bytes. */
function isSame(one: DataView, at: number, other: DataView, otherAt: number, length: number): boolean {
  const last = length - 4;
  for (let index = 0; index < last; index += 4)
    if (one.getInt32(at + index, true) !== other.getInt32(otherAt + index, true)) return false;
  return one.getInt32(at + last, true) === other.getInt32(otherAt + last, true);
}
