/** Counts roughly how often each of very many names was seen, never too low, in 8 MB made when the first one comes. */

/** Of a million names some 600 are taken for hot that are not (two rows, a quarter full). */
const CELLS = 1 << 22;

export interface Heat {
  /** About how often the name was seen so far, these times included. */
  add(name: string, times: number): number;
}

export function createHeat(): Heat {
  let rows: readonly [Uint8Array, Uint8Array] | undefined;
  return {
    add(name, times) {
      rows ??= [new Uint8Array(CELLS), new Uint8Array(CELLS)];
      const count = (cells: Uint8Array, offset: number): number => {
        const at = cellOf(name, offset);
        return (cells[at] = Math.min(255, cells[at]! + times));
      };
      return Math.min(count(rows[0], 0x811c9dc5), count(rows[1], 0x01234567));
    },
  };
}

const { imul } = Math;

/** FNV-1a with a last stir, because only the low bits are taken. */
function cellOf(text: string, offset: number): number {
  let hash = offset;
  for (let at = 0; at < text.length; at += 1) hash = imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) & (CELLS - 1);
}
