/** Picks from the hot addresses of some windows those that are worth a look: three tries, or two accounts. */
import type { SubjectWindow } from '../state/subject';
import type { AttackingAddress } from './finding';

const MIN_TRIES = 3;
const MIN_ACCOUNTS = 2;

export function attackersOf(windows: readonly SubjectWindow[]): AttackingAddress[] {
  const byAddress = new Map<string, { tries: number; accounts: Set<string> }>();
  for (const window of windows) {
    const sum = byAddress.get(window.address) ?? { tries: 0, accounts: new Set<string>() };
    sum.tries += window.failures;
    for (const account of window.accounts) sum.accounts.add(account);
    byAddress.set(window.address, sum);
  }
  return [...byAddress]
    .map(([address, { tries, accounts }]) => ({ address, tries, accounts: accounts.size }))
    .filter(({ tries, accounts }) => tries >= MIN_TRIES || accounts >= MIN_ACCOUNTS);
}
