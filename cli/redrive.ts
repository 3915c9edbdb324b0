/** `vigil redrive`: counts deliveries that lie in the failure bucket, at once and with an eye on it. */
import { createDynamoClient } from '../adapters/dynamodb/client';
import { createDynamoState } from '../adapters/dynamodb/state';
import { createHasher } from '../adapters/hasher';
import { inflate } from '../adapters/inflate';
import { createFailedBatches, createS3Client } from '../adapters/s3';
import { createSecretReader, createSecretsClient } from '../adapters/secrets';
import { loadPatternEngine } from '../adapters/pattern-engine-loader';
import { createSourceOf } from '../core/login/source-of';
import type { DeadLetters, FailedBatches } from '../core/redrive/ports';
import { createSubjectBudget } from '../core/subject-budget';
import { createRedriver, type RedriveTally } from '../lambda/redriver/redriver';
import { readSettings } from './read-settings';
import type { Terminal } from './terminal';

export interface RedriveOptions {
  readonly table: string;
  readonly bucket: string;
  readonly secret: string;
  /** The settings.json that synth wrote beside the redriver's code. */
  readonly settings: string;
  readonly prefix: string;
  readonly dryRun: boolean;
  readonly json: boolean;
}

/** Objects that are listed, and applied, in one go. */
const MOST = 500;

/** Gives the exit code: 1 where something could not be applied. */
export async function redriveBucket(options: RedriveOptions, terminal: Terminal): Promise<number> {
  const failed = createFailedBatches(createS3Client(), options.bucket, options.prefix);
  if (options.dryRun) return listThem(await failed.list(MOST), terminal);
  // Without them, logins that only settings can see would be removed uncounted.
  const settings = await readSettings(options.settings);
  const engine = await loadPatternEngine(Object.values(settings.logins));
  const secrets = createSecretReader(createSecretsClient());
  const redrive = createRedriver({
    ...createDynamoState(createDynamoClient(), options.table),
    failed: leavingInPlace(failed),
    deadLetters: tellingHere(terminal),
    hasher: createHasher(await secrets.read(options.secret)),
    inflate,
    sourceOf: createSourceOf(settings.logins, engine),
    ownLogGroups: new Set(settings.ownLogGroups),
    account: undefined,
    budget: createSubjectBudget(),
    now: Date.now,
    hasTime: () => true,
  });
  const tally = await redrive();
  await terminal.out(options.json ? JSON.stringify(tally) : renderTally(tally));
  return tally.failed + tally.setAside === 0 ? 0 : 1;
}

/** Whoever sits here sees what fails: nothing is moved away from under his eyes. */
const leavingInPlace = (failed: FailedBatches): FailedBatches => ({ ...failed, setAside: async (key) => key });

const tellingHere = (terminal: Terminal): DeadLetters => ({
  send: async ({ key, why }) => terminal.err(`could not apply ${key}: ${why}`),
});

async function listThem(batches: Awaited<ReturnType<FailedBatches['list']>>, terminal: Terminal): Promise<number> {
  for (const { key, storedAtMs } of batches) await terminal.out(`${new Date(storedAtMs).toISOString()}  ${key}`);
  terminal.err(`${batches.length} failed deliveries, nothing was changed`);
  return 0;
}

function renderTally(tally: RedriveTally): string {
  const left = tally.failed + tally.setAside;
  return [
    `${tally.applied} of ${tally.found} failed deliveries are counted and removed ` +
      `(${tally.counted} parts counted now, ${tally.repeated} had been counted before)`,
    ...(tally.toRecount > 0
      ? [
          `${tally.toRecount} of the parts overlap others, or came after a recount: ` +
            `the stack recounts their minutes from the log, each quarter of an hour`,
        ]
      : []),
    ...(left > 0 ? [`${left} could not be applied and lie where they were`] : []),
    ...tally.whys.map((why) => `  ${why}`),
  ].join('\n');
}
