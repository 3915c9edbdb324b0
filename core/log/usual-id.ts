/** Reads a request id of the usual length and make. A call's lines repeat it, so that it is looked at and cut out but once. */
import type { Piece } from './bytes';

export const ID_LENGTH = 36;

/** Undefined where no such id stands. */
export function readUsualId(piece: Piece, at: number): string | undefined {
  const { octets, view, latin1 } = piece;
  if (at + ID_LENGTH > octets.length) return undefined;
  if (isLast(view, at)) return last;
  let codes = 1;
  for (let index = 0; index < ID_LENGTH; index += 1) codes &= ID_CODES[octets[at + index]!]!;
  if (codes === 0) return undefined;
  for (let index = 0; index < QUADS; index += 1) lastQuads[index] = view.getInt32(at + index * 4, true);
  last = latin1.slice(at, at + ID_LENGTH);
  return last;
}

/** Hexadecimal digits and hyphens. */
const ID_CODES = new Uint8Array(256);
for (const letter of '0123456789abcdef-') ID_CODES[letter.charCodeAt(0)] = 1;

const QUADS = ID_LENGTH / 4;
const lastQuads = new Int32Array(QUADS);
let last: string | undefined;

function isLast(view: DataView, at: number): boolean {
  for (let index = 0; index < QUADS; index += 1)
    if (view.getInt32(at + index * 4, true) !== lastQuads[index]) return false;
  return last !== undefined;
}
