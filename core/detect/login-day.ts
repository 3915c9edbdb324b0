/** The last day of a login source in short, subject by subject: gains a window and loses one, so that a look at it costs little. */
import type { Minute } from '../state/minute';
import type { RollUp, SubjectLine } from '../state/subject';

/** What a subject did in one window that is remembered. */
export interface Spell {
  readonly window: Minute;
  readonly tries: number;
  readonly successes: number;
  /** How many accounts an address tried, or from how many addresses an account was tried. */
  readonly others: number;
  /** Keyed hashes of the first of those who got in. */
  readonly inside: readonly string[];
}

export interface DaySubject extends Pick<SubjectLine, 'kind' | 'hash' | 'label' | 'isDeclared'> {
  /** Oldest first. */
  readonly spells: readonly Spell[];
  /** Those in which it failed and nobody got in, and the tries in them. */
  readonly fruitless: number;
  readonly fruitlessTries: number;
}

export const isFruitless = ({ tries, successes }: Spell): boolean => tries > 0 && successes === 0;

/** Addresses that failed in a window and nobody got in from, and the failed tries of all. */
export interface FailingWindow {
  readonly window: Minute;
  readonly addresses: number;
  readonly tries: number;
}

export interface LoginDay {
  find(kind: SubjectLine['kind'], hash: string): DaySubject | undefined;
  /** Those remembered of a window from this one on, some of them more than once. */
  activeSince(window: Minute): Iterable<DaySubject>;
  /** Those windows in which somebody failed, oldest first. */
  failing(): readonly FailingWindow[];
}

export interface GrowingDay extends LoginDay {
  /** Windows come in their order. */
  add(rollUp: RollUp): void;
  dropBefore(window: Minute): void;
}

interface Kept extends DaySubject {
  isDeclared: boolean;
  fruitless: number;
  fruitlessTries: number;
  readonly spells: Spell[];
}

export function createLoginDay(): GrowingDay {
  const subjects = { address: new Map<string, Kept>(), account: new Map<string, Kept>() };
  let windows: (FailingWindow & { readonly active: readonly Kept[] })[] = [];
  return {
    find: (kind, hash) => subjects[kind].get(hash),

    *activeSince(window) {
      for (let at = windows.length - 1; at >= 0 && windows[at]!.window >= window; at -= 1) yield* windows[at]!.active;
    },

    failing: () => windows,

    add({ window, lines }) {
      const active = lines.map(({ kind, hash, label, isDeclared, tries, successes, others, inside = [] }) => {
        let kept = subjects[kind].get(hash);
        if (kept === undefined) {
          kept = { kind, hash, label, isDeclared, fruitless: 0, fruitlessTries: 0, spells: [] };
          subjects[kind].set(hash, kept);
        }
        kept.isDeclared &&= isDeclared;
        const spell = { window, tries, successes, others, inside };
        kept.spells.push(spell);
        countFruitless(kept, spell, 1);
        return kept;
      });
      const addresses = lines.filter(({ kind }) => kind === 'address');
      windows.push({
        window,
        active,
        addresses: addresses.filter(({ tries, successes }) => tries > 0 && successes === 0).length,
        tries: addresses.reduce((sum, { tries }) => sum + tries, 0),
      });
    },

    dropBefore(window) {
      for (const old of windows.filter((each) => each.window < window)) {
        for (const kept of old.active) {
          const gone = kept.spells.shift();
          if (gone !== undefined) countFruitless(kept, gone, -1);
          if (kept.spells.length === 0) subjects[kept.kind].delete(kept.hash);
        }
      }
      windows = windows.filter((each) => each.window >= window);
    },
  };
}

function countFruitless(kept: Kept, spell: Spell, times: 1 | -1): void {
  if (!isFruitless(spell)) return;
  kept.fruitless += times;
  kept.fruitlessTries += times * spell.tries;
}
