/** Addresses and accounts of login sources in memory, saturating as the table's do. */
import type { SubjectStore } from '../../core/ports';
import type { Minute } from '../../core/state/minute';
import { seriesKey } from '../../core/state/series';
import {
  SUBJECT_CAP,
  SUBJECT_SETS,
  type KnownAccount,
  type RollUp,
  type SubjectKind,
  type SubjectSet,
  type SubjectWindow,
} from '../../core/state/subject';
import { createByMinute } from './by-minute';

interface Stored {
  readonly kind: SubjectKind;
  readonly hash: string;
  readonly label: string;
  /** Those that hold something: most subjects only succeed, or only fail. */
  readonly sets: Partial<Record<SubjectSet, Set<string>>>;
  isDeclared: boolean;
  /** As last read; undefined once it was touched. */
  read?: SubjectWindow;
}

interface OfWindow {
  readonly subjects: Map<string, Stored>;
  /** As last read; undefined once one was touched: most windows are read far more often than written. */
  listed?: readonly SubjectWindow[];
}

/** A day's roll-ups, and the windows that a judge still reads. */
const DAY_MINUTES = 26 * 60;

export interface MemorySubjects extends SubjectStore {
  forgetBefore(minute: Minute): void;
}

export function createMemorySubjects(): MemorySubjects {
  const windows = createByMinute(() => new Map<string, OfWindow>());
  const rollUps = createByMinute(() => new Map<string, RollUp>());
  const known = new Map<string, { label: string; firstSeen: Map<string, Minute> }>();
  return {
    async touch(touch) {
      const { source, window, kind, hash, label } = touch;
      if (SUBJECT_SETS.every((set) => touch[set].length === 0)) return 'noted';
      const bySource = windows.getOrMake(window);
      const key = seriesKey(source);
      let held = bySource.get(key);
      if (held === undefined) bySource.set(key, (held = { subjects: new Map() }));
      const name = `${kind === 'address' ? 'a' : 'u'} ${hash}`;
      let stored = held.subjects.get(name);
      if (stored === undefined) held.subjects.set(name, (stored = emptySubject(kind, hash, label)));
      stored.read = undefined;
      held.listed = undefined;
      stored.isDeclared &&= touch.isDeclared;
      const isFull = (stored.sets.failures?.size ?? 0) >= SUBJECT_CAP;
      for (const set of SUBJECT_SETS) if (touch[set].length > 0) saturate((stored.sets[set] ??= new Set()), touch[set]);
      return isFull ? 'full' : 'noted';
    },

    async list(source, window) {
      const held = windows.get(window)?.get(seriesKey(source));
      if (held === undefined) return [];
      return (held.listed ??= [...held.subjects]
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .map(([, stored]) => (stored.read ??= windowOf(stored))));
    },

    rollUp: async (source, rollUp) => void rollUps.getOrMake(rollUp.window).set(seriesKey(source), rollUp),

    listRollUps: async (source, from, to) =>
      rollUps.between(from, to).flatMap((window) => rollUps.get(window)?.get(seriesKey(source)) ?? []),

    async remember({ source, account, label, address, minute }) {
      const key = `${seriesKey(source)} ${account}`;
      const held = known.get(key) ?? { label, firstSeen: new Map<string, Minute>() };
      known.set(key, held);
      if (!held.firstSeen.has(address) && held.firstSeen.size < SUBJECT_CAP) held.firstSeen.set(address, minute);
      return copyOf(held);
    },

    async recall(source, account) {
      const held = known.get(`${seriesKey(source)} ${account}`);
      return held && copyOf(held);
    },

    forgetBefore(minute) {
      windows.forgetBefore(minute);
      rollUps.forgetBefore(minute - DAY_MINUTES);
    },
  };
}

const emptySubject = (kind: SubjectKind, hash: string, label: string): Stored => ({
  kind,
  hash,
  label,
  sets: {},
  isDeclared: true,
});

function windowOf({ kind, hash, label, sets, isDeclared }: Stored): SubjectWindow {
  return {
    kind,
    hash,
    label,
    failures: sets.failures?.size ?? 0,
    unknown: sets.unknown?.size ?? 0,
    probes: sets.probes?.size ?? 0,
    others: sorted(sets.others),
    successes: sorted(sets.successes),
    isDeclared,
  };
}

const sorted = (set: ReadonlySet<string> | undefined): readonly string[] =>
  set === undefined ? NOTHING : [...set].toSorted().slice(0, SUBJECT_CAP);

const NOTHING: readonly string[] = [];

const copyOf = ({ label, firstSeen }: KnownAccount): KnownAccount => ({ label, firstSeen: new Map(firstSeen) });

/** A set that has room takes all of one delivery, so that the order within a delivery does not matter. */
function saturate(held: Set<string>, values: readonly string[]): void {
  if (held.size >= SUBJECT_CAP) return;
  for (const value of values.slice(0, SUBJECT_CAP)) held.add(value);
}
