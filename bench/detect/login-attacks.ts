/** Plants attacks on a login source: each shape at its size, from a few addresses or many, some with accounts that fall. */
import type { Random } from '../../cli/demo/random';
import { MINUTE_MS } from '../../core/state/minute';
import { moments } from './draws';
import type { Incident, LoginTrouble, Size } from './incident';
import { addressOf, userName, type LoginTry, type Sees } from './login-try';
import type { Family, SourceProfile } from './source-profile';

export interface LoginAttack extends Incident {
  readonly trouble: LoginTrouble;
  readonly tries: readonly LoginTry[];
}

interface Shape {
  readonly minutes: number;
  readonly tries: number;
  readonly accounts: number;
  readonly addresses: number;
  /** Share of the accounts that exist. */
  readonly known: number;
}

const NET = 193;
/** Share of attacks in which accounts fall, and the most of them. */
const HITS = 0.4;
const MOST_FALLEN = 3;
/** Of a fresh list many open, nearly from its beginning: half of it are accounts that exist. */
const FRESH: Partial<Record<Size, number>> = { 3: 30, 10: 100 };
const FRESH_KNOWN = 0.5;

export function planAttack(
  trouble: LoginTrouble,
  size: Size,
  startMs: number,
  { users, sees }: SourceProfile,
  family: Family,
  random: Random,
): LoginAttack {
  const shape = SHAPES[trouble](size, random);
  const lengthMs = shape.minutes * MINUTE_MS * (family === 'tuned' ? 1 : random.between(0.7, 1.2));
  const first = random.below(1 << 22);
  const falls = random.next() < HITS ? fallsOf(trouble, size, random) : 0;
  const known = falls > MOST_FALLEN ? FRESH_KNOWN : shape.known;
  const accounts = Array.from({ length: shape.accounts }, (_, index) =>
    random.next() < known
      ? { name: userName(random.below(users)), exists: true }
      : { name: `leaked${first + index}@mail.example`, exists: false },
  );
  // No tuning looked at one that begins in haste and peters out.
  const haste = family === 'tuned' ? 1 : random.between(1, 1.7);
  const at = moments(random, 0, 1, shape.tries).map((share) => startMs + share ** haste * lengthMs);
  const tries = at.map((atMs, index): LoginTry => {
    // One round of all accounts after the other, each address in turn.
    const { name, exists } = accounts[index % accounts.length]!;
    const address = addressOf(NET, first + (index % shape.addresses));
    const result = exists ? 'wrong-password' : 'no-such-account';
    return { atMs: Math.floor(atMs), account: name, address, result, isPlanted: true };
  });
  const fallen = fall(tries, falls, random);
  return {
    trouble,
    size,
    startMs,
    endMs: tries.at(-1)!.atMs,
    knowableMs: tries[knowableAt(trouble, tries, sees)]!.atMs,
    // Who got in where is not to be seen in lines that name one of both.
    fallen: sees === 'both' ? fallen : 0,
    sees,
    addresses: new Set(tries.map(({ address }) => address)),
    tries,
  };
}

/** What a size of 1 means is told by `PLANTED`; a larger one has as many times the tries, and accounts or addresses. */
const SHAPES: Record<LoginTrouble, (size: Size, random: Random) => Shape> = {
  guessing: (size, random) => ({
    minutes: 10,
    tries: 20 * size,
    accounts: 1,
    addresses: random.pick([1, 1, 2] as const),
    known: 1,
  }),
  spraying: (size, random) => ({
    minutes: 20,
    tries: 15 * size * 3,
    accounts: 15 * size,
    addresses: random.pick([1, 1, 2] as const),
    known: random.between(0.6, 1),
  }),
  'credential-stuffing': (size, random) => ({
    minutes: 10,
    tries: 60 * size,
    accounts: 60 * size,
    addresses: random.pick([1, 2, 5] as const),
    known: random.between(0.1, 0.4),
  }),
  distributed: (size, random) => {
    const accounts = random.pick([1, 6, 24] as const);
    // Who is after one account knows that it exists.
    const known = accounts === 1 ? 1 : random.between(0.6, 1);
    return { minutes: 30, tries: 30 * size * 4, accounts, addresses: 30 * size, known };
  },
  'low-and-slow': (size, random) => ({
    minutes: 24 * 60,
    tries: 15 * size,
    accounts: random.pick([1, 3] as const),
    addresses: 1,
    known: 1,
  }),
};

const fallsOf = (trouble: LoginTrouble, size: Size, random: Random): number =>
  (trouble === 'credential-stuffing' ? FRESH[size] : undefined) ?? 1 + random.below(MOST_FALLEN);

/** Lets some tries on accounts that exist succeed, late in the attack where they are few. @returns how many accounts fell */
function fall(tries: LoginTry[], wanted: number, random: Random): number {
  const from = tries.length * (wanted > MOST_FALLEN ? 0.1 : 0.5);
  const late = tries.flatMap(({ result }, index) => (result === 'wrong-password' && index >= from ? [index] : []));
  const fallen = new Set<string>();
  for (let count = 0; count < wanted && late.length > 0; count += 1) {
    const [index = 0] = late.splice(random.below(late.length), 1);
    tries[index] = { ...tries[index]!, result: 'in' };
    fallen.add(tries[index].account);
  }
  return fallen.size;
}

function knowableAt(trouble: LoginTrouble, tries: readonly LoginTry[], sees: Sees): number {
  const isEnough = ENOUGH[trouble];
  const accounts = new Map<string, number>();
  const addresses = new Set<string>();
  const index = tries.findIndex(({ account, address, result }, at) => {
    if (result === 'in') return false;
    const onOne = (accounts.get(account) ?? 0) + 1;
    accounts.set(account, onOne);
    addresses.add(address);
    // Where nothing but its account ties one try in a day to the next, those on others are other people's.
    const isApart = sees === 'account' && trouble === 'low-and-slow';
    return isEnough(isApart ? onOne : at + 1, accounts.size, addresses.size);
  });
  return index === -1 ? tries.length - 1 : index;
}

const ENOUGH: Record<LoginTrouble, (tries: number, accounts: number, addresses: number) => boolean> = {
  guessing: (tries) => tries >= 5,
  spraying: (_, accounts) => accounts >= 5,
  'credential-stuffing': (_, accounts) => accounts >= 10,
  distributed: (tries, _, addresses) => tries >= 10 && addresses >= 5,
  'low-and-slow': (tries) => tries >= 10,
};
