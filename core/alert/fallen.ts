/** Keeps which accounts an attack got into: as many as are listed, and how many more. */
import type { AccountOutcome } from '../detect/finding';
import type { Alert } from './alert';

/** Accounts that are listed, and accounts that fell which are counted, those listed among them. */
export const MOST_ACCOUNTS = 50;
export const MOST_FALLEN = 500;

type Fallen = Pick<Alert, 'fallen' | 'moreFallen'>;

export const countFallen = ({ fallen = [], moreFallen = [] }: Fallen): number => fallen.length + moreFallen.length;

/** Keyed hashes, of those that are only counted, too. */
export const hashesOfFallen = ({ fallen = [], moreFallen = [] }: Fallen): ReadonlySet<string> =>
  new Set([...fallen.map(({ hash }) => hash), ...moreFallen]);

/** Each account once, as first told; those for whom the list has no room are counted. */
export function mergeFallen(known: Fallen, seen: readonly AccountOutcome[]): Fallen {
  const { fallen = [], moreFallen = [] } = known;
  const counted = hashesOfFallen(known);
  const all = [...fallen, ...seen.filter(({ hash }) => !counted.has(hash))];
  const more = [...moreFallen, ...all.slice(MOST_ACCOUNTS).map(({ hash }) => hash)];
  return {
    ...(all.length > 0 && { fallen: all.slice(0, MOST_ACCOUNTS) }),
    ...(more.length > 0 && { moreFallen: more.slice(0, MOST_FALLEN - MOST_ACCOUNTS) }),
  };
}

export function mergeAccounts(known: readonly AccountOutcome[], seen: readonly AccountOutcome[]): AccountOutcome[] {
  const merged = new Map(known.map((entry) => [entry.hash, entry]));
  for (const entry of seen) if (!merged.has(entry.hash)) merged.set(entry.hash, entry);
  return [...merged.values()].slice(0, MOST_ACCOUNTS);
}
