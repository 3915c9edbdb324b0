/** Keeps our subscription filter on every log group that is to be watched, and takes all of them away at the end. */
import type { WatchReport } from '../../core/watch/report';
import { leave } from './leave';
import type { NewGroup } from './new-groups';
import type { SubscriberWorld } from './subscriber-world';
import { watchAll } from './watch-all';
import { welcome } from './welcome';

export interface Subscriber {
  /** At deployment: begins, also after an earlier stop; nobody else is at work from then on. */
  begin(): Promise<WatchReport>;
  /** On the schedule. */
  watch(): Promise<WatchReport>;
  /** Log groups that have just been made: without a look at all the others. */
  welcome(made: readonly NewGroup[]): Promise<WatchReport>;
  /** At the stack's deletion: throws when a filter of ours could not be taken, so that nobody believes it gone. */
  leave(): Promise<WatchReport>;
}

/** A run that was killed holds the others up no longer than Lambda lets one run. */
const LONGEST_RUN_MS = 15 * 60_000;
/** Six runs: a function that is replaced, or that a listing passed over, is back by then. */
const GRACE_MS = 30 * 60_000;

const NOTHING_DONE: WatchReport = { groups: [], put: 0, taken: 0, left: 0, changed: false, troubles: [] };

export const createSubscriber = (world: SubscriberWorld): Subscriber => {
  const { store, now, newRun } = world;

  const alone = async (isForced: boolean, work: (run: string) => Promise<WatchReport>): Promise<WatchReport> => {
    const run = newRun();
    if (!(await store.begin(run, now(), now() + LONGEST_RUN_MS, isForced))) return NOTHING_DONE;
    try {
      return await work(run);
    } finally {
      await store.end(run);
    }
  };

  return {
    begin: () => alone(true, (run) => watchAll(world, 0, () => store.isOurs(run))),
    watch: () => alone(false, (run) => watchAll(world, GRACE_MS, () => store.isOurs(run))),
    welcome: async (made) => ((await store.isStopped()) ? NOTHING_DONE : welcome(world, made, GRACE_MS)),
    leave: async () => {
      await store.stop(newRun());
      return leave(world);
    },
  };
};
