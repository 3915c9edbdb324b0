/** Honest logins and attacks of each shape, as tries at times: what the tests of login attacks are told in. */
import { T0, type Try } from './login-stage';
import { many } from './minutes';

const MINUTE = 60_000;

/** So many tries, evenly over so many minutes. */
export const spread = (
  count: number,
  minutes: number,
  make: (index: number) => Omit<Try, 'atMs'>,
  fromMs = T0,
): Try[] => many(count, (i) => ({ atMs: fromMs + Math.floor((i * minutes * MINUTE) / count), ...make(i) }));

/** Customers before T0, half a minute apart; one in twelve mistypes first. */
export const honest = (hours = 1.5, untilMs = T0, shop = 0): Try[] =>
  many(hours * 120, (i) => {
    const atMs = untilMs - (hours * 120 - i) * 30_000;
    const customer = i % 90;
    const one = {
      account: `customer${customer}@shop${shop || ''}.example`,
      address: `198.51.${100 + shop}.${customer}`,
    };
    return i % 12 === 0
      ? [
          { atMs, ...one },
          { atMs: atMs + 5000, ...one, isRight: true },
        ]
      : [{ atMs, ...one, isRight: true }];
  }).flat();

export const attacks = {
  guessing: spread(20, 10, () => ({ account: 'boss@shop.example', address: '203.0.113.5' })),
  spraying: spread(45, 20, (i) => ({ account: `customer${i % 15}@shop.example`, address: '203.0.113.5' })),
  stuffing: spread(60, 10, (i) => ({
    account: `leaked${i}@mail.example`,
    address: `203.0.113.${i % 3}`,
    isUnknown: i % 4 !== 0,
  })),
  enumeration: spread(60, 10, (i) => ({ account: `user${i}`, address: '203.0.113.5', isUnknown: true })),
  distributed: spread(120, 30, (i) => ({ account: `customer${i % 12}@shop.example`, address: `203.0.113.${i % 30}` })),
  'low-and-slow': spread(15, 24 * 60, () => ({ account: 'boss@shop.example', address: '203.0.113.5' })),
  spike: spread(200, 10, () => ({})),
} as const;
