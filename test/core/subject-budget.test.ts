import { createHasher } from '../../adapters/hasher';
import { createMemory } from '../../adapters/memory';
import { countBatches } from '../../core/count-batches';
import { createShards } from '../../core/shards';
import { createMemoryShards } from '../../adapters/memory/shards';
import { hashSubjects } from '../../core/hash-login';
import { emptyLoginMinute, emptyTries, type LoginMinute } from '../../core/observe-login';
import type { SubjectStore } from '../../core/ports';
import { MINUTE_MS, minuteOf } from '../../core/state/minute';
import { SUBJECT_CAP } from '../../core/state/subject';
import { createSubjectBudget, MOST_TOUCHES } from '../../core/subject-budget';
import { delivery, failedLogin } from './deliveries';
import { login, many } from './minutes';

const T0 = Date.parse('2026-11-20T14:00:00Z');
const hasher = createHasher('pepper of the tests');
const ATTACKER = '192.0.2.66';

const minuteWith = (minute: number, tries: readonly (readonly [address: string, event: string])[]): LoginMinute => {
  const addresses: LoginMinute['addresses'] = new Map();
  for (const [address, event] of tries) {
    const held = addresses.get(address) ?? emptyTries();
    held.failures.push(event);
    held.others.push(event);
    addresses.set(address, held);
  }
  const failures = tries.length;
  return { ...emptyLoginMinute(login, minute), attempts: failures, failures, addresses };
};

const addressOf = (n: number): string => `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`;

describe('the budget for addresses', () => {
  it('gives every address an item in quiet times', () => {
    const budget = createSubjectBudget();
    const quiet = minuteWith(
      minuteOf(T0),
      many(40, (i) => [addressOf(i), `e${i}`] as const),
    );
    expect(budget.choose([quiet])[0]!.addresses).toEqual(quiet.addresses);
  });

  it('finds one who tries 300 times among a million names from a million addresses, with few items', async () => {
    const budget = createSubjectBudget();
    const { subjects } = createMemory();
    const items = new Set<string>();
    let most = 0;
    for (let invocation = 0; invocation < 1000; invocation += 1) {
      const minute = minuteOf(T0) + Math.floor(invocation / 100);
      const tries = many(1000, (i) => [addressOf(invocation * 1000 + i), `n${invocation} ${i}`] as const);
      // Three tries in each ten deliveries: in none of them does he stand out.
      const his = invocation % 10 < 3 ? [[ATTACKER, `his ${invocation}`] as const] : [];
      const chosen = budget.choose([minuteWith(minute, [...tries, ...his])]);
      const touches = chosen.flatMap((each) => hashSubjects(each, hasher));
      most = Math.max(most, touches.length);
      for (const touch of touches) {
        items.add(touch.hash);
        await subjects.touch(touch);
      }
    }
    const held = await subjects.list(login, minuteOf(T0));
    expect(held.find(({ label }) => label === ATTACKER)?.failures).toBe(SUBJECT_CAP);
    expect(held.filter(({ failures }) => failures >= 10)).toHaveLength(1);
    expect(most).toBeLessThanOrEqual(MOST_TOUCHES);
    expect(items.size).toBeLessThan(3000);
  }, 30_000);

  it.each([
    [
      'one delivery of many minutes',
      [
        many(20, (i) => [
          ...many(300, (j) => [T0 + i * MINUTE_MS, failedLogin(`u${i}-${j}`, addressOf(i * 300 + j))] as const),
        ]).flat(),
      ],
    ],
    [
      'many deliveries at once',
      many(20, (i) => many(300, (j) => [T0, failedLogin(`u${i}-${j}`, addressOf(i * 300 + j))] as const)),
    ],
  ])('makes at most 256 items for %s', async (_, batches) => {
    const { touched, count } = stage();
    await count(batches.map((lines) => delivery('/aws/lambda/login', lines)));
    expect(touched.length).toBeGreaterThan(50);
    expect(touched.length).toBeLessThanOrEqual(MOST_TOUCHES);
  });

  it('asks no more for an address that is full, unless it tries another account', async () => {
    const { touched, count } = stage();
    const tries = (account: string) => [
      delivery(
        '/aws/lambda/login',
        many(40, () => [T0, failedLogin(account, ATTACKER)] as const),
      ),
    ];
    for (let i = 0; i < 50; i += 1) await count(tries('root'));
    expect(touched.length).toBeLessThanOrEqual(8);
    await count(tries('admin'));
    expect(touched.slice(-2)).toEqual([ATTACKER, 'a***']);
    expect(touched.length).toBeLessThanOrEqual(10);
  });

  it('forgets a window that is long over', () => {
    const budget = createSubjectBudget();
    const at = (minute: number) =>
      budget.choose([
        minuteWith(
          minute,
          many(256, (i) => [addressOf(minute * 256 + i), 'e'] as const),
        ),
      ]);
    at(minuteOf(T0));
    for (let window = 1; window <= 3; window += 1) at(minuteOf(T0) + window * 10);
    expect(at(minuteOf(T0))[0]!.addresses.size).toBe(64);
  });
});

function stage() {
  const memory = createMemory();
  const touched: string[] = [];
  const subjects: SubjectStore = {
    ...memory.subjects,
    touch: async (touch) => {
      touched.push(touch.label);
      return memory.subjects.touch(touch);
    },
  };
  const now = () => T0 + 30 * MINUTE_MS;
  const world = {
    ...memory,
    subjects,
    hasher,
    now,
    budget: createSubjectBudget(),
    shards: createShards(createMemoryShards(), now),
  };
  return { touched, count: (batches: Parameters<typeof countBatches>[0]) => countBatches(batches, world) };
}
