/** A small case of the fault suite; the whole of it is `npm run faults`. */
import { chooseDynamo, startDynamo, type DynamoServer } from '../contracts/dynamodb-server';
import { runSeed } from './run-seed';
import { isExact } from './tell-runs';

jest.setTimeout(120_000);

const { product, why } = chooseDynamo();
if (product !== 'DynamoDB Local') process.stdout.write(`SKIPPED the small fault suite: ${why}\n`);

(product === 'DynamoDB Local' ? describe : describe.skip)('under faults', () => {
  let server: DynamoServer;
  beforeAll(async () => {
    server = await startDynamo(product);
  }, 60_000);
  afterAll(() => server.stop());

  it('loses nothing and counts nothing twice', async () => {
    const { verdicts, unexplained } = await runSeed({ seed: 1, batches: 20, workers: 8 }, server);
    expect({ ...verdicts, unexplained }).toMatchObject({ lost: 0, 'counted twice': 0, unexplained: [] });
    expect(verdicts.exact).toBeGreaterThan(60);
  });

  it.each(['a bare ADD', 'a marker written first'] as const)('finds out %s', async (control) => {
    const { verdicts } = await runSeed({ seed: 1, batches: 30, workers: 8, control }, server);
    expect(isExact(verdicts)).toBe(false);
  });
});
