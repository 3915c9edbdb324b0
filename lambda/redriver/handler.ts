/** The redriver in AWS: called on a schedule; then counts from the log what is not exact, what came before a filter, and what is missing. */
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Context } from 'aws-lambda';
import { CLIENT_LIMITS } from '../../adapters/client-limits';
import { createDeadLetters } from '../../adapters/dead-letters';
import { createDynamoClient } from '../../adapters/dynamodb/client';
import { createDynamoCoverage } from '../../adapters/dynamodb/coverage-store';
import { createDynamoFunctions } from '../../adapters/dynamodb/function-store';
import { createDynamoReadBacks } from '../../adapters/dynamodb/read-back-store';
import { createDynamoState } from '../../adapters/dynamodb/state';
import { createDynamoWatch } from '../../adapters/dynamodb/watch-store';
import { createHasher } from '../../adapters/hasher';
import { inflate } from '../../adapters/inflate';
import { createPageReader } from '../../adapters/log-events';
import { createLogReader } from '../../adapters/log-reader';
import { createMetrics, METRICS } from '../../adapters/metrics';
import { createOwnUse } from '../../adapters/own-use';
import { createFailedBatches } from '../../adapters/s3';
import { loadPatternEngine } from '../../adapters/pattern-engine-loader';
import { createSecretReader } from '../../adapters/secrets';
import { createAsk, signedWorldOfEnvironment } from '../../adapters/signed-request';
import { loadSettings } from '../../adapters/settings-file';
import { writeTally } from '../../adapters/tally-line';
import { createSourceOf } from '../../core/login/source-of';
import { createSubjectBudget } from '../../core/subject-budget';
import { createBackReader } from './back-reader';
import { createCostTeller } from './cost-teller';
import { createReconciler } from './reconciler';
import { createRecounter } from './recounter';
import { createRedriver } from './redriver';

const settings = loadSettings();
const { TABLE = '', PEPPER_SECRET = '', ACCOUNT, BUCKET = '', DEAD_LETTERS = '', OWN_FUNCTIONS = '[]' } = process.env;
const { AWS_LAMBDA_FUNCTION_NAME = '', AWS_LAMBDA_FUNCTION_MEMORY_SIZE } = process.env;
const secrets = createSecretReader(new SecretsManagerClient(CLIENT_LIMITS));
const client = createDynamoClient();
const table = { client, name: TABLE };
const state = createDynamoState(client, TABLE);
const failed = createFailedBatches(new S3Client(CLIENT_LIMITS), BUCKET);
const deadLetters = createDeadLetters(new SQSClient(CLIENT_LIMITS), DEAD_LETTERS);

const ask = createAsk(METRICS, signedWorldOfEnvironment());
const ownFunctions: readonly { readonly name: string; readonly memoryMb: number }[] = JSON.parse(OWN_FUNCTIONS);
const self = { name: AWS_LAMBDA_FUNCTION_NAME, memoryMb: Number(AWS_LAMBDA_FUNCTION_MEMORY_SIZE) };
const ownUse = createOwnUse(ask, { functions: [...ownFunctions, self], table: TABLE });

const log = createLogReader({
  readPage: createPageReader(new CloudWatchLogsClient(CLIENT_LIMITS)),
  pause: (durationMs) => new Promise((resolve) => setTimeout(resolve, durationMs)),
});

/** Nothing is begun when less is left: a delivery may touch thousands of buckets, a minute's log take 60 pages. */
const LEAST_TO_REDRIVE_MS = 150_000;
const LEAST_TO_RECOUNT_MS = 60_000;

export async function handler(_event: unknown, context: Context): Promise<void> {
  const engine = await loadPatternEngine(Object.values(settings.logins));
  const world = {
    ...state,
    hasher: createHasher(await secrets.read(PEPPER_SECRET)),
    sourceOf: createSourceOf(settings.logins, engine),
    now: Date.now,
  };
  const hasTime = (leastMs: number) => (): boolean => context.getRemainingTimeInMillis() > leastMs;
  const redrive = createRedriver({
    ...world,
    failed,
    deadLetters,
    inflate,
    ownLogGroups: new Set(settings.ownLogGroups),
    account: ACCOUNT,
    budget: createSubjectBudget(),
    hasTime: hasTime(LEAST_TO_REDRIVE_MS),
  });
  const mending = { ...world, log, hasTime: hasTime(LEAST_TO_RECOUNT_MS) };
  const recount = createRecounter(mending);
  const readBack = createBackReader({ ...mending, readBacks: createDynamoReadBacks(table) });
  const reconcile = createReconciler({
    ...mending,
    ...createDynamoCoverage(table),
    functions: createDynamoFunctions(table),
    watched: createDynamoWatch(table),
    invocations: createMetrics(ask, settings.filterName),
  });
  // Each whatever became of the others; the first that failed is told at the end.
  const failures: unknown[] = [];
  for (const [name, work] of Object.entries({
    'back-reader': readBack,
    redriver: redrive,
    recounter: recount,
    reconciler: reconcile,
    'cost-teller': createCostTeller({ ...createDynamoCoverage(table), ownUse, now: Date.now }),
  })) {
    try {
      const tally = await work();
      if (tally !== undefined) writeTally(name, tally);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}
