/** Shows what is asked of CloudWatch's metrics and how its answers are read. */
import { createMetrics } from '../../adapters/metrics';

const HOUR_MS = 3_600_000;
const FROM = Date.parse('2026-11-20T12:00:00Z');

function stage(...pages: object[]) {
  const asked: { operation: string; input: { MetricDataQueries: { Id: string }[]; NextToken?: string } }[] = [];
  const metrics = createMetrics(async (operation, input) => {
    asked.push({ operation, input: input as never });
    return pages.shift() ?? {};
  }, 'vigil-Vigil');
  return { asked, metrics };
}

it('reads the calls of each function by minute, page after page', async () => {
  const at = FROM / 1000;
  const { asked, metrics } = stage(
    { MetricDataResults: [{ Id: 'f0', Label: 'a', Timestamps: [at], Values: [3] }], NextToken: 'more' },
    {
      MetricDataResults: [
        { Id: 'f0', Label: 'a', Timestamps: [at + 60], Values: [4] },
        { Id: 'f1', Label: 'b', Timestamps: [], Values: [] },
        { Id: 'f1' },
      ],
    },
  );
  const calls = await metrics.read(['a', 'b'], FROM, FROM + HOUR_MS, 60_000);
  expect([...(calls.get('a') ?? [])]).toEqual([
    [FROM, 3],
    [FROM + 60_000, 4],
  ]);
  expect(asked.map(({ input }) => input.NextToken)).toEqual([undefined, 'more']);
  expect(asked[0]).toMatchObject({
    operation: 'GetMetricData',
    input: {
      StartTime: at,
      EndTime: at + 3_600,
      MetricDataQueries: [
        {
          Id: 'f0',
          MetricStat: {
            Metric: {
              Namespace: 'AWS/Lambda',
              MetricName: 'Invocations',
              Dimensions: [{ Name: 'FunctionName', Value: 'a' }],
            },
            Period: 60,
            Stat: 'Sum',
          },
        },
        { Id: 'f1' },
      ],
    },
  });
});

it('asks for 500 functions at a time', async () => {
  const { asked, metrics } = stage();
  await metrics.read(
    Array.from({ length: 501 }, (_, index) => `f${index}`),
    FROM,
    FROM + HOUR_MS,
    60_000,
  );
  expect(asked.map(({ input }) => input.MetricDataQueries.length)).toEqual([500, 1]);
});

it('reads how many deliveries of our filter were given up, by log group', async () => {
  const Timestamps = [FROM / 1000, FROM / 1000 + 3_600];
  const { asked, metrics } = stage({
    MetricDataResults: [{ Id: 'errors', Label: '/aws/lambda/a', Timestamps, Values: [380, 0] }],
  });
  expect(await metrics.readDeliveryErrors(FROM, FROM + 2 * HOUR_MS)).toEqual([
    { logGroup: '/aws/lambda/a', fromMs: FROM, toMs: FROM + HOUR_MS, errors: 380 },
  ]);
  expect(asked[0]?.input.MetricDataQueries[0]).toMatchObject({
    Expression: expect.stringContaining('FilterName="vigil-Vigil"'),
  });
});
