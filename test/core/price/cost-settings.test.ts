import { checkCosts } from '../../../core/price/cost-settings';

it.each([
  ['nothing', undefined],
  ['an empty object', {}],
  ["a function's architecture", { functions: { checkout: { architecture: 'arm64', memoryMb: 512 } } }],
  [
    'all there is',
    {
      prices: {
        usdPerMillionRequests: 0.1,
        usdPerGbSecond: { x86_64: 0.00001, arm64: 0.000008 },
        gbSecondsPerMonth: 7e9,
      },
      functions: {
        'big-1': { packageType: 'Image', ephemeralMb: 10_240, onManagedInstances: false, provisionedConcurrency: 3 },
      },
    },
  ],
])('takes %s', (_, costs) => {
  expect(checkCosts(costs)).toEqual({ costs, faults: [] });
});

it.each<[string, unknown, string[]]>([
  [
    'a text',
    'cheap',
    ['costs must be an object such as { functions: { checkout: { architecture: "arm64" } } }, got "cheap"'],
  ],
  ['an unknown key', { price: {} }, ['costs.price is no setting; there are prices, functions']],
  [
    'an architecture that is none',
    { functions: { checkout: { architecture: 'arm' } } },
    ['costs.functions.checkout.architecture must be "x86_64" or "arm64", got "arm"'],
  ],
  [
    'a price in the wrong unit',
    { prices: { usdPerGbSecond: { arm64: 13.3334 } } },
    ['costs.prices.usdPerGbSecond.arm64 must be a number from 0 to 1, got 13.3334'],
  ],
  [
    'a list of functions',
    { functions: ['checkout'] },
    [`costs.functions must be an object by function's name, got ["checkout"]`],
  ],
  [
    'two slips at once',
    { functions: { 'a b': { memoryMb: 64 } } },
    [
      `costs.functions has "a b", which is no function's name such as checkout`,
      'costs.functions.a b.memoryMb must be a number from 128 to 32768, got 64',
    ],
  ],
  [
    'prices that are none',
    { prices: 3, functions: {} },
    ['costs.prices must be an object with usdPerMillionRequests, usdPerGbSecond, gbSecondsPerMonth, got 3'],
  ],
])('refuses %s', (_, given, faults) => {
  expect(checkCosts(given)).toEqual({ costs: undefined, faults });
});
