/** What the subscriber works with. */
import type { Coverage } from '../../core/watch/coverage';
import type { FunctionStore } from '../../core/watch/functions';
import type { Account, Filters, ReadBackStore, WatchStore } from '../../core/watch/ports';
import type { WatchWishes } from '../../core/watch/watch-wishes';
import type { PacedWorld } from './paced';

export interface SubscriberWorld extends PacedWorld {
  /** Log groups named in the settings and those that only the deployment knew. */
  readonly readNamed: () => Promise<readonly string[]>;
  readonly wishes: WatchWishes;
  readonly account: Account;
  readonly filters: Filters;
  readonly store: WatchStore;
  readonly functions: FunctionStore;
  readonly readBacks: Pick<ReadBackStore, 'note'>;
  readonly putCoverage: (coverage: Coverage) => Promise<void>;
  /** Names a run, each another. */
  readonly newRun: () => string;
}
