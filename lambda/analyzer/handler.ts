/** The analyzer in AWS: called with what CloudWatch Logs delivered, directly or through a Kinesis stream. */
import { createDynamoClient } from '../../adapters/dynamodb/client';
import { readDynamoSilences } from '../../adapters/dynamodb/silences';
import { createDynamoState } from '../../adapters/dynamodb/state';
import { createHasher } from '../../adapters/hasher';
import { inflate } from '../../adapters/inflate';
import { loadPatternEngine } from '../../adapters/pattern-engine-loader';
import type { SecretReader } from '../../adapters/secrets';
import { loadSettings } from '../../adapters/settings-file';
import { writeTally } from '../../adapters/tally-line';
import { createSilences } from '../../core/alert/silences';
import { createSourceOf } from '../../core/login/source-of';
import type { SourceOf } from '../../core/observe';
import { createAnalyzer } from './analyzer';

const settings = loadSettings();
const { TABLE = '', PEPPER_SECRET = '', ACCOUNT } = process.env;
const client = createDynamoClient();
const state = createDynamoState(client, TABLE);
const silences = createSilences(readDynamoSilences({ client, name: TABLE }), settings.alerts?.silences ?? [], Date.now);

let secrets: SecretReader | undefined;
let analyzer: ReturnType<typeof createAnalyzer> | undefined;

/** Loaded at the first call: one secret is read once, and a start-up need not wait for the client that reads it. */
async function loadSecrets(): Promise<SecretReader> {
  const { createSecretReader, createSecretsClient } = await import('../../adapters/secrets');
  return createSecretReader(createSecretsClient());
}

/** Loaded where settings ask for lines, which few do: its patterns are the dearest of all to compile. */
async function loadLineKeeper(sourceOf: SourceOf) {
  const [{ createLineKeeper }, { createDynamoLineSamples }] = await Promise.all([
    import('../../core/alert/line-keeper'),
    import('../../adapters/dynamodb/line-samples'),
  ]);
  return createLineKeeper(createDynamoLineSamples({ client, name: TABLE }), sourceOf, Date.now);
}

/** Made at the first call, for it needs the pepper; a secret that could not be read is asked for again by the next call. */
async function makeAnalyzer(): Promise<ReturnType<typeof createAnalyzer>> {
  secrets ??= await loadSecrets();
  const engine = await loadPatternEngine(Object.values(settings.logins));
  const sourceOf = createSourceOf(settings.logins, engine);
  return createAnalyzer({
    ...state,
    hasher: createHasher(await secrets.read(PEPPER_SECRET)),
    inflate,
    sourceOf,
    rules: settings.rules,
    overrides: settings.overrides,
    silences,
    keepLines: settings.alerts?.sampleLines ? await loadLineKeeper(sourceOf) : undefined,
    ownLogGroups: new Set(settings.ownLogGroups),
    account: ACCOUNT,
    now: Date.now,
  });
}

export async function handler(event: unknown): Promise<void> {
  analyzer ??= await makeAnalyzer();
  const tally = await analyzer(event);
  // Not a line about what is our own: where somebody subscribes us to ourselves, it would be the next thing to come.
  if (tally.own === 0 || tally.batches > 0) writeTally('analyzer', tally);
}
