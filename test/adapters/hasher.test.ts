/** Shows that hashes are what the design says they are, and differ by pepper and by class. */
import { createHmac } from 'node:crypto';
import { createHasher } from '../../adapters/hasher';

const hasher = createHasher('pepper-of-a-test');

describe('hasher', () => {
  it('is HMAC-SHA-256 under the pepper', () => {
    const whole = createHmac('sha256', 'pepper-of-a-test').update('account\0ann@example.com').digest('hex');
    expect(hasher.subject('account', 'ann@example.com')).toBe(whole.slice(0, 32));
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
