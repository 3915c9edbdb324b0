/**
 * An inflated delivery: UTF-8 that is decoded only where somebody asks for a message. Decoding all of it would make the whole
 * a two-byte string for one accent's sake, at 1.3 to 1.8 times the cost of what follows.
 */
export interface Bytes {
  readonly octets: Uint8Array;
  /** The same, one byte a character (0 to 255): to be searched, and to cut ASCII from. */
  readonly latin1: string;
  /** Known for nothing where the bytes still lie in a buffer, and dear to find out later. */
  readonly isAscii: boolean;
}
