/** The redriver in AWS: called on a schedule; recounts from the log what is not exact when it is done. */
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Context } from 'aws-lambda';
import { CLIENT_LIMITS } from '../../adapters/client-limits';
import { createDeadLetters } from '../../adapters/dead-letters';
import { createDynamoClient } from '../../adapters/dynamodb/client';
import { createDynamoState } from '../../adapters/dynamodb/state';
import { createHasher } from '../../adapters/hasher';
import { inflate } from '../../adapters/inflate';
import { createPageReader } from '../../adapters/log-events';
import { createLogReader } from '../../adapters/log-reader';
import { createFailedBatches } from '../../adapters/s3';
import { loadPatternEngine } from '../../adapters/pattern-engine-loader';
import { createSecretReader } from '../../adapters/secrets';
import { loadSettings } from '../../adapters/settings-file';
import { writeTally } from '../../adapters/tally-line';
import { createSourceOf } from '../../core/login/source-of';
import { createSubjectBudget } from '../../core/subject-budget';
import { createRecounter } from './recounter';
import { createRedriver } from './redriver';

const settings = loadSettings();
const { TABLE = '', PEPPER_SECRET = '', ACCOUNT, BUCKET = '', DEAD_LETTERS = '' } = process.env;
const secrets = createSecretReader(new SecretsManagerClient(CLIENT_LIMITS));
const state = createDynamoState(createDynamoClient(), TABLE);
const failed = createFailedBatches(new S3Client(CLIENT_LIMITS), BUCKET);
const deadLetters = createDeadLetters(new SQSClient(CLIENT_LIMITS), DEAD_LETTERS);

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
  const recount = createRecounter({ ...world, log, hasTime: hasTime(LEAST_TO_RECOUNT_MS) });
  try {
    writeTally('redriver', await redrive());
  } finally {
    writeTally('recounter', await recount());
  }
}
