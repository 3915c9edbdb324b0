/** What is killed at each of its requests: the analyzer, the redriver, and the recounter on one shard and on several. */
import { gzipSync } from 'node:zlib';
import { createDynamoState, type DynamoState } from '../../adapters/dynamodb/state';
import { createHasher } from '../../adapters/hasher';
import { inflate } from '../../adapters/inflate';
import type { LogBatch } from '../../core/log/batch';
import type { FailedBatches } from '../../core/redrive/ports';
import { MINUTE_MS, minuteOf } from '../../core/state/minute';
import type { Series } from '../../core/state/series';
import { emptyPlan } from '../../core/state/shard';
import { createSubjectBudget } from '../../core/subject-budget';
import { createRecounter } from '../../lambda/redriver/recounter';
import { createRedriver } from '../../lambda/redriver/redriver';
import { createDynamoShards } from '../../adapters/dynamodb/shards';
import { ACCOUNT, delivery, envelope, failedLogin, report } from '../core/deliveries';
import { createContainer, createTestClient } from './container';
import { createKillSwitch, wire, type Death } from './kill-switch';
import { START_MS } from './made-load';
import { createMadeLog } from './made-log';

export interface Scene {
  /** Does the work, dying where it is told to; throws `Killed` then. */
  run(death?: Death): Promise<void>;
  /** All that a crash could have spoiled, as one text. */
  describe(): Promise<string>;
  end(): void;
}

export interface Stage {
  readonly endpoint: string;
  readonly tableName: string;
}

export type MakeScene = (stage: Stage) => Promise<Scene>;

const FN: Series = { kind: 'function', name: 'busy' };
const SOURCE: Series = { kind: 'login-source', name: '/aws/lambda/entrance' };
const STREAM = `2026/11/20/${FN.name}[$LATEST]0123456789abcdef0123456789abcdef`;
const NOW_MS = START_MS + 90_000;
const FIRST = minuteOf(START_MS);

/** One delivery that touches four buckets, hot addresses and two alerts. */
const WHOLE = delivery(
  SOURCE.name,
  [0, 1].flatMap((minute) => {
    const at = START_MS + minute * MINUTE_MS;
    const tries = Array.from({ length: 30 }, (_, index) => failedLogin(`person${index}`, '198.51.100.7'));
    return [report(minute, 3000, 'Status: timeout'), ...tries].map((line) => [at, line] as const);
  }),
  STREAM,
);
const eventOf = (batch: LogBatch) => ({ awslogs: { data: gzipSync(envelope(batch)).toString('base64') } });

const analyzer: MakeScene = async (stage) => ({
  run: async (death) => {
    const container = createContainer({ ...stage, now: () => NOW_MS });
    await container.invoke(eventOf(WHOLE), death).finally(() => container.end());
  },
  ...describing(stage, (state) => describe(state)),
});

/** Its failure bucket is a map; asking it is a request like any other. */
const redriver: MakeScene = async (stage) => {
  const objects = new Map([['aws/lambda/one', JSON.stringify({ requestPayload: eventOf(WHOLE) })]]);
  return {
    run: (death) =>
      killable(stage, death, (state, request) => {
        const failed: FailedBatches = {
          list: () => request(async () => [...objects.keys()].map((key) => ({ key, storedAtMs: NOW_MS }))),
          read: (key) => request(async () => objects.get(key)),
          remove: (key) => request(async () => void objects.delete(key)),
          setAside: (key) => request(async () => key),
        };
        const deadLetters = { send: () => request(async () => undefined) };
        const shell = { inflate, ownLogGroups: new Set<string>(), account: ACCOUNT, budget: createSubjectBudget() };
        return createRedriver({
          ...state,
          ...shell,
          ...HASHING,
          failed,
          deadLetters,
          now: () => NOW_MS,
          hasTime: () => true,
        })();
      }),
    ...describing(stage, async (state) => `${await describe(state)} ${objects.size} objects`),
  };
};

/** A delivery, and the same events in two others. */
const recounter =
  (shards: number): MakeScene =>
  async (stage) => {
    const now = () => START_MS + 60 * MINUTE_MS;
    const log = createMadeLog([{ batch: WHOLE }]);
    const client = createTestClient(stage.endpoint);
    const plan = { rev: 1, steps: [{ from: FIRST - 9, shards }], settled: 0 };
    const store = createDynamoShards({ client, name: stage.tableName });
    for (const series of [FN, SOURCE]) if (shards > 1) await store.write({ ...emptyPlan(series), ...plan }, 0);
    client.destroy();
    const cuts = [WHOLE.events, WHOLE.events.slice(0, 20), WHOLE.events.slice(20)];
    const container = createContainer({ ...stage, now: () => NOW_MS });
    for (const events of cuts) await container.invoke(eventOf({ ...WHOLE, events }));
    container.end();
    return {
      run: (death) =>
        killable(stage, death, (state, request) => {
          const counted = { read: (...asked: Parameters<typeof log.read>) => request(() => log.read(...asked)) };
          return createRecounter({ ...state, ...HASHING, log: counted, now, hasTime: () => true })();
        }),
      ...describing(stage, async (state) => {
        const listed = await state.recounts.list(9);
        return `${await counts(state)} ${listed.length} to recount`;
      }),
    };
  };

export const SCENES: Readonly<Record<string, MakeScene>> = {
  'the analyzer': analyzer,
  'the redriver': redriver,
  'the recounter': recounter(1),
  'the recounter of a minute of four shards': recounter(4),
};

const HASHING = { hasher: createHasher('pepper of the fault tests') };

async function killable(
  { endpoint, tableName }: Stage,
  death: Death | undefined,
  act: (state: DynamoState, request: <Result>(act: () => Promise<Result>) => Promise<Result>) => Promise<unknown>,
): Promise<void> {
  const client = createTestClient(endpoint);
  const killSwitch = createKillSwitch();
  wire(client, killSwitch);
  const state = createDynamoState(client, tableName, () => NOW_MS);
  try {
    await killSwitch.run(() => act(state, (request) => killSwitch.request(request)), death);
  } finally {
    client.destroy();
  }
}

function describing(
  { endpoint, tableName }: Stage,
  tell: (state: DynamoState) => Promise<string>,
): Pick<Scene, 'describe' | 'end'> {
  const client = createTestClient(endpoint);
  return { describe: () => tell(createDynamoState(client, tableName)), end: () => client.destroy() };
}

async function counts({ buckets }: DynamoState): Promise<string> {
  const read = await Promise.all([FN, SOURCE].map((series) => buckets.read(series, FIRST, FIRST + 1)));
  return JSON.stringify(
    read.flat().map(({ minute, counters, sketches }) => ({
      minute,
      counters: [...counters].toSorted(),
      sketches: [...sketches]
        .map(([name, pairs]) => [name, [...pairs].toSorted((one, other) => one - other)])
        .toSorted(),
    })),
  );
}

async function describe(state: DynamoState): Promise<string> {
  const { subjects, dirty, alerts } = state;
  const due = await Promise.all(Array.from({ length: 8 }, (_, index) => dirty.list(FIRST + index)));
  const stored = await Promise.all((await alerts.listOpen()).map((key) => alerts.read(key)));
  return JSON.stringify({
    counts: await counts(state),
    subjects: await subjects.list(SOURCE, FIRST - (FIRST % 10)),
    due: due.map((entries) => entries.map((entry) => JSON.stringify(entry)).toSorted()),
    alerts: stored.map((alert) => `${alert?.kind} ${alert?.subject.name} ${alert?.state}`).toSorted(),
  });
}
