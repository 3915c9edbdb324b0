/** Walks a platform line from left to right, once: no regular expression, no going back. */
import { standsAt } from './stands-at';

export class Scanner {
  constructor(
    readonly text: string,
    public at: number,
  ) {}

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** Goes over ASCII white space; false where there is none. */
  skipSpace(): boolean {
    const from = this.at;
    while (isSpace(this.text.charCodeAt(this.at))) this.at += 1;
    return this.at > from;
  }

  skip(literal: string): boolean {
    if (!standsAt(this.text, literal, this.at)) return false;
    this.at += literal.length;
    return true;
  }

  /** What stands up to the next white space, '' at the end or where it is longer than `maxLength`. */
  word(maxLength: number): string {
    const from = this.at;
    while (this.at < this.text.length && !isSpace(this.text.charCodeAt(this.at))) this.at += 1;
    return this.at - from > maxLength ? '' : this.text.slice(from, this.at);
  }

  /** ASCII digits with at most one dot between them; NaN for anything else. Up to 12 digits before the dot and 6 after. */
  number(): number {
    const whole = this.digits(12);
    if (Number.isNaN(whole) || this.text.charCodeAt(this.at) !== DOT) return whole;
    this.at += 1;
    const from = this.at;
    const fraction = this.digits(6);
    const scale = 10 ** (this.at - from);
    return (whole * scale + fraction) / scale;
  }

  /** `number unit`; NaN where it is anything else, undefined where the text ends before the number surely did. */
  quantity(unit: 'ms' | 'MB'): number | undefined {
    this.skipSpace();
    if (this.isAtEnd) return undefined;
    const value = this.number();
    if (this.isAtEnd) return undefined;
    if (!this.skipSpace()) return Number.NaN;
    if (this.isAtEnd) return value;
    if (this.skip(unit)) return this.isAtEnd || isSpace(this.text.charCodeAt(this.at)) ? value : Number.NaN;
    const rest = this.word(unit.length);
    return this.isAtEnd && rest !== '' && unit.startsWith(rest) ? value : Number.NaN;
  }

  private digits(max: number): number {
    const from = this.at;
    let value = 0;
    for (let code = this.text.charCodeAt(this.at); code >= ZERO && code <= NINE; code = this.text.charCodeAt(this.at)) {
      value = value * 10 + (code - ZERO);
      this.at += 1;
      if (this.at - from > max) return Number.NaN;
    }
    return this.at === from ? Number.NaN : value;
  }
}

const DOT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;

/** Space, tab, line feed or carriage return: what Lambda and copies of its lines put between fields. */
export function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
}
