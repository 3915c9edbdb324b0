/** Hashes under the stack's pepper with Node's crypto: HMAC-SHA-256, each class of values apart from the others. */
import { createHmac } from 'node:crypto';
import type { Hasher } from '../core/ports';

const GUARD_HEX_DIGITS = 16;
const SUBJECT_HEX_DIGITS = 32;

export function createHasher(pepper: string | Buffer): Hasher {
  if (pepper.length === 0) throw new Error('the pepper is empty; look at the secret that the stack made for it');
  const hash = (kind: string, value: string): string =>
    createHmac('sha256', pepper).update(`${kind}\0${value}`).digest('hex');
  return {
    guard: (text) => hash('guard', text).slice(0, GUARD_HEX_DIGITS),
    subject: (kind, value) => hash(kind, value).slice(0, SUBJECT_HEX_DIGITS),
  };
}
