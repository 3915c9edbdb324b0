/** Reads a request id of the usual length and make. A call's lines repeat it, so that it is looked at and cut out but once. */
import type { Piece } from './bytes';

export const ID_LENGTH = 36;

/** Undefined where no such id stands. */
export function readUsualId(piece: Piece, at: number): string | undefined {
  const { octets, view, latin1 } = piece;
  if (at + ID_LENGTH > octets.length) return undefined;
  if (isLast(view, at)) return last;
  if (octets[at + 8] !== HYPHEN || octets[at + 13] !== HYPHEN) return undefined;
  if (octets[at + 18] !== HYPHEN || octets[at + 23] !== HYPHEN) return undefined;
  let strange = 0;
  for (let index = 0; index < QUADS; index += 1) {
    const quad = view.getInt32(at + index * 4, true);
    strange |= strangeIn(quad ^ HYPHEN_TO_ZERO[index]!);
    lastQuads[index] = quad;
  }
  last = strange === 0 ? latin1.slice(at, at + ID_LENGTH) : undefined;
  return last;
}

/**
 * Not zero where one of four bytes is no hexadecimal digit: `0` to `9` is a 3 above 0 to 9, `a` to `f` a 6 above 1 to 6. All four at
 * once: a look at each costs three times as much.
 */
function strangeIn(quad: number): number {
  const letters = (quad >> 6) & ONES;
  const low = quad & (ONES * 15);
  const isUpperHalfWrong = (quad & UPPER_HALVES) ^ (ONES * 0x30 + letters * 0x30);
  // A letter's lower half and 9 are 10 to 15, a digit's 0 to 9, and with 6 a digit's stays below 16.
  const isTooLarge = (low + letters * 9 + (ONES - letters) * 6) & SIXTEENS;
  const isZeroLetter = ((low + letters * 15) & (letters << 4)) ^ (letters << 4);
  return isUpperHalfWrong | isTooLarge | isZeroLetter;
}

const ONES = 0x01010101;
const SIXTEENS = 0x10101010;
const UPPER_HALVES = 0xf0f0f0f0 | 0;

const HYPHEN = 0x2d;
const QUADS = ID_LENGTH / 4;
/** Makes a digit of each hyphen. */
const HYPHEN_TO_ZERO = new Int32Array(QUADS);
for (const place of [8, 13, 18, 23]) HYPHEN_TO_ZERO[place >> 2]! |= (HYPHEN ^ 0x30) << ((place & 3) * 8);

const lastQuads = new Int32Array(QUADS);
let last: string | undefined;

function isLast(view: DataView, at: number): boolean {
  for (let index = 0; index < QUADS; index += 1)
    if (view.getInt32(at + index * 4, true) !== lastQuads[index]) return false;
  return last !== undefined;
}
