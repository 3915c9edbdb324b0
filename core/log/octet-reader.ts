/** Walks bytes of a platform line from left to right, once. */
import type { Piece } from './bytes';
import { holdsAt, type Word } from './words';

const ID_LENGTH = 36;
const MAX_DIGITS = 15; // beyond it a whole number of a double is no longer exact
const POWERS = Array.from({ length: MAX_DIGITS + 1 }, (_, digits) => 10 ** digits); // the operator itself is dear
const DOT = 0x2e;
const ID_CODES = new Uint8Array(256);
for (const letter of '0123456789abcdef-') ID_CODES[letter.charCodeAt(0)] = 1;

export class OctetReader {
  readonly octets: Uint8Array;

  constructor(
    readonly piece: Piece,
    public at: number,
  ) {
    this.octets = piece.octets;
  }

  skip(word: Word): boolean {
    if (!holdsAt(this.piece, word, this.at)) return false;
    this.at += word.length;
    return true;
  }

  /** Goes over an id of the usual length and make, hexadecimal digits and hyphens. */
  skipId(): boolean {
    const end = this.at + ID_LENGTH;
    const { octets } = this;
    if (end > octets.length) return false;
    let codes = 1;
    for (let at = this.at; at < end; at += 1) codes &= ID_CODES[octets[at]!]!;
    this.at = end;
    return codes === 1;
  }

  /** Digits with at most one dot between them, read as JavaScript itself reads them; NaN for anything else. */
  number(): number {
    const from = this.at;
    const whole = this.digits(0);
    if (this.at === from || this.at - from > MAX_DIGITS) return Number.NaN;
    if (this.octets[this.at] !== DOT) return whole;
    this.at += 1;
    const fractionAt = this.at;
    const all = this.digits(whole);
    if (this.at === fractionAt || this.at - from > MAX_DIGITS) return Number.NaN;
    return all / (POWERS[this.at - fractionAt] ?? Number.NaN);
  }

  skipDigits(): boolean {
    const from = this.at;
    this.digits(0);
    return this.at > from;
  }

  private digits(before: number): number {
    let value = before;
    for (let code = this.octets[this.at] ?? 0; isDigit(code); code = this.octets[this.at] ?? 0) {
      value = value * 10 + (code - 0x30);
      this.at += 1;
    }
    return value;
  }
}

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
