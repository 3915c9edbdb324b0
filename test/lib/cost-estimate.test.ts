/** Shows what synth says of Vigil's cost, and that it follows from the template and the limits. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { DEFAULT_CEILING } from '../../lib/ceiling';
import { estimateCost, renderEstimate } from '../../lib/cost-estimate';
import { VigilStack } from '../../lib/vigil-stack';
import { makeApp, PLAIN } from './made-stack';

const of = { alarms: 20, hasDashboard: true, secrets: 1, ceiling: DEFAULT_CEILING, analyzerMemoryMb: 512 };

it('adds up what stands there anyway', () => {
  expect(estimateCost(of).fixedUsdPerMonth).toBeCloseTo(2 + 3 + 0.4 + 0.576, 2);
  expect(estimateCost({ ...of, hasDashboard: false, alarms: 0 }).fixedUsdPerMonth).toBeCloseTo(0.976, 2);
});

it('says the most there can be: every limit reached, all day', () => {
  expect(estimateCost(of).mostUsdPerDay).toBeCloseTo(54 + 10.8 + 5.76, 1);
  const small = { ...DEFAULT_CEILING, concurrency: 1, writesPerSecond: 10, readsPerSecond: 10 };
  expect(estimateCost({ ...of, ceiling: small }).mostUsdPerDay).toBeCloseTo(0.54 + 0.108 + 0.576, 2);
});

it.each([
  [
    'the limits there are',
    {},
    /^costs some \$\d+\.\d\d a month, and \$0\.06 to \$1\.20 for each million.*at most \$71 a day/,
  ],
  [
    'limits of the app’s own',
    { limits: { concurrency: 1, writesPerSecond: 10, readsPerSecond: 10 } },
    /at most \$2 a day/,
  ],
])('is told at synth with %s', (_, props, words) => {
  const stack = new VigilStack(makeApp('without bundles'), 'Vigil', { ...PLAIN, ...props });
  const told = Annotations.fromStack(stack).findInfo('*', Match.anyValue());
  expect(told.map(({ entry }) => entry.data)).toEqual([expect.stringMatching(words)]);
});

it('is what the README says of a normal day', () => {
  const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');
  const [, cents, usd] = /A normal day costs some (\d+) cents: \$(\d+) a month/.exec(readme) ?? [];
  const stack = new VigilStack(makeApp('without bundles'), 'Vigil', PLAIN);
  const [told] = Annotations.fromStack(stack).findInfo('*', Match.anyValue());
  const perMonth = Number(/some \$([\d.]+) a month/.exec(JSON.stringify(told?.entry.data))?.[1]);
  expect([Math.round((perMonth / 30.4) * 100), Math.round(perMonth)]).toEqual([Number(cents), Number(usd)]);
});

it('is one sentence', () => {
  expect(renderEstimate({ fixedUsdPerMonth: 5.976, mostUsdPerDay: 70.56 })).toMatch(/^costs some \$5\.98 a month.*\)$/);
});
