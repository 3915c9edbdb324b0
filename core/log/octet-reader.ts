/** Walks bytes of a platform line from left to right, once. */
import type { Piece } from './bytes';
import { ID_LENGTH, readUsualId } from './usual-id';
import { holdsAt, type Word } from './words';

const MAX_DIGITS = 15; // beyond it a whole number of a double is no longer exact
const POWERS = Array.from({ length: MAX_DIGITS + 1 }, (_, digits) => 10 ** digits); // the operator itself is dear
const ZERO = 0x30;
const DOT = 0x2e;

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

  /** Goes over an id of the usual length and make; undefined where none stands. */
  id(): string | undefined {
    const id = readUsualId(this.piece, this.at);
    this.at += ID_LENGTH;
    return id;
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
    const { octets } = this;
    let { at } = this;
    let value = before;
    for (let digit = octets[at]! - ZERO; digit >= 0 && digit <= 9; digit = octets[at]! - ZERO) {
      value = value * 10 + digit;
      at += 1;
    }
    this.at = at;
    return value;
  }
}
