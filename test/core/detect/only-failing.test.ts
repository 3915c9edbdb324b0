/** A log that holds failed logins alone, with an office behind one address: its people are left alone, and attacks are found. */
import { attacks } from '../attacks';
import { play, T0, type Try } from '../login-stage';
import { many } from '../minutes';

const HOUR = 60 * 60_000;
const OFFICE = '198.51.100.5';

/** Two working days before T0 and the same day's morning: each three minutes somebody of the office mistypes, some again at once. */
const office = (): Try[] =>
  [48, 24, 0].flatMap((hoursAgo) =>
    many(hoursAgo === 0 ? 80 : 160, (i) => {
      const atMs = T0 - hoursAgo * HOUR - (hoursAgo === 0 ? 4 : 0) * HOUR + i * 3 * 60_000;
      const one = { account: `clerk${(i * 7) % 300}@office.example`, address: OFFICE };
      return i % 3 === 0
        ? [
            { atMs, ...one },
            { atMs: atMs + 7000, ...one },
          ]
        : [{ atMs, ...one }];
    }).flat(),
  );

/** Others of the public, each from a home of their own. */
const others = (): Try[] =>
  many(56 * 20, (i) => ({
    atMs: T0 - 56 * HOUR + i * 3 * 60_000 + 20_000,
    account: `customer${(i * 31) % 900}@shop.example`,
    address: `203.0.${(i * 31) % 200}.${i % 250}`,
  }));

const failed = (list: readonly Try[]): Try[] => list.filter(({ isRight }) => isRight !== true);

it('its people are not told of', async () => {
  const { told } = await play([...office(), ...others()]);
  expect(told).toEqual([]);
});

it.each(['guessing', 'spraying', 'stuffing', 'enumeration', 'distributed'] as const)(
  'beside them %s is found',
  async (shape) => {
    const { stored } = await play([...office(), ...others(), ...failed(attacks[shape])]);
    expect(stored?.evidence).toMatchObject({ shape, blindTo: ['successes'] });
  },
);

it('a list tried from their own address is found where it is louder than they ever were', async () => {
  const list = many(120, (i) => ({
    atMs: T0 + i * 5000,
    account: `leaked${i}@mail.example`,
    address: OFFICE,
    isUnknown: i % 3 === 0,
  }));
  const { stored } = await play([...office(), ...others(), ...list]);
  expect(stored?.addresses).toMatchObject([{ address: OFFICE }]);
});
