/**
 * Chooses the addresses and accounts that get an item of their own, so that a flood of names or addresses makes no flood of
 * items and hides nobody: those tried again and again are known by a rough count in memory, one container's, ten minutes long.
 */
import { createHeat } from './heat';
import { triesIn, type LoginMinute, type Tries } from './observe-login';
import { SUBJECT_CAP, subjectWindowOf, type Acquaintance, type SubjectKind, type SubjectTouch } from './state/subject';
import { seriesKey, type Series } from './state/series';
import type { Minute } from './state/minute';

/** Most items that one invocation touches. */
export const MOST_TOUCHES = 256;
/** And most of one source, minute and kind. */
export const MOST_A_MINUTE = 64;
/**
 * Subjects of a source, kind and window that get an item though they have hardly tried yet: all there are in quiet times, and
 * those of an attack from some hundred addresses, for from which of them somebody got in is to be told.
 */
export const MOST_COLD = 512;
/** Tries from which a subject is hot: it gets an item, however many others there are. */
export const HOT_TRIES = 3;

/** Windows that a container remembers: the present one, the one before, and one that comes late. */
const WINDOWS_KEPT = 3;
/** Full subjects that a container remembers of a window. */
const MOST_FULL = 4096;
/** A success counts for so long after an attack: for so long a container remembers who was tried. */
const SUSPECT_MINUTES = 180;
const MOST_SUSPECTS = 8192;
/** Who was seen to log in from where: a container asks the table about each pair once. */
const MOST_KNOWN = 16_384;

export interface SubjectBudget {
  /** The same minutes with only those subjects that are to be touched: at most MOST_TOUCHES in all. */
  choose(logins: readonly LoginMinute[]): LoginMinute[];
  /** False where the table is known to hold nothing that this touch would change. */
  isNews(touch: SubjectTouch): boolean;
  /** Notes what the table holds of a touch, and whether its window had no room for more failed logins. */
  noteTouched(touch: SubjectTouch, isFull: boolean): void;
  /** True where the address has no room for one more account that got in: then the account's own item tells of it. */
  isFullOf(pair: Acquaintance): boolean;
  /** Those that this container has not asked about before, at most `most`. */
  strangers(pairs: readonly Acquaintance[], most: number): Acquaintance[];
}

interface Window {
  readonly heat: ReturnType<typeof createHeat>;
  /** By source and kind: subjects that have an item, while there are few; those who failed apart from the others. */
  readonly cold: Map<string, Set<string>>;
  /** What a subject's full window was seen to hold, and what it holds of successes, by hash. */
  readonly full: Map<string, Set<string>>;
  readonly successes: Map<string, Set<string>>;
}

interface Candidate {
  readonly at: number;
  readonly kind: SubjectKind;
  readonly key: string;
  readonly tries: Tries;
  readonly heat: number;
}

export function createSubjectBudget(): SubjectBudget {
  const windows = new Map<Minute, Window>();
  const suspects = new Map<string, Minute>();
  const known = new Set<string>();

  const windowOf = (minute: Minute): Window => {
    const start = subjectWindowOf(minute);
    const held = windows.get(start);
    if (held !== undefined) return held;
    const fresh: Window = { heat: createHeat(), cold: new Map(), full: new Map(), successes: new Map() };
    windows.set(start, fresh);
    if (windows.size > WINDOWS_KEPT) windows.delete(windows.keys().next().value!);
    return fresh;
  };

  /** Undefined for what is to get no item. */
  function heatOf(series: Series, minute: Minute, kind: SubjectKind, key: string, tries: Tries): number | undefined {
    const window = windowOf(minute);
    const group = `${kind} ${seriesKey(series)}`;
    const name = `${group} ${key}`;
    const failed = triesIn(tries);
    const isCrowded = (window.cold.get(group)?.size ?? 0) >= MOST_COLD;
    const heat = isCrowded ? window.heat.add(name, failed) : failed;
    const since = suspects.get(name);
    const isSuspect = since !== undefined && minute - since <= SUSPECT_MINUTES;
    if (failed === 0) {
      if (isSuspect) return HOT_TRIES;
      // Of addresses all are told that may turn out to be shared; accounts without a failed try are nobody's target.
      return kind === 'address' && hasRoom(window.cold, `quiet ${group}`, key) ? 0 : undefined;
    }
    const isCold = hasRoom(window.cold, group, key);
    if (isCold || heat >= HOT_TRIES) remember(suspects, name, minute);
    return isCold || heat >= HOT_TRIES ? heat : undefined;
  }

  return {
    choose(logins) {
      const candidates: Candidate[] = [];
      for (const [at, { series, minute, addresses, accounts }] of logins.entries()) {
        for (const [kind, subjects] of [['address', addresses] as const, ['account', accounts] as const]) {
          for (const [key, tries] of subjects) {
            const heat = heatOf(series, minute, kind, key, tries);
            if (heat !== undefined) candidates.push({ at, kind, key, tries, heat });
          }
        }
      }
      const chosen = logins.map((login) => ({
        ...login,
        addresses: new Map<string, Tries>(),
        accounts: new Map<string, Tries>(),
      }));
      let left = MOST_TOUCHES;
      for (const { at, kind, key, tries } of candidates.toSorted((one, other) => other.heat - one.heat)) {
        if (left === 0) break;
        const subjects = chosen[at]![kind === 'address' ? 'addresses' : 'accounts'];
        if (subjects.size >= MOST_A_MINUTE) continue;
        subjects.set(key, tries);
        left -= 1;
      }
      return chosen;
    },

    isNews({ window, hash, others, successes, failures, probes }) {
      const { full, successes: told } = windowOf(window);
      const inside = told.get(hash);
      if ((inside?.size ?? 0) < SUBJECT_CAP && successes.some((other) => !inside?.has(other))) return true;
      const held = full.get(hash);
      if (held === undefined) return failures.length + probes.length + others.length > 0;
      return held.size < SUBJECT_CAP && others.some((other) => !held.has(other));
    },

    noteTouched({ window, hash, others, successes }, isFull) {
      const { full, successes: told } = windowOf(window);
      noteAll(told, hash, successes);
      if (isFull) noteAll(full, hash, others);
    },

    isFullOf({ address, account, minute }) {
      const inside = windowOf(minute).successes.get(address);
      return inside !== undefined && inside.size >= SUBJECT_CAP && !inside.has(account);
    },

    strangers(pairs, most) {
      const strangers: Acquaintance[] = [];
      for (const pair of pairs) {
        if (strangers.length >= most) break;
        const name = `${seriesKey(pair.source)} ${pair.account} ${pair.address}`;
        if (known.has(name)) continue;
        if (known.size >= MOST_KNOWN) known.delete(known.values().next().value!);
        known.add(name);
        strangers.push(pair);
      }
      return strangers;
    },
  };
}

/** True for a subject that has an item, and for as many new ones as there is room for. */
function hasRoom(cold: Map<string, Set<string>>, group: string, key: string): boolean {
  const held = cold.get(group) ?? new Set<string>();
  cold.set(group, held);
  if (held.size < MOST_COLD) held.add(key);
  return held.has(key);
}

function remember(suspects: Map<string, Minute>, name: string, minute: Minute): void {
  suspects.delete(name); // so that those seen last stand last
  suspects.set(name, minute);
  if (suspects.size > MOST_SUSPECTS) suspects.delete(suspects.keys().next().value!);
}

function noteAll(held: Map<string, Set<string>>, hash: string, others: readonly string[]): void {
  if (others.length === 0 && held.has(hash)) return;
  if (held.size >= MOST_FULL && !held.has(hash)) return;
  const known = held.get(hash) ?? new Set<string>();
  for (const other of others) if (known.size < SUBJECT_CAP) known.add(other);
  held.set(hash, known);
}
