/** A list of accounts of which many open is an attack all the same, and each of them is told; people who mistype are none. */
import { createRandom } from '../../../cli/demo/random';
import type { Alert } from '../../../core/alert/alert';
import { countFallen } from '../../../core/alert/fallen';
import { spread } from '../attacks';
import { play, T0, type Try } from '../login-stage';
import { many } from '../minutes';

const MINUTE = 60_000;
const ATTACKER = '203.0.113.66';

const customer = (i: number): Omit<Try, 'atMs'> => ({
  account: `customer${i}@shop.example`,
  address: `198.51.${100 + (i >> 8)}.${i & 255}`,
});

/** Customers at home until ten minutes after T0, one in twelve of whom mistypes first. */
const athome = (): Try[] =>
  many(800, (i) => {
    const atMs = T0 - 90 * MINUTE + i * 7_500;
    const right = { atMs: atMs + 5_000, ...customer(i), isRight: true };
    return i % 12 === 0 ? [{ atMs, ...customer(i) }, right] : [right];
  }).flat();

/** A list of which each account is tried once, from one address. */
function stuffing(tries: number, minutes: number, opens: number, seed = 1): Try[] {
  const random = createRandom(seed);
  const used = new Set<number>();
  return spread(tries, minutes, (i) => {
    const one = random.below(790);
    const isKnown = !used.has(one) && random.next() < 0.5;
    if (isKnown) used.add(one);
    const account = isKnown ? customer(one).account! : `leaked${i}@mail.example`;
    return { account, address: ATTACKER, isRight: isKnown && random.next() < opens * 2 };
  });
}

const opened = (told: readonly Alert[]) => told.filter(({ change }) => change === 'open');
const fellTo = (tries: readonly Try[]): number => tries.filter(({ isRight }) => isRight).length;

describe('a list of accounts tried from one address', () => {
  it.each<[string, number, number, number]>([
    ['of which one in twenty opens, 64 tries and 64 accounts notwithstanding', 2000, 10, 0.05],
    ['of which one in ten opens', 400, 10, 0.1],
    ['of which nearly a third opens', 300, 10, 0.3],
    ['of which a third opens, not hurried', 100, 10, 0.33],
  ])('%s, is an attack as long as it lasts, and each account is told', async (_, count, minutes, opens) => {
    const tries = stuffing(count, minutes, opens);
    const { told, stored } = await play([...athome(), ...tries], { untilMs: T0 + 40 * MINUTE });
    expect(opened(told)).toHaveLength(1);
    expect(opened(told)[0]!.changedAtMs).toBeLessThan(T0 + 7 * MINUTE);
    const ends = told.filter(({ change }) => change === 'resolve');
    expect(ends).toHaveLength(1);
    expect(ends[0]!.changedAtMs).toBeGreaterThan(T0 + minutes * MINUTE);
    expect(stored?.addresses).toMatchObject([{ address: ATTACKER, advice: 'block' }]);
    expect(countFallen(stored!)).toBe(fellTo(tries));
    expect(stored?.toCheck ?? []).toEqual([]);
  });
});

it('tells each account that opens, more than an address has room for, those that never logged in before among them', async () => {
  const tries = spread(400, 10, (i) => ({ account: `new${i}@shop.example`, address: ATTACKER, isRight: i % 4 === 3 }));
  const { stored } = await play([...athome(), ...tries]);
  expect(countFallen(stored!)).toBe(100);
});

describe('people behind one address', () => {
  /** `mistype` of them at first, half of these again; `leave` of those do not come back. */
  function people(count: number, minutes: number, mistype: number, leave: number, address = '192.0.2.1'): Try[] {
    const random = createRandom(7);
    return many(count, (i) => {
      const tries: Try[] = [];
      let atMs = T0 + Math.floor(random.next() * minutes * MINUTE);
      const who = { account: `pupil${i}@school.example`, address };
      if (random.next() < mistype) {
        do tries.push({ atMs, ...who });
        while (((atMs += 5_000 + random.below(15_000)), random.next() < 0.5));
        if (random.next() < leave) return tries;
      }
      return [...tries, { atMs, ...who, isRight: true }];
    }).flat();
  }

  it.each<[string, Try[]]>([
    ['a school at nine on its first day, where a third mistypes', people(400, 30, 0.33, 0.1)],
    ['a class of 200 in two minutes', people(200, 2, 0.33, 0.1)],
    ['a school of 1,500 in twenty minutes, more than are listed', people(1500, 20, 0.3, 0.1)],
    ['an office on the day of new passwords, where a third gives up', people(300, 60, 0.5, 0.33)],
  ])('%s, with nothing known: nothing', async (_, tries) => expect((await play(tries)).told).toEqual([]));

  it.each<[string, Try[]]>([
    ['a school at nine on its first day, where a third mistypes', people(400, 30, 0.33, 0.1)],
    ['an office on the day of new passwords, where a third gives up', people(300, 60, 0.5, 0.33)],
  ])('%s, beside others: nothing', async (_, tries) => expect((await play([...athome(), ...tries])).told).toEqual([]));

  it('get in under another name than they fail under, as the log has it: nothing', async () => {
    const tries = people(300, 30, 0.3, 0.1).map((each) =>
      each.isRight ? { ...each, account: `id-of-${each.account}` } : each,
    );
    expect((await play([...athome().filter(({ isRight }) => isRight), ...tries])).told).toEqual([]);
  });
});
