/**
 * Chooses the addresses that get an item of their own, so that a flood of names or addresses makes no flood of items and
 * hides nobody: those that try again and again are known by a rough count in memory, one container's, ten minutes long.
 */
import type { AddressTries, LoginMinute } from './observe-login';
import { SUBJECT_CAP, subjectWindowOf, type SubjectTouch } from './state/subject';
import type { Minute } from './state/minute';

/** Most items that one invocation touches. */
export const MOST_TOUCHES = 256;
/** And most of one source and minute. */
export const MOST_A_MINUTE = 64;
/** Addresses of a source and window that get an item though they have hardly tried yet: all there are, in quiet times. */
export const MOST_COLD = 256;
/** Failed logins from which an address is hot: it gets an item, however many others there are. */
export const HOT_TRIES = 3;

/** Windows that a container remembers: the present one, the one before, and one that comes late. */
const WINDOWS_KEPT = 3;
/** Of a million addresses some 600 are taken for hot that are not (two rows, a quarter full). */
const CELLS = 1 << 22;
/** Full addresses that a container remembers of a window. */
const MOST_FULL = 4096;

export interface SubjectBudget {
  /** The same minutes with only those addresses that are to be touched: at most MOST_TOUCHES in all. */
  choose(logins: readonly LoginMinute[]): LoginMinute[];
  /** False where the table is known to hold nothing that this touch would change. */
  isNews(touch: SubjectTouch): boolean;
  /** Notes that an address's window had no room for more failed logins. */
  noteFull(touch: SubjectTouch): void;
}

interface Window {
  /** By source: addresses that have an item, while there are few. */
  readonly cold: Map<string, Set<string>>;
  /** Made when the first source has more addresses than that. */
  tries?: readonly [Uint8Array, Uint8Array];
  /** By hash: the accounts that a full window is known to hold. */
  readonly full: Map<string, Set<string>>;
}

export function createSubjectBudget(): SubjectBudget {
  const windows = new Map<Minute, Window>();
  const windowOf = (minute: Minute): Window => {
    const start = subjectWindowOf(minute);
    const known = windows.get(start);
    if (known !== undefined) return known;
    const fresh: Window = { cold: new Map(), full: new Map() };
    windows.set(start, fresh);
    if (windows.size > WINDOWS_KEPT) windows.delete(windows.keys().next().value!);
    return fresh;
  };

  return {
    choose(logins) {
      const candidates: { readonly at: number; readonly address: string; readonly heat: number }[] = [];
      for (const [at, { series, minute, addresses }] of logins.entries()) {
        const window = windowOf(minute);
        for (const [address, { failures }] of addresses) {
          const heat = heatOf(window, series.name, address, failures.length);
          if (heat >= HOT_TRIES || isStillFew(window, series.name, address)) candidates.push({ at, address, heat });
        }
      }
      const chosen = logins.map(() => new Map<string, AddressTries>());
      let left = MOST_TOUCHES;
      for (const { at, address } of candidates.toSorted((one, other) => other.heat - one.heat)) {
        if (left === 0) break;
        if (chosen[at]!.size >= MOST_A_MINUTE) continue;
        chosen[at]!.set(address, logins[at]!.addresses.get(address)!);
        left -= 1;
      }
      return logins.map((login, at) => ({ ...login, addresses: chosen[at]! }));
    },

    isNews({ window, hash, accounts, failures }) {
      const held = windowOf(window).full.get(hash);
      if (held === undefined) return failures.length + accounts.length > 0;
      return held.size < SUBJECT_CAP && accounts.some((account) => !held.has(account));
    },

    noteFull({ window, hash, accounts }) {
      const { full } = windowOf(window);
      const held = full.get(hash) ?? new Set<string>();
      if (full.size >= MOST_FULL && !full.has(hash)) return;
      for (const account of accounts) if (held.size < SUBJECT_CAP) held.add(account);
      full.set(hash, held);
    },
  };
}

/** True for an address that has an item, and for as many new ones as there is room for. */
function isStillFew({ cold }: Window, source: string, address: string): boolean {
  const held = cold.get(source) ?? new Set<string>();
  cold.set(source, held);
  if (held.size < MOST_COLD) held.add(address);
  return held.has(address);
}

/** About how often an address failed in this window, never less: counted since there are too many to give each an item. */
function heatOf(window: Window, source: string, address: string, failures: number): number {
  if (window.tries === undefined) {
    if ((window.cold.get(source)?.size ?? 0) < MOST_COLD) return failures;
    window.tries = [new Uint8Array(CELLS), new Uint8Array(CELLS)];
  }
  const text = `${source} ${address}`;
  const [one, other] = window.tries;
  const count = (cells: Uint8Array, offset: number): number => {
    const at = cellOf(text, offset);
    return (cells[at] = Math.min(255, cells[at]! + failures));
  };
  return Math.min(count(one, 0x811c9dc5), count(other, 0x01234567));
}

const { imul } = Math;

/** FNV-1a with a last stir, because only the low bits are taken. */
function cellOf(text: string, offset: number): number {
  let hash = offset;
  for (let at = 0; at < text.length; at += 1) hash = imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) & (CELLS - 1);
}
