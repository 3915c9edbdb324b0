/** The redriver in AWS: called on a schedule. */
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
import { createFailedBatches } from '../../adapters/s3';
import { loadPatternEngine } from '../../adapters/pattern-engine-loader';
import { createSecretReader } from '../../adapters/secrets';
import { loadSettings } from '../../adapters/settings-file';
import { writeTally } from '../../adapters/tally-line';
import { createSourceOf } from '../../core/login/source-of';
import { createSubjectBudget } from '../../core/subject-budget';
import { createRedriver } from './redriver';

const settings = loadSettings();
const { TABLE = '', PEPPER_SECRET = '', ACCOUNT, BUCKET = '', DEAD_LETTERS = '' } = process.env;
const secrets = createSecretReader(new SecretsManagerClient(CLIENT_LIMITS));
const state = createDynamoState(createDynamoClient(), TABLE);
const failed = createFailedBatches(new S3Client(CLIENT_LIMITS), BUCKET);
const deadLetters = createDeadLetters(new SQSClient(CLIENT_LIMITS), DEAD_LETTERS);

/** Nothing is begun when less is left: a delivery may touch thousands of buckets. */
const LEAST_MS = 60_000;

export async function handler(_event: unknown, context: Context): Promise<void> {
  const engine = await loadPatternEngine(Object.values(settings.logins));
  const redrive = createRedriver({
    ...state,
    failed,
    deadLetters,
    hasher: createHasher(await secrets.read(PEPPER_SECRET)),
    inflate,
    sourceOf: createSourceOf(settings.logins, engine),
    ownLogGroups: new Set(settings.ownLogGroups),
    account: ACCOUNT,
    budget: createSubjectBudget(),
    now: Date.now,
    hasTime: () => context.getRemainingTimeInMillis() > LEAST_MS,
  });
  writeTally('redriver', await redrive());
}
