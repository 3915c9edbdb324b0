/** Fails where a secret, or a part of it that would do, stands anywhere in what was said. */
import { inspect } from 'node:util';

export function expectNoLeak(said: unknown, secrets: readonly string[]): void {
  const text = inspect(said, { depth: Infinity, maxStringLength: Infinity, maxArrayLength: Infinity });
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(5); // shorter ones are found anywhere
    expect(text).not.toContain(secret);
  }
}
