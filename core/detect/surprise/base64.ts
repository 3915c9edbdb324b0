/** Bytes as text and back, for what is stored as JSON. */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const NO_LETTER = 64;
const VALUES = new Uint8Array(128).fill(NO_LETTER);
for (let value = 0; value < LETTERS.length; value += 1) VALUES[LETTERS.charCodeAt(value)] = value;

/** Without padding. */
export function writeBase64(bytes: Uint8Array): string {
  const pairs = (known ??= makePairs());
  let text = '';
  let at = 0;
  for (; at + 2 < bytes.length; at += 3) {
    const three = (bytes[at]! << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!;
    text += pairs[three >> 12]! + pairs[three & 0xfff]!;
  }
  const left = bytes.length - at;
  if (left === 1) text += pairs[bytes[at]! << 4]!;
  if (left === 2) text += pairs[(bytes[at]! << 4) | (bytes[at + 1]! >> 4)]! + LETTERS[(bytes[at + 1]! & 15) << 2]!;
  return text;
}

/** Two letters for twelve bits; made when first asked for, for most starts of a function pack nothing. */
let known: readonly string[] | undefined;

const makePairs = (): string[] =>
  Array.from({ length: 1 << 12 }, (_, bits) => LETTERS[bits >> 6]! + LETTERS[bits & 63]!);

/** Undefined for a text that is none. */
export function readBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let [bits, held, at] = [0, 0, 0];
  for (let place = 0; place < text.length; place += 1) {
    const value = VALUES[text.charCodeAt(place)] ?? NO_LETTER;
    if (value === NO_LETTER) return undefined;
    held = ((held << 6) | value) & 0xffffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (held >> bits) & 0xff;
    }
  }
  return bytes;
}
