/** Remembers keyed hashes for as long as one delivery is counted: the same name is hashed once, however often it was tried. */
import type { Hasher } from './ports';

export function hashOnce(hasher: Hasher): Hasher {
  const known = { account: new Map<string, string>(), address: new Map<string, string>() };
  return {
    guard: (text) => hasher.guard(text), // a batch and each of its events come once anyway
    subject: (kind, value) => {
      const before = known[kind].get(value);
      if (before !== undefined) return before;
      const hash = hasher.subject(kind, value);
      known[kind].set(value, hash);
      return hash;
    },
  };
}
