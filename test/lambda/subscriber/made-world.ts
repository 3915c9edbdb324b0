/** A subscriber with the real SDK clients before an account on this machine, what it wrote down, and a clock that pauses move. */
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { createListFunctions } from '../../../adapters/functions';
import { createWhyUndeliverable } from '../../../adapters/ingest-policy';
import { createFindLogGroup, createListLogGroups } from '../../../adapters/log-groups';
import { createFilters } from '../../../adapters/logs';
import { createAsk } from '../../../adapters/signed-request';
import { createListTagged, TAGGING } from '../../../adapters/tagged';
import type { Coverage } from '../../../core/watch/coverage';
import type { KnownFunction } from '../../../core/watch/functions';
import type { ReadBack, WatchedGroup } from '../../../core/watch/ports';
import { NO_WISHES, type WatchWishes } from '../../../core/watch/watch-wishes';
import { createSubscriber, type Subscriber } from '../../../lambda/subscriber/subscriber';
import type { SubscriberWorld } from '../../../lambda/subscriber/subscriber-world';
import type { FakeAccount } from '../../fakes/account-server';

export const OUR_FILTER = 'vigil-Vigil';
export const ANALYZER = 'arn:aws:lambda:eu-central-1:1:function:analyzer';

const OURS = { filterName: OUR_FILTER, destinationArn: ANALYZER };

export interface MadeWorld extends SubscriberWorld {
  readonly subscriber: Subscriber;
  readonly stored: Map<string, WatchedGroup>;
  readonly functionsStored: Map<string, KnownFunction>;
  readonly readBack: Map<string, ReadBack>;
  readonly named: string[];
  wishes: WatchWishes;
  coverage: Coverage | undefined;
  writes: number;
  /** Calls of `hasTime` until there is none left. */
  timeFor: number;
}

let runs = 0;

export function makeWorld(account: FakeAccount, wishes: Partial<WatchWishes> = {}, ours = OURS): MadeWorld {
  const { clock, endpoint } = account;
  const keys = { accessKeyId: 'test', secretAccessKey: 'test' };
  const to = { endpoint, region: 'eu-central-1', credentials: keys };
  const logs = new CloudWatchLogsClient({ ...to, maxAttempts: 3 });
  const lambda = new LambdaClient({ ...to, maxAttempts: 1 });
  const pause = async (durationMs: number): Promise<void> => void (clock.nowMs += durationMs);
  const asked = createAsk(TAGGING, { region: 'eu-central-1', keys: () => keys, endpoint, now: () => clock.nowMs });
  const stored = new Map<string, WatchedGroup>();
  const functionsStored = new Map<string, KnownFunction>();
  const readBack = new Map<string, ReadBack>();
  const named: string[] = [];
  let run: { id: string; untilMs: number; isStopped: boolean } | undefined;
  const world: MadeWorld = {
    stored,
    functionsStored,
    readBack,
    named,
    coverage: undefined,
    writes: 0,
    timeFor: Infinity,
    wishes: { ...NO_WISHES, ...wishes },
    account: {
      listFunctions: createListFunctions(lambda, pause),
      listLogGroups: createListLogGroups(logs, pause),
      listTagged: createListTagged(asked),
      findLogGroup: createFindLogGroup(logs),
      whyUndeliverable: createWhyUndeliverable(lambda, ours.destinationArn),
    },
    filters: createFilters(new CloudWatchLogsClient({ ...to, maxAttempts: 1 }), ours),
    store: {
      list: async () => [...stored.values()],
      put: async (group) => {
        world.writes += 1;
        stored.set(group.logGroup, group);
      },
      forget: async (logGroup) => {
        world.writes += 1;
        stored.delete(logGroup);
      },
      begin: async (id, nowMs, untilMs, force = false) => {
        if (!force && run !== undefined && (run.isStopped || run.untilMs >= nowMs)) return false;
        run = { id, untilMs, isStopped: false };
        return true;
      },
      isOurs: async (id) => run?.id === id,
      end: async (id) => {
        if (run?.id === id && !run.isStopped) run = undefined;
      },
      stop: async (id) => void (run = { id, untilMs: 0, isStopped: true }),
      isStopped: async () => run?.isStopped === true,
    },
    functions: {
      list: async () => [...functionsStored.values()],
      put: async (one) => {
        world.writes += 1;
        functionsStored.set(one.name, one);
      },
      forget: async (name) => {
        world.writes += 1;
        functionsStored.delete(name);
      },
    },
    readBacks: { note: async (wish) => void readBack.set(wish.logGroup, wish) },
    putCoverage: async (coverage) => void (world.coverage = coverage),
    readNamed: async () => [...named],
    newRun: () => `run ${(runs += 1)}`,
    hasTime: () => (world.timeFor -= 1) >= 0,
    pause,
    now: () => clock.nowMs,
    get subscriber() {
      return createSubscriber(world);
    },
  };
  return world;
}

/** Who carries our filter. */
export const filtered = ({ groups }: FakeAccount): string[] =>
  [...groups].flatMap(([name, { filters }]) => (filters.get(OUR_FILTER) === ANALYZER ? [name] : [])).toSorted();
