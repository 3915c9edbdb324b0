/** Keeps our subscription filter on every log group that is to be watched, and takes all of them away at the end. */
import { type FilterPlan, planFilters, planLook, type Watch } from '../../core/watch/plan';
import type { FilterPut, Filters, FilterSeen, WatchedGroup, WatchState, WatchStore } from '../../core/watch/ports';
import type { WatchReport } from '../../core/watch/report';

/** CloudWatch Logs allows 5 calls a second of each of these actions in an account, for everybody in it (2026-11). */
const PACE_MS = 220;
/** A permission made seconds ago is not yet known everywhere: waits 1, 2, 4, 8, 16 s before giving up until the next run. */
const PUT_TRIES = 6;

export interface SubscriberWorld {
  readonly stack: string;
  readonly filters: Filters;
  readonly store: WatchStore;
  /** Every wanted log group: those in the settings and those that only the deployment knew. */
  readonly readWanted: () => Promise<readonly string[]>;
  readonly pause: (durationMs: number) => Promise<void>;
  readonly now: () => number;
}

export interface Subscriber {
  /** At deployment: begins, also after an earlier stop. */
  begin(): Promise<WatchReport>;
  /** On the schedule. */
  watch(): Promise<WatchReport>;
  /** At the stack's deletion: throws when a filter of ours could not be taken, so that nobody believes it gone. */
  leave(): Promise<WatchReport>;
}

export const createSubscriber = (world: SubscriberWorld): Subscriber => {
  const { filters, store, now, pause } = world;

  const paced = async <T>(call: () => Promise<T>): Promise<T> => {
    await pause(PACE_MS);
    return call();
  };

  const plan = async (wanted: readonly string[], known: readonly string[]): Promise<FilterPlan> => {
    const watch: Watch = { stack: world.stack, wanted, known };
    const seen = new Map<string, FilterSeen>();
    for (const logGroup of planLook(watch)) seen.set(logGroup, await paced(() => filters.look(logGroup)));
    return planFilters(watch, seen);
  };

  const put = async (logGroup: string): Promise<PutResult> => {
    for (let attempt = 1; ; attempt++) {
      const result = await paced(() => filters.put(logGroup));
      if (result.kind !== 'try-again') return result;
      if (attempt === PUT_TRIES) return { kind: 'failed', why: result.why };
      await pause(500 * 2 ** attempt);
    }
  };

  const watch = async (): Promise<WatchReport> => {
    const known = await store.list();
    const steps = await plan(
      await world.readWanted(),
      known.map(({ logGroup }) => logGroup),
    );
    const ledger = createLedger(store, known, now());
    for (const logGroup of steps.keep) await ledger.note(logGroup, 'watched');
    for (const logGroup of steps.missing) await ledger.note(logGroup, 'missing');
    for (const { logGroup, why } of steps.refuse) await ledger.note(logGroup, 'refused', why);
    for (const { logGroup, why } of steps.failed) await ledger.note(logGroup, 'failed', why);

    let filtersPut = 0;
    for (const logGroup of steps.put) {
      // Asked anew each time: the stack may be going away, and a filter put now would outlive it.
      if (await store.isStopped()) break;
      const result = await put(logGroup);
      if (result.kind === 'done') filtersPut++;
      await ledger.note(logGroup, STATES[result.kind], 'why' in result ? result.why : undefined);
    }
    let taken = 0;
    for (const logGroup of steps.take) {
      const result = await paced(() => filters.take(logGroup));
      if (result.kind === 'failed') continue; // still known, so the next run tries again
      taken++;
      if (!steps.refuse.some((refusal) => refusal.logGroup === logGroup)) await ledger.forget(logGroup);
    }
    for (const logGroup of steps.forget) await ledger.forget(logGroup);
    return { groups: ledger.groups(), put: filtersPut, taken, changed: ledger.changed() };
  };

  return {
    begin: async () => {
      await store.setStopped(false);
      return watch();
    },
    watch: async () => ((await store.isStopped()) ? { groups: [], put: 0, taken: 0, changed: false } : watch()),
    leave: async () => {
      await store.setStopped(true);
      const known = (await store.list()).map(({ logGroup }) => logGroup);
      const steps = await plan([], [...known, ...(await world.readWanted())]);
      const failed: WatchedGroup[] = steps.failed.map((failure) => ({ ...failure, state: 'failed', atMs: now() }));
      for (const logGroup of steps.take) {
        const result = await paced(() => filters.take(logGroup));
        if (result.kind === 'failed') failed.push({ logGroup, state: 'failed', atMs: now(), why: result.why });
        else await store.forget(logGroup);
      }
      if (failed.length > 0) throw new Error(renderLeft(failed));
      return { groups: [], put: 0, taken: steps.take.length, changed: steps.take.length > 0 };
    },
  };
};

type PutResult = Exclude<FilterPut, { readonly kind: 'try-again' }>;

const STATES: Record<PutResult['kind'], WatchState> = {
  done: 'watched',
  'no-log-group': 'missing',
  full: 'full',
  failed: 'failed',
};

/** Writes down only what became other than it was, so that a quiet run costs one read. */
function createLedger(store: WatchStore, known: readonly WatchedGroup[], atMs: number) {
  const before = new Map(known.map((group) => [group.logGroup, group]));
  const after = new Map<string, WatchedGroup>();
  let changed = false;
  return {
    note: async (logGroup: string, state: WatchState, why?: string): Promise<void> => {
      const was = before.get(logGroup);
      const same = was !== undefined && was.state === state && was.why === why;
      const group = same ? was : { logGroup, state, atMs, ...(why === undefined ? {} : { why }) };
      after.set(logGroup, group);
      if (same) return;
      changed = true;
      await store.put(group);
    },
    forget: async (logGroup: string): Promise<void> => {
      changed = true;
      await store.forget(logGroup);
    },
    groups: (): readonly WatchedGroup[] => [...after.values()],
    changed: (): boolean => changed,
  };
}

function renderLeft(failed: readonly WatchedGroup[]): string {
  const first = failed.slice(0, 3).map(({ logGroup, why }) => `${logGroup} (${why ?? 'no reason given'})`);
  return `${failed.length} log groups may still carry our subscription filter: ${first.join(', ')}; delete the stack again`;
}
