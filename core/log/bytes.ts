/**
 * An inflated delivery: UTF-8 that is read in pieces and decoded only where somebody asks for a message. As one text, V8 asks
 * the system for fresh memory at five times the cost, and one accent makes all of it a two-byte string.
 */
export interface Bytes {
  readonly length: number;
  cut(from: number, to: number): Piece;
}

/** Some bytes of a delivery in the forms in which they are searched. */
export interface Piece {
  readonly octets: Uint8Array;
  /** The same bytes, to be compared by the word. */
  readonly view: DataView;
  /** The same, one byte a character (0 to 255): to be searched, and to cut ASCII from. */
  readonly latin1: string;
  /** Known for nothing where the bytes still lie in a buffer, and dear to find out later. */
  readonly isAscii: boolean;
}
