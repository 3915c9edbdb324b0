/** Writes down what became of each log group, and only what became other than it was: a quiet run costs one read. */
import type { WatchedGroup, WatchState, WatchStore } from '../../core/watch/ports';

export interface Ledger {
  note(logGroup: string, state: WatchState, more?: Pick<WatchedGroup, 'why' | 'holders'>): Promise<void>;
  /** Nothing asks for it any more; its state stays. */
  doubt(logGroup: string): Promise<void>;
  forget(logGroup: string): Promise<void>;
  stored(logGroup: string): WatchedGroup | undefined;
  /** Those that were noted in this run. */
  groups(): readonly WatchedGroup[];
  changed(): boolean;
}

export function createLedger(
  store: Pick<WatchStore, 'put' | 'forget'>,
  known: readonly WatchedGroup[],
  atMs: number,
): Ledger {
  const before = new Map(known.map((group) => [group.logGroup, group]));
  const after = new Map<string, WatchedGroup>();
  let changed = false;
  const write = async (group: WatchedGroup): Promise<void> => {
    changed = true;
    await store.put(group);
  };
  return {
    async note(logGroup, state, { why, holders } = {}) {
      const was = before.get(logGroup);
      const group = { logGroup, state, atMs, ...(why !== undefined && { why }), ...(holders && { holders }) };
      const isSame =
        was?.state === state &&
        was.why === why &&
        was.unwantedAtMs === undefined &&
        (was.holders ?? []).join() === (holders ?? []).join();
      after.set(logGroup, isSame ? was : group);
      if (!isSame) await write(group);
    },
    async doubt(logGroup) {
      const was = before.get(logGroup);
      if (was !== undefined) await write({ ...was, unwantedAtMs: atMs });
    },
    async forget(logGroup) {
      changed = true;
      await store.forget(logGroup);
    },
    stored: (logGroup) => before.get(logGroup),
    groups: () => [...after.values()],
    changed: () => changed,
  };
}
