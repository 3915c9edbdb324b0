/** Words in bytes: reading a Uint8Array costs a tenth of String.charCodeAt on a text of which V8 does not know the kind. */
export type Octets = Uint8Array;

export function octetsOf(word: string): Octets {
  return Uint8Array.from(word, (letter) => letter.charCodeAt(0));
}

export function holdsAt(octets: Octets, word: Octets, at: number): boolean {
  const { length } = word;
  if (at + length > octets.length) return false;
  for (let index = 0; index < length; index += 1) if (octets[at + index] !== word[index]) return false;
  return true;
}
