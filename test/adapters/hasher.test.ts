/** Shows that hashes are what the design says they are, and differ by pepper and by class. */
import { createHmac } from 'node:crypto';
import * as fc from 'fast-check';
import { createHasher } from '../../adapters/hasher';

const hasher = createHasher('pepper-of-a-test');

describe('hasher', () => {
  it('is HMAC-SHA-256 under the pepper', () => {
    const whole = createHmac('sha256', 'pepper-of-a-test').update('account\0ann@example.com').digest('hex');
    expect(hasher.subject('account', 'ann@example.com')).toBe(whole.slice(0, 32));
  });

  it('is the same of every pepper and text, short or long, well-formed or not', () => {
    const texts = fc.oneof(
      fc.string({ maxLength: 400 }),
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc
        .array(fc.integer({ min: 0xd700, max: 0xe100 }), { maxLength: 5 })
        .map((units) => String.fromCharCode(...units)),
      fc.integer({ min: 240, max: 260 }).map((length) => '\uffff'.repeat(length)),
    );
    const peppers = fc.oneof(
      fc.string({ minLength: 1, maxLength: 100 }),
      fc.uint8Array({ minLength: 1, maxLength: 130 }).map((bytes) => Buffer.from(bytes)),
    );
    fc.assert(
      fc.property(peppers, fc.array(texts, { minLength: 1, maxLength: 4 }), (pepper, several) => {
        const hasher = createHasher(pepper); // one hasher for several, for it uses its bytes again
        for (const text of several) {
          const whole = createHmac('sha256', pepper).update(`address\0${text}`).digest('hex');
          expect(hasher.subject('address', text)).toBe(whole.slice(0, 32));
        }
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  it.each([
    ['a guard is 16 hex digits', hasher.guard('x'), /^[0-9a-f]{16}$/],
    ['a subject is 32 hex digits', hasher.subject('address', 'x'), /^[0-9a-f]{32}$/],
  ])('%s', (_, hash, form) => expect(hash).toMatch(form));

  it('keeps classes and peppers apart', () => {
    const other = createHasher(Buffer.from('another pepper'));
    const hashes = [
      hasher.guard('x'),
      ...[hasher, other].flatMap((each) => [each.subject('address', 'x'), each.subject('account', 'x')]),
    ].map((hash) => hash.slice(0, 16));
    expect(new Set(hashes).size).toBe(5);
    expect(hasher.guard('x')).toBe(createHasher(Buffer.from('pepper-of-a-test')).guard('x'));
  });

  it('refuses an empty pepper', () => {
    expect(() => createHasher('')).toThrow('the pepper is empty; look at the secret that the stack made for it');
  });
});
