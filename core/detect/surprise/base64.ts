/** Bytes as text and back, for what is stored as JSON. */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const CODES = Uint8Array.from(LETTERS, (letter) => letter.charCodeAt(0));
const NO_LETTER = 64;
const VALUES = new Uint8Array(128).fill(NO_LETTER);
CODES.forEach((code, value) => (VALUES[code] = value));

/** Without padding. */
export function writeBase64(bytes: Uint8Array): string {
  const letters: number[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const three = (bytes[at]! << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const last = 18 - 6 * Math.min(3, bytes.length - at);
    for (let shift = 18; shift >= last; shift -= 6) letters.push(CODES[(three >> shift) & 63]!);
  }
  return textOf(letters);
}

/** A call takes so many arguments everywhere. */
const MOST_AT_ONCE = 8192;

function textOf(codes: readonly number[]): string {
  let text = '';
  for (let at = 0; at < codes.length; at += MOST_AT_ONCE)
    text += String.fromCharCode(...codes.slice(at, at + MOST_AT_ONCE));
  return text;
}

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
