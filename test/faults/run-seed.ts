/** One run: a made-up load through the real analyzer against a table behind the proxy, then every event is looked for. */
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { createDynamoState } from '../../adapters/dynamodb/state';
import { createHasher } from '../../adapters/hasher';
import { inflate } from '../../adapters/inflate';
import { createSubjectBudget } from '../../core/subject-budget';
import { createRedriver } from '../../lambda/redriver/redriver';
import type { DynamoServer } from '../contracts/dynamodb-server';
import { ACCOUNT } from '../core/deliveries';
import { createChance, countOne, type Counts } from './chance';
import { check, type Verdicts } from './checker';
import { createContainer, createTestClient } from './container';
import { createControl, type Control } from './controls';
import { startFaultProxy } from './fault-proxy';
import { invokeAll } from './invoker';
import { createFailures, type MadeFailures } from './made-failures';
import { makeLoad, START_MS } from './made-load';
import { createMadeLog } from './made-log';
import { makeTasks } from './made-tasks';
import { mend } from './mend';

export interface RunOutcome {
  readonly seed: number;
  /** In the end. */
  readonly verdicts: Verdicts;
  /** Events that were counted more than once because deliveries overlapped, before the recount. */
  readonly overlaps: number;
  /** Classes of fault that were met, with how often. */
  readonly met: Counts;
  readonly invocations: number;
  readonly requests: number;
  readonly redriven: number;
  readonly unexplained: readonly string[];
  readonly tookMs: number;
}

export interface RunWish {
  readonly seed: number;
  readonly batches: number;
  readonly workers: number;
  readonly control?: Control;
  /** Told what begins. @default - nobody */
  readonly onStep?: (step: string) => void;
}

const REDRIVES = 40;

export async function runSeed(wish: RunWish, server: DynamoServer): Promise<RunOutcome> {
  const { seed, batches, workers, control, onStep = () => undefined } = wish;
  const startedMs = Date.now();
  const chance = createChance(seed);
  const met: Counts = new Map();
  const load = makeLoad(batches, chance);
  const { tasks, expected, setAside } = makeTasks(load, chance, met);
  const tableName = await server.makeTable();
  const proxy = await startFaultProxy(server.endpoint);
  try {
    let nowMs = START_MS;
    const makeContainer = () =>
      createContainer({
        endpoint: proxy.endpoint,
        tableName,
        now: () => nowMs,
        ...(control !== undefined && {
          replaceState: (state, client) => ({
            ...state,
            buckets: createControl(control, client, tableName, state.buckets),
          }),
        }),
      });
    proxy.trouble(chance);
    const advance = (toMs: number): void => void (nowMs = Math.max(nowMs, toMs));
    onStep(`${tasks.length} deliveries arrive`);
    const ran = await invokeAll(tasks, { workers, chance, met, makeContainer, advance });
    const failures = createFailures(ran.failures, nowMs, chance, met);
    onStep(`${failures.size()} are redriven`);
    await redrive(failures);

    const client = createTestClient(server.endpoint);
    const { buckets } = createDynamoState(client, tableName);
    onStep(`${expected.events.length} events are looked for`);
    const before = await check(expected, buckets);
    const log = createMadeLog(load.batches, { chance, met });
    const wait = (durationMs: number): void => advance(nowMs + durationMs);
    const world = { endpoint: proxy.endpoint, tableName, log, chance, met, now: () => nowMs, wait };
    if (control === undefined) onStep('what overlaps is recounted');
    // A control knows no guards, so that nothing could be recounted.
    const mended = control === undefined ? await mend(tasks, world) : undefined;
    proxy.trouble(undefined);

    const verdicts = await check({ ...expected, recounted: mended?.recounted ?? new Set() }, buckets);
    verdicts.lost += mended?.left ?? 0; // a minute that is still on the list is not exact
    const inQuarantine = await quarantinedHashes(server, tableName);
    const hasher = createHasher('pepper of the fault tests');
    verdicts.lost += setAside.filter((data) => !inQuarantine.has(hasher.guard(data))).length;
    // What is still in the bucket, or was given up, is not lost for good; but here nothing may stay.
    verdicts.lost += failures.size() + failures.letters.length;
    client.destroy();
    return {
      seed,
      verdicts,
      overlaps: before.overlap,
      met: new Map([...proxy.met, ...met]),
      invocations: ran.invocations,
      requests: proxy.requests(),
      redriven: ran.failures.length - failures.size() - failures.letters.length,
      unexplained: [...ran.unexplained, ...(mended?.unexplained ?? [])],
      tookMs: Date.now() - startedMs,
    };

    /** As its schedule does, every quarter of an hour; under the same faults. */
    async function redrive(failures: MadeFailures): Promise<void> {
      for (let runs = 0; runs < REDRIVES && failures.size() > 0; runs += 1) {
        advance(nowMs + 15 * 60_000);
        // A client of its own: the SDK repeats nothing any more once its budget for that is spent, and here it soon is.
        const client = createTestClient(proxy.endpoint);
        const run = createRedriver({
          ...createDynamoState(client, tableName, () => nowMs),
          failed: failures.failed,
          deadLetters: failures.deadLetters,
          hasher: createHasher('pepper of the fault tests'),
          inflate,
          ownLogGroups: new Set(),
          account: ACCOUNT,
          budget: createSubjectBudget(),
          now: () => nowMs,
          hasTime: () => true,
        });
        for (let times = (await run()).applied; times > 0; times -= 1) countOne(met, 'redriven from the bucket');
        client.destroy();
      }
    }
  } finally {
    await proxy.stop();
  }
}

async function quarantinedHashes({ client }: DynamoServer, tableName: string): Promise<Set<string>> {
  const hashes = new Set<string>();
  let from: Record<string, never> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({
        TableName: tableName,
        FilterExpression: 'begins_with(pk, :q)',
        ExpressionAttributeValues: { ':q': { S: 'Q#' } },
        ...(from && { ExclusiveStartKey: from }),
      }),
    );
    for (const item of page.Items ?? []) hashes.add(item['hash']?.S ?? '');
    from = page.LastEvaluatedKey as typeof from;
  } while (from !== undefined);
  return hashes;
}
