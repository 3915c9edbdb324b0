/** `vigil learn`: builds what is usual from the logs that are already there, so that a new stack knows it on its first day. */
import { join } from 'node:path';
import { createDynamoClient } from '../adapters/dynamodb/client';
import { createDynamoState } from '../adapters/dynamodb/state';
import { createDynamoWatch } from '../adapters/dynamodb/watch-store';
import { createHasher } from '../adapters/hasher';
import { createLogsClient, createPageReader } from '../adapters/log-events';
import { createMemory } from '../adapters/memory';
import { loadPatternEngine } from '../adapters/pattern-engine-loader';
import { countOf, formatCount } from '../core/alert/figures';
import { defaultRules } from '../core/detect/rules';
import { createSourceOf } from '../core/login/source-of';
import { minuteOf, startOf } from '../core/state/minute';
import { nameOf } from '../core/state/series';
import { whyNoLogGroupName } from '../core/watch/log-group-name';
import { explainAws } from './explain-aws';
import { discard, openCheckpoint, type Checkpoint } from './learn/checkpoint';
import { createLearnProgress } from './learn/learn-progress';
import { learnFromLogs, type Learned } from './learn/learn-from-logs';
import { LogsTooBusy } from './learn/read-span';
import { readSettings } from './read-settings';
import { REPLAY_PEPPER } from './replay/replay-files';
import type { Terminal } from './terminal';
import { WrongUse } from './wrong-use';

export interface LearnOptions {
  readonly table: string;
  readonly days: number;
  /** Without any, those that the stack watches. */
  readonly logGroup?: readonly string[];
  /** The settings.json that synth wrote beside the analyzer's code. */
  readonly settings?: string;
  readonly checkpoint: string;
  readonly requestsPerSecond: number;
  readonly fresh?: boolean;
  readonly replace?: boolean;
}

const ACTIONS =
  'logs:FilterLogEvents on the log groups, and dynamodb:Query, dynamodb:GetItem, dynamodb:BatchGetItem and dynamodb:PutItem on the table';
const STOPPED = 130;
const DAY_MS = 24 * 60 * 60_000;

/** Gives the exit code: 1 where a log group could not be read, or what was learned not written. */
export async function learn(options: LearnOptions, terminal: Terminal): Promise<number> {
  const onStop = () => {
    terminal.progress('');
    terminal.err('stopped; the same command goes on from here');
    process.exit(STOPPED);
  };
  process.once('SIGINT', onStop);
  try {
    return await learnInto(options, terminal);
  } catch (error) {
    if (!(error instanceof LogsTooBusy)) throw explainAws(error, { table: options.table, actions: ACTIONS });
    terminal.progress('');
    terminal.err(`stopped: ${error.message}; the same command goes on from here`);
    return 1;
  } finally {
    process.removeListener('SIGINT', onStop);
  }
}

async function learnInto(options: LearnOptions, terminal: Terminal): Promise<number> {
  const { table, days, requestsPerSecond } = options;
  const settings = options.settings === undefined ? undefined : await readSettings(options.settings);
  const logins = settings?.logins ?? {};
  const client = createDynamoClient();
  const { usual, buckets, dirty } = createDynamoState(client, table);
  const logGroups = await logGroupsOf(options, async () =>
    (await createDynamoWatch({ client, name: table }).list())
      .filter(({ state }) => state !== 'refused' && state !== 'missing')
      .map(({ logGroup }) => logGroup),
  );
  const checkpoint = await checkpointOf(options);
  const what = `${countOf(logGroups.length, 'log group', 'log groups')}, ${countOf(days, 'day', 'days')}`;
  terminal.err(`reading ${what}; it may be stopped at any time, and the same command goes on`);
  const learned = await learnFromLogs(logGroups, {
    readPage: createPageReader(createLogsClient()),
    pace: { requestsPerSecond, pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)), nowMs: Date.now },
    checkpoint,
    onProgress: createLearnProgress(terminal, Date.now),
    hasher: createHasher(REPLAY_PEPPER), // no hash of it is kept
    sourceOf: createSourceOf(logins, await loadPatternEngine(Object.values(logins))),
    memory: createMemory(),
    rules: settings?.rules ?? defaultRules,
    usual,
    dirty,
    buckets,
    nowMs: Date.now,
    replaces: options.replace === true,
  });
  await terminal.out(render(learned));
  const isWhole =
    learned.unreadable.length === 0 && learned.outcomes.every(({ written }) => written.kind !== 'overtaken');
  if (isWhole) await checkpoint.remove();
  return isWhole ? 0 : 1;
}

async function logGroupsOf(
  { logGroup = [], table }: LearnOptions,
  listWatched: () => Promise<string[]>,
): Promise<readonly string[]> {
  for (const name of logGroup) {
    const why = whyNoLogGroupName(name);
    if (why !== undefined)
      throw new WrongUse(`--log-group must name a log group such as /aws/lambda/checkout, got "${name}"; ${why}`);
  }
  const logGroups = logGroup.length > 0 ? [...new Set(logGroup)] : await listWatched();
  if (logGroups.length > 0) return logGroups;
  throw new WrongUse(`${table} lists no watched log group; name those to read with --log-group`);
}

async function checkpointOf({ table, days, checkpoint, fresh }: LearnOptions): Promise<Checkpoint> {
  const folder = join(checkpoint, table.replaceAll(/[^\w.-]/g, '_'));
  if (fresh === true) await discard(folder);
  return openCheckpoint(folder, { table, days, fromMs: startOf(minuteOf(Date.now() - days * DAY_MS)) });
}

function render({ events, unreadable, outcomes }: Learned): string {
  const learned = outcomes.filter(({ written }) => written.kind === 'written').map(({ series }) => series);
  const functions = learned.filter(({ kind }) => kind === 'function').length;
  return [
    `learned what is usual for ${countOf(functions, 'function', 'functions')} and ` +
      `${countOf(learned.length - functions, 'login source', 'login sources')}, from ${countOf(events, 'event', 'events')} read now`,
    ...outcomes.flatMap(({ series, written }) => {
      if (written.kind === 'overtaken') return [`${nameOf(series)}: not written, the sweeper was faster; run it again`];
      if (written.kind !== 'kept') return [];
      const minutes = `${formatCount(written.minutes)} minutes with calls, the logs hold ${formatCount(written.learnedMinutes)}`;
      return [`${nameOf(series)}: left as it is, for it knows more (${minutes}); --replace to replace it`];
    }),
    ...unreadable.map(({ logGroup, why }) => `${logGroup}: not read: ${why}`),
  ].join('\n');
}
