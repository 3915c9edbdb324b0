/** People at home: who fails where he logged in before is told later than a stranger, and a stranger as soon as ever. */
import fc from 'fast-check';
import { honest, spread } from '../attacks';
import { play, T0, type Try } from '../login-stage';
import { many } from '../minutes';
import { onlyStrangers } from '../../../core/detect/at-home';
import { loginAttackRules } from '../../../core/detect/login-attack-rule';
import { createLoginDay } from '../../../core/detect/login-day';
import { loginView } from '../../../core/detect/login-view';
import type { SubjectWindow } from '../../../core/state/subject';

const OWNER = 'customer7@shop.example';
const HOME = '198.51.100.7';
const STRANGER = '203.0.113.5';

const shapeAfter = async (tries: readonly Try[]): Promise<string> => {
  const { stored } = await play([...honest(), ...tries]);
  return stored?.evidence.kind === 'login-attack' ? stored.evidence.shape : 'silent';
};

const tried = (count: number, address: string, account = OWNER) => spread(count, 10, () => ({ account, address }));

const hasty = (count: number, address: string) => spread(count, 0.5, () => ({ account: OWNER, address }));

describe('failed tries in ten minutes', () => {
  it.each<[string, readonly Try[], string]>([
    ['twelve of an owner at home', tried(12, HOME), 'silent'],
    ['twelve of a stranger', tried(12, STRANGER), 'guessing'],
    ['twelve from where somebody else is at home', tried(12, '198.51.100.8'), 'guessing'],
    ['twelve of a stranger, while the owner mistypes', [...tried(12, STRANGER), ...tried(3, HOME)], 'guessing'],
    ['eight of an owner at home, and four of a stranger', [...tried(8, HOME), ...tried(4, STRANGER)], 'silent'],
    ['thirty of an owner at home: it may be a thief', tried(30, HOME), 'guessing'],
    ['twelve in half a minute from the owner’s home: nobody types so fast', hasty(12, HOME), 'guessing'],
    [
      'twelve of one who got in from there for the first time half an hour before',
      [{ atMs: T0 - 30 * 60_000, account: OWNER, address: STRANGER, isRight: true }, ...tried(12, STRANGER)],
      'guessing',
    ],
    [
      'twelve at a household, by two who are at home',
      [...tried(6, HOME), ...tried(6, HOME, 'customer8@shop.example')],
      'silent',
    ],
  ])('%s', async (_, tries, shape) => {
    const household: Try = { atMs: T0 - 80 * 60_000, account: 'customer8@shop.example', address: HOME, isRight: true };
    expect(await shapeAfter([household, ...tries])).toBe(shape);
  });
});

describe('failed tries for hours', () => {
  const HOURS = 9 * 60;
  const inSpells = (spells: number, each: number, address: string): Try[] =>
    spread(spells, HOURS, () => ({ account: OWNER, address })).flatMap((one) =>
      many(each, (i) => ({ ...one, atMs: one.atMs + i * 20_000 })),
    );

  it.each<[string, readonly Try[], string]>([
    ['of a device at home with an old password, six spells of two', inSpells(6, 2, HOME), 'silent'],
    ['the same of a stranger', inSpells(6, 2, STRANGER), 'low-and-slow'],
    ['at home, fourteen spells of two', inSpells(14, 2, HOME), 'low-and-slow'],
  ])('%s', async (_, tries, shape) => expect(await shapeAfter(tries)).toBe(shape));
});

describe('a café, from which some get in', () => {
  const guests = (spells: readonly (readonly [tries: number, isIn: boolean])[]): Try[] =>
    spells.flatMap(([count, isIn], at) => {
      const guest = { account: `guest${at}@shop.example`, address: STRANGER };
      const fromMs = T0 + at * 2 * 3_600_000;
      return [
        ...many(count, (i) => ({ atMs: fromMs + i * 10_000, ...guest })),
        ...(isIn ? [{ atMs: fromMs + 100_000, ...guest, isRight: true }] : []),
      ];
    });

  it.each<[string, boolean, string]>([
    ['is quiet where three of five strangers who mistype give up', true, 'silent'],
    ['is told where nobody gets in', false, 'low-and-slow'],
  ])('%s', async (_, isIn, shape) => {
    const spells = [
      [1, isIn],
      [6, false],
      [1, isIn],
      [6, false],
      [6, false],
    ] as const;
    expect(await shapeAfter(guests(spells))).toBe(shape);
  });
});

describe('the tries that strangers can have made', () => {
  const WINDOW = 29_000_000;
  const ACCOUNTS = many(6, (i) => `account${i}`);

  it('are never fewer than those on accounts that are not at home, nor more than all', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...ACCOUNTS), fc.constantFrom('here', 'there')), {
          minLength: 1,
          maxLength: 40,
        }),
        fc.subarray(ACCOUNTS),
        (tries, atHome) => {
          const known = new Map(atHome.map((each) => [each, { label: each, firstSeen: new Map([['here', 1]]) }]));
          const subjectOf = (kind: 'address' | 'account', hash: string): SubjectWindow => {
            const own = tries.filter(([account, address]) => (kind === 'account' ? account : address) === hash);
            const others = [...new Set(own.map(([account, address]) => (kind === 'account' ? address : account)))];
            return {
              kind,
              hash,
              label: hash,
              failures: own.length,
              unknown: 0,
              probes: 0,
              others,
              successes: [],
              isDeclared: true,
            };
          };
          const subjects = [subjectOf('address', 'here'), ...ACCOUNTS.map((each) => subjectOf('account', each))];
          const seen = { windows: [{ window: WINDOW, subjects }], day: createLoginDay(), known };
          const source = { kind: 'login-source', name: '/shop' } as const;
          const view = loginView(source, undefined, [], WINDOW + 5, seen, loginAttackRules.default);
          const here = view.hour.find({ kind: 'address', hash: 'here' })!;
          const strange = tries.filter(([account, address]) => address === 'here' && !atHome.includes(account)).length;
          const counted = (onlyStrangers(here, view.hour, view) ?? here).tries;
          expect(counted).toBeGreaterThanOrEqual(strange);
          expect(counted).toBeLessThanOrEqual(here.tries);
        },
      ),
      { seed: 5, numRuns: 300 },
    );
  });
});
