/** An account in memory: log groups with slots for filters, what the subscriber wrote down, and a clock that pauses move. */
import type { FilterPut, Filters, WatchedGroup, WatchStore } from '../../../core/watch/ports';
import type { SubscriberWorld } from '../../../lambda/subscriber/subscriber';

export interface MadeWorld extends SubscriberWorld {
  /** Filters by log group; a log group that is not there has no entry. */
  readonly account: Map<string, 'ours' | 'ours-outdated' | 'none' | 'full'>;
  readonly stored: Map<string, WatchedGroup>;
  readonly wanted: string[];
  readonly calls: { readonly what: string; readonly atMs: number }[];
  /** Answers of the next puts, before the account itself answers. */
  readonly nextPuts: FilterPut[];
  readonly denied: Set<string>;
  stopped: boolean;
  writes: number;
}

export function makeWorld(): MadeWorld {
  let clockMs = 1_000_000;
  const account: MadeWorld['account'] = new Map();
  const stored = new Map<string, WatchedGroup>();
  const wanted: string[] = [];
  const calls: { what: string; atMs: number }[] = [];
  const nextPuts: FilterPut[] = [];
  const denied = new Set<string>();
  const note = (what: string): void => void calls.push({ what, atMs: clockMs });

  const filters: Filters = {
    look: async (logGroup) => {
      note(`look ${logGroup}`);
      if (denied.has(logGroup)) return { kind: 'failed', why: 'denied' };
      const found = account.get(logGroup);
      if (found === undefined) return { kind: 'no-log-group' };
      return { kind: found === 'ours' ? 'current' : found === 'ours-outdated' ? 'outdated' : 'absent' };
    },
    put: async (logGroup) => {
      note(`put ${logGroup}`);
      const next = nextPuts.shift();
      if (next !== undefined) return next;
      const found = account.get(logGroup);
      if (found === undefined) return { kind: 'no-log-group' };
      if (found === 'full') return { kind: 'full' };
      account.set(logGroup, 'ours');
      return { kind: 'done' };
    },
    take: async (logGroup) => {
      note(`take ${logGroup}`);
      if (denied.has(`take ${logGroup}`)) return { kind: 'failed', why: 'denied' };
      if (account.has(logGroup)) account.set(logGroup, 'none');
      return { kind: 'done' };
    },
  };

  const world: MadeWorld = {
    stack: 'Vigil',
    account,
    stored,
    wanted,
    calls,
    nextPuts,
    denied,
    stopped: false,
    writes: 0,
    filters,
    store: makeStore(stored, () => world),
    readWanted: async () => [...wanted],
    pause: async (durationMs) => void (clockMs += durationMs),
    now: () => clockMs,
  };
  return world;
}

const makeStore = (stored: Map<string, WatchedGroup>, world: () => MadeWorld): WatchStore => ({
  list: async () => [...stored.values()],
  put: async (group) => {
    world().writes++;
    stored.set(group.logGroup, group);
  },
  forget: async (logGroup) => {
    world().writes++;
    stored.delete(logGroup);
  },
  isStopped: async () => world().stopped,
  setStopped: async (stopped) => {
    world().stopped = stopped;
  },
});
