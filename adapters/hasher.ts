/** Hashes under the stack's pepper with Node's crypto: HMAC-SHA-256, each class of values apart from the others. */
import crypto from 'node:crypto';
import type { Hasher } from '../core/ports';

const GUARD_HEX_DIGITS = 16;
const SUBJECT_HEX_DIGITS = 32;

export function createHasher(pepper: string | Buffer): Hasher {
  if (pepper.length === 0) throw new Error('the pepper is empty; look at the secret that the stack made for it');
  const hmac = createHmac(pepper);
  return {
    guard: (text) => hmac(`guard\0${text}`).slice(0, GUARD_HEX_DIGITS),
    subject: (kind, value) => hmac(`${kind}\0${value}`).slice(0, SUBJECT_HEX_DIGITS),
  };
}

const BLOCK_BYTES = 64;
const DIGEST_BYTES = 32;
/** Names and addresses are far shorter. */
const LONGEST_TEXT = 256;
const MOST_UTF8_BYTES = 3;

/**
 * HMAC as RFC 2104 puts it together, of two plain hashes over bytes that are laid out once: Node takes twice as long to make
 * its object for an HMAC as to hash a name. Long texts, and a Node before 20.12, go Node's own way to the same digits.
 */
function createHmac(key: string | Buffer): (text: string) => string {
  const hash: typeof crypto.hash | undefined = crypto.hash;
  const usual = (text: string): string => crypto.createHmac('sha256', key).update(text).digest('hex');
  if (hash === undefined) return usual;

  const bytes = Buffer.from(key);
  const block = bytes.length > BLOCK_BYTES ? crypto.createHash('sha256').update(bytes).digest() : bytes;
  const inner = Buffer.alloc(BLOCK_BYTES + LONGEST_TEXT * MOST_UTF8_BYTES);
  const outer = Buffer.alloc(BLOCK_BYTES + DIGEST_BYTES);
  for (let at = 0; at < BLOCK_BYTES; at += 1) {
    inner[at] = (block[at] ?? 0) ^ 0x36;
    outer[at] = (block[at] ?? 0) ^ 0x5c;
  }
  return (text) => {
    if (text.length > LONGEST_TEXT) return usual(text);
    const end = BLOCK_BYTES + inner.write(text, BLOCK_BYTES, 'utf8');
    // As a string of octets, which costs less to make than a buffer; 'binary' is Node's other name for latin1.
    outer.write(hash('sha256', inner.subarray(0, end), 'binary'), BLOCK_BYTES, 'latin1');
    return hash('sha256', outer, 'hex');
  };
}
