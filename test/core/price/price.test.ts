/** Holds prices to examples worked by hand, to the published list, and to laws. */
import fc from 'fast-check';
import { costOf, readyUsdPerHour, type PricedBy } from '../../../core/price';
import { HOME, LIST_PRICES } from '../../../core/price/list-prices';
import { COUNTER } from '../../../core/state/counters';

const SEED = 20_260_919;

const sums = (calls: number, billedMs?: number, memoryMb = 128): Map<string, number> =>
  new Map([
    [COUNTER.calls, calls],
    ...(billedMs === undefined
      ? []
      : ([
          [COUNTER.billedMs, billedMs],
          [COUNTER.billedMbMs, billedMs * memoryMb],
        ] as const)),
  ]);

const known = { provisionedConcurrency: 0, ephemeralMb: 512 } as const;
const home: PricedBy = { region: 'us-east-1', architecture: 'x86_64', ...known };

describe('examples worked by hand', () => {
  it.each<[string, Map<string, number>, PricedBy, number]>([
    // 3 M × 120 ms × 1.5 GB = 540,000 GB-s × 0.0000166667 = 9.000018, and 0.60 for requests.
    ['three million calls of 120 ms with 1,536 MB', sums(3e6, 3e6 * 120, 1536), home, 9.600018],
    ['the same on arm64', sums(3e6, 3e6 * 120, 1536), { ...home, architecture: 'arm64' }, 7.800036],
    // 1 M × 100 ms × 128 MB = 12,500 GB-s.
    ['a million short calls', sums(1e6, 1e8), home, 0.2 + 12_500 * 0.0000166667],
    ['… in Cape Town', sums(1e6, 1e8), { ...home, region: 'af-south-1' }, 0.27 + 12_500 * 0.0000221],
    [
      '… in Hong Kong on arm64',
      sums(1e6, 1e8),
      { ...home, region: 'ap-east-1', architecture: 'arm64' },
      0.28 + 12_500 * 0.0000183,
    ],
    ['… in Milan', sums(1e6, 1e8), { ...home, region: 'eu-south-1' }, 0.23 + 12_500 * 0.0000195172],
    [
      '… in the Emirates on arm64',
      sums(1e6, 1e8),
      { ...home, region: 'me-central-1', architecture: 'arm64' },
      0.25 + 12_500 * 0.0000165334,
    ],
    ['… in Zurich', sums(1e6, 1e8), { ...home, region: 'eu-central-2' }, 0.22 + 12_500 * 0.0000183334],
    ['… in Tel Aviv', sums(1e6, 1e8), { ...home, region: 'il-central-1' }, 0.21 + 12_500 * 0.0000175],
    ['no calls', new Map(), home, 0],
    // 10,240 MB are 9.5 GB above what is free: 1,000 s × 9.5 × 0.0000000309.
    ['ten GB of /tmp', sums(0, 1e6, 0), { ...home, ephemeralMb: 10_240 }, 0.00029355],
    [
      'provisioned concurrency that runs',
      sums(1e6, 1e8),
      { ...home, provisionedConcurrency: 5 },
      0.2 + 12_500 * 0.0000097222,
    ],
    ['Managed Instances: requests alone', sums(1e6, 1e8), { ...home, onManagedInstances: true }, 0.2],
    [
      "a contract's prices",
      sums(1e6, 1e8),
      { ...home, prices: { usdPerGbSecond: { x86_64: 0.00001 }, usdPerMillionRequests: 0.1 } },
      0.225,
    ],
    ['the second tier', sums(0, 1e8), { ...home, prices: { gbSecondsPerMonth: 6e9 } }, 12_500 * 0.000015],
    [
      'the third tier on arm64',
      sums(0, 1e8),
      { ...home, architecture: 'arm64', prices: { gbSecondsPerMonth: 2e10 } },
      12_500 * 0.0000106667,
    ],
  ])('%s', (_, counters, by, usd) => {
    expect(costOf(counters, by).usd).toBeCloseTo(usd, 8);
  });

  it('prices what stands ready by the hour', () => {
    // 10 × 1 GB × 3,600 s × 0.0000041667
    expect(readyUsdPerHour({ provisionedConcurrency: 10, memoryMb: 1024, architecture: 'x86_64' })).toBeCloseTo(
      0.15,
      5,
    );
    expect(readyUsdPerHour({ provisionedConcurrency: 10 })).toBeUndefined();
    expect(readyUsdPerHour({ memoryMb: 1024 })).toBeUndefined();
  });
});

describe('says what it assumed', () => {
  const told = (by: PricedBy, counters = sums(1, 1)) => costOf(counters, by).assumed.join('; ');

  it.each<[string, PricedBy, string]>([
    ['of which Region and month the prices are', home, 'list prices of us-east-1, 2026-09, without free tier'],
    [
      'that a Region is not in the table',
      { ...home, region: 'xx-new-1' },
      'us-east-1 (those of xx-new-1 are not known)',
    ],
    ['that the Region is not known', { ...home, region: undefined }, 'us-east-1 (the Region is not known)'],
    ['the architecture', { region: 'us-east-1' }, 'x86_64, for the architecture is not known'],
    [
      "another architecture's price",
      { ...home, region: 'il-central-1', architecture: 'arm64' },
      "x86_64's price, for arm64's in il-central-1 is not known",
    ],
    [
      'how much /tmp and what stands ready',
      { region: 'us-east-1' },
      'no provisioned concurrency; 512 MB of ephemeral storage',
    ],
    ['that instances are paid for elsewhere', { ...home, onManagedInstances: true }, 'Managed Instances'],
    [
      'what provisioned concurrency costs besides',
      { ...home, provisionedConcurrency: 10, memoryMb: 1024 },
      '($0.15 an hour) is not in it',
    ],
    [
      'that prices are your own',
      { ...home, prices: { usdPerGbSecond: { x86_64: 1 }, usdPerMillionRequests: 1 } },
      'your own prices, without free tier',
    ],
  ])('%s', (_, by, words) => {
    expect(told(by)).toContain(words);
  });

  it('only what it did assume', () => {
    expect(costOf(sums(1, 1), home).assumed).toEqual(['list prices of us-east-1, 2026-09, without free tier']);
    expect(told({ ...home, onManagedInstances: true, architecture: undefined })).not.toContain('x86_64');
  });

  it('where the log does not say what was billed', () => {
    expect(told(home, sums(5))).toContain('only requests are priced');
    expect(told(home, sums(0))).not.toContain('only requests are priced');
  });
});

describe('laws', () => {
  const region = fc.constantFrom(...LIST_PRICES.keys(), 'xx-new-1', undefined);
  const by: fc.Arbitrary<PricedBy> = fc.record(
    {
      region,
      architecture: fc.constantFrom('x86_64' as const, 'arm64' as const),
      ephemeralMb: fc.integer({ min: 512, max: 10_240 }),
      onManagedInstances: fc.boolean(),
      provisionedConcurrency: fc.integer({ min: 0, max: 10 }),
      prices: fc.record({ gbSecondsPerMonth: fc.double({ min: 0, max: 1e11, noNaN: true }) }),
    },
    { requiredKeys: ['region'] },
  );
  const counters = fc
    .tuple(fc.nat(1e6), fc.option(fc.nat(1e9), { nil: undefined }), fc.integer({ min: 128, max: 10_240 }))
    .map(([calls, billedMs, memoryMb]) => sums(calls, billedMs, memoryMb));
  const add = (one: Map<string, number>, other: Map<string, number>) =>
    new Map([...one.keys(), ...other.keys()].map((name) => [name, (one.get(name) ?? 0) + (other.get(name) ?? 0)]));

  it('the cost of a sum is the sum of the costs', () =>
    fc.assert(
      fc.property(counters, counters, by, (one, other, priced) => {
        const apart = costOf(one, priced).usd + costOf(other, priced).usd;
        expect(Math.abs(costOf(add(one, other), priced).usd - apart)).toBeLessThanOrEqual(1e-12 + apart * 1e-12);
      }),
      { seed: SEED },
    ));

  it('more never costs less, and nothing costs nothing', () =>
    fc.assert(
      fc.property(counters, counters, by, (one, other, priced) => {
        const { usd } = costOf(one, priced);
        expect(usd).toBeGreaterThanOrEqual(0);
        expect(costOf(add(one, other), priced).usd).toBeGreaterThanOrEqual(usd);
        expect(costOf(new Map(), priced).usd).toBe(0);
      }),
      { seed: SEED },
    ));

  it('is the sum of its parts, and finite', () =>
    fc.assert(
      fc.property(counters, by, (one, priced) => {
        const { usd, requestsUsd, computeUsd, ephemeralUsd } = costOf(one, priced);
        expect(usd).toBe(requestsUsd + computeUsd + ephemeralUsd);
        expect(Number.isFinite(usd)).toBe(true);
      }),
      { seed: SEED },
    ));
});

it('has tiers that grow cheaper and end nowhere, and arm64 below x86_64', () => {
  expect(LIST_PRICES.has(HOME)).toBe(true);
  for (const { compute } of LIST_PRICES.values()) {
    for (const tiers of Object.values(compute)) {
      expect(tiers.at(-1)?.toGbSeconds).toBe(Infinity);
      const prices = tiers.map(({ usdPerGbSecond }) => usdPerGbSecond);
      expect(prices).toEqual(prices.toSorted((one, other) => other - one));
    }
    const [x86, arm] = [compute.x86_64?.[0], compute.arm64?.[0]];
    if (x86 && arm) expect(arm.usdPerGbSecond / x86.usdPerGbSecond).toBeCloseTo(0.8, 2);
  }
});
