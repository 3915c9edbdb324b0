/** Keeps who attacked through the life of an alert: addresses by harm, and the accounts that it came to. */
import type { AttackingAddress, Finding } from '../detect/finding';
import type { Alert } from './alert';
import { hashesOfFallen, mergeAccounts, mergeFallen } from './fallen';

const MOST_ADDRESSES = 500;

export function addressesOf(
  stored: Alert | undefined,
  { addresses }: Finding,
): Pick<Alert, 'addresses' | 'moreAddresses'> {
  const merged = mergeAddresses(stored?.addresses ?? [], addresses);
  const more = Math.max(stored?.moreAddresses ?? 0, merged.length - MOST_ADDRESSES);
  return { addresses: merged.slice(0, MOST_ADDRESSES), ...(more > 0 && { moreAddresses: more }) };
}

export function accountsOf(
  stored: Alert | undefined,
  { fallen = [], toCheck = [] }: Finding,
): Pick<Alert, 'fallen' | 'moreFallen' | 'toCheck'> {
  const inside = mergeFallen(stored ?? {}, fallen);
  const hasFallen = hashesOfFallen(inside);
  const wanted = mergeAccounts(stored?.toCheck ?? [], toCheck).filter(({ hash }) => !hasFallen.has(hash));
  return { ...inside, ...(wanted.length > 0 && { toCheck: wanted }) };
}

/** Windows overlap, so of two counts for one address the larger stands; the advice is the latest. */
function mergeAddresses(known: readonly AttackingAddress[], seen: readonly AttackingAddress[]): AttackingAddress[] {
  const merged = new Map(known.map((entry) => [entry.address, entry]));
  for (const entry of seen) {
    const before = merged.get(entry.address);
    merged.set(entry.address, {
      ...entry,
      tries: Math.max(entry.tries, before?.tries ?? 0),
      accounts: Math.max(entry.accounts, before?.accounts ?? 0),
    });
  }
  return byHarm([...merged.values()]);
}

/** Most harm first; equal harm in the order of the addresses, so that a replay says the same twice. */
const byHarm = (addresses: readonly AttackingAddress[]): AttackingAddress[] =>
  addresses.toSorted((a, b) => harmOf(b) - harmOf(a) || (a.address < b.address ? -1 : 1));

const harmOf = ({ tries, accounts }: AttackingAddress): number => tries * Math.max(1, accounts);
