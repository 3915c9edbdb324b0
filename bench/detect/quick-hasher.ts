/** Hashes without a pepper or cryptography: the bench has no secrets, and HMAC would take most of its time. */
import type { Hasher } from '../../core/ports';

const { imul } = Math;

/** Two FNV-1a lanes that are stirred together at the end (after MurmurHash3's last step): 64 bits as 16 hex digits. */
function hash64(text: string, seed: number): string {
  let one = 0x811c9dc5 ^ seed;
  let other = 0x01234567 ^ seed;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    one = imul(one ^ code, 0x01000193);
    other = imul(other ^ code, 0x85ebca6b);
  }
  return `${hex(stir(one ^ (other >>> 13)))}${hex(stir(other ^ (one >>> 7)))}`;
}

function stir(value: number): number {
  let mixed = imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Four digits at a time: Number's own toString is slower than the hash. */
const DIGITS = Array.from({ length: 1 << 16 }, (_, value) => value.toString(16).padStart(4, '0'));

const hex = (value: number): string => DIGITS[value >>> 16]! + DIGITS[value & 0xffff]!;

/** Names and addresses come again and again, most of them soon. */
const MOST_KEPT = 20_000;

export function createQuickHasher(): Hasher {
  const kept = { account: new Map<string, string>(), address: new Map<string, string>() };
  return {
    guard: (text) => hash64(text, 1),
    subject(kind, value) {
      const ofKind = kept[kind];
      const known = ofKind.get(value);
      if (known !== undefined) return known;
      const key = `${kind} ${value}`;
      const hash = hash64(key, 2) + hash64(key, 3);
      if (ofKind.size >= MOST_KEPT) ofKind.clear();
      ofKind.set(value, hash);
      return hash;
    },
  };
}
