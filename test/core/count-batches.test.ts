import fc from 'fast-check';
import { createHasher } from '../../adapters/hasher';
import { createMemory, type Memory } from '../../adapters/memory';
import { countBatches } from '../../core/count-batches';
import type { LogBatch } from '../../core/log/batch';
import { COUNTER, SKETCH } from '../../core/state/counters';
import { estimateDistinct } from '../../core/state/distinct';
import { minuteOf } from '../../core/state/minute';
import { createSubjectBudget } from '../../core/subject-budget';
import { delivery, failedLogin, goodLogin, report, requestId } from './deliveries';
import { checkout, login, many } from './minutes';

const T0 = Date.parse('2026-11-20T14:00:00Z');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const hasher = createHasher('pepper of the tests');

const worldOf = (memory: Memory, nowMs = T0 + 5 * MINUTE) => ({
  ...memory,
  hasher,
  now: () => nowMs,
  budget: createSubjectBudget(),
});

async function totals(memory: Memory) {
  const [from, to] = [minuteOf(T0) - 60, minuteOf(T0) + 60];
  const buckets = [...(await memory.buckets.read(checkout, from, to)), ...(await memory.buckets.read(login, from, to))];
  return buckets.map(({ minute, counters, sketches }) => ({
    minute,
    counters: Object.fromEntries([...counters].toSorted()),
    sketches: [...sketches].map(([name, pairs]) => [name, [...pairs].toSorted((a, b) => a - b)]).toSorted(),
  }));
}

const count = async (batches: readonly LogBatch[], memory = createMemory()) => {
  const { tally } = await countBatches(batches, worldOf(memory));
  return { tally, totals: await totals(memory), memory };
};

describe('counting', () => {
  it('counts the calls of a function by the minute of each event', async () => {
    const { totals: seen } = await count([
      delivery('/aws/lambda/checkout', [
        [T0, report(1, 100)],
        [T0 + 59_999, report(2, 200, 'Init Duration: 50.00 ms\t')],
        [T0 + MINUTE, report(3, 300)],
      ]),
    ]);
    expect(
      seen.map(({ counters }) => [counters[COUNTER.calls], counters[COUNTER.durationUs], counters[COUNTER.coldStarts]]),
    ).toEqual([
      [2, 300_000, 1],
      [1, 300_000, undefined],
    ]);
  });

  it('counts what was billed times the memory, for cost is computed on reading', async () => {
    const { totals: seen } = await count([delivery('/aws/lambda/checkout', [[T0, report(1, 99.5)]])]);
    expect(seen[0]!.counters).toMatchObject({ [COUNTER.billedMs]: 100, [COUNTER.billedMbMs]: 25_600 });
  });

  const start = (n: number): string => `START RequestId: ${requestId(n)} Version: $LATEST\n`;

  it.each([
    ['a new-style time-out', [report(1, 3000, 'Status: timeout')], { to: 1, n: 1 }],
    [
      'an old-style time-out',
      [report(1, 3003), `2026-11-20T14:00:03.000Z ${requestId(1)} Task timed out after 3.00 seconds\n\n`],
      { to: 1, n: 1 },
    ],
    [
      'a time-out told in both styles',
      [
        report(1, 3000, 'Status: timeout'),
        `2026-11-20T14:00:03.000Z ${requestId(1)} Task timed out after 3.00 seconds\n\n`,
      ],
      { to: 1, n: 1 },
    ],
    [
      'two attempts under one request id',
      [start(1), report(1, 3000, 'Status: timeout'), start(1), report(1, 3000, 'Status: timeout')],
      { to: 2, n: 2 },
    ],
    [
      'a new-style death for want of memory',
      [report(1, 50, 'Status: error\tError Type: Runtime.OutOfMemory')],
      { om: 1, n: 1 },
    ],
    [
      'an old-style kill',
      [
        `RequestId: ${requestId(1)} Error: Runtime exited with error: signal: killed\nRuntime.ExitError\n`,
        report(1, 50),
      ],
      { om: 1, n: 1 },
    ],
    ['another error', [report(1, 50, 'Status: error\tError Type: Runtime.ExitError')], { er: 1, n: 1 }],
  ])('counts %s as one failure, and its duration as no usual one', async (_, lines, expected) => {
    const { totals: seen } = await count([
      delivery(
        '/aws/lambda/checkout',
        lines.map((line) => [T0, line] as const),
      ),
    ]);
    expect(seen[0]!.counters).toMatchObject(expected);
    expect(
      Object.keys(seen[0]!.counters).filter((name) => name.startsWith('d') && name !== COUNTER.durationUs),
    ).toEqual([]);
  });

  it('counts logins, and whom they touched without a name', async () => {
    const { totals: seen, memory } = await count([
      delivery('/aws/lambda/login', [
        [T0, failedLogin('alice', '203.0.113.7')],
        [T0, failedLogin('bob', '203.0.113.7')],
        [T0, failedLogin('carol', '198.51.100.9')],
        [T0, goodLogin('dave', '198.51.100.9')],
      ]),
    ]);
    expect(seen[0]!.counters).toEqual({ [COUNTER.attempts]: 4, [COUNTER.failures]: 3, [COUNTER.unknownAccounts]: 3 });
    const sketches = Object.fromEntries(seen[0]!.sketches) as Record<string, number[]>;
    expect(estimateDistinct(sketches[SKETCH.accounts]!)).toBe(3);
    expect(estimateDistinct(sketches[SKETCH.addresses]!)).toBe(2);
    const subjects = await memory.subjects.list(login, minuteOf(T0));
    expect(
      subjects
        .filter(({ kind }) => kind === 'address')
        .map(({ label, failures }) => [label, failures])
        .toSorted(),
    ).toEqual([
      ['198.51.100.9', 1],
      ['203.0.113.7', 2],
    ]);
    expect(JSON.stringify([...subjects, seen])).not.toMatch(/alice|bob|carol|dave/);
  });

  it('keeps one item for each of the 64 loudest addresses of a delivery, whatever it holds', async () => {
    const lines = many(5000, (i) => [T0, failedLogin(`user${i}`, `10.0.${i >> 8}.${i & 255}`)] as const);
    const { memory } = await count([
      delivery('/aws/lambda/login', [...lines, ...many(300, () => [T0, failedLogin('root', '192.0.2.1')] as const)]),
    ]);
    const subjects = await memory.subjects.list(login, minuteOf(T0));
    expect(subjects.filter(({ kind }) => kind === 'address')).toHaveLength(64);
    expect(subjects.find(({ label }) => label === '192.0.2.1')?.failures).toBe(64);
  });

  it.each([
    ['older than the horizon', T0 - 36 * DAY],
    ['more than two hours ahead', T0 + 3 * 60 * MINUTE],
    ['without a time', Number.NaN],
  ])('does not count an event %s, and says so', async (_, atMs) => {
    const { tally, totals: seen } = await count([
      delivery('/aws/lambda/checkout', [
        [atMs, report(1, 100)],
        [T0, report(2, 100)],
      ]),
    ]);
    expect(tally.outOfTime).toBe(1);
    expect(seen.map(({ counters }) => counters[COUNTER.calls])).toEqual([1]);
  });

  it('counts the same in whatever order and however often the deliveries come', async () => {
    const line = fc.oneof(
      fc.tuple(
        fc.constant('/aws/lambda/checkout'),
        fc.integer({ min: 1, max: 5000 }).map((ms) => report(ms, ms)),
      ),
      fc.tuple(
        fc.constant('/aws/lambda/login'),
        fc.nat(30).map((n) => failedLogin(`user${n}`, `192.0.2.${n % 5}`)),
      ),
    );
    const deliveries = fc.array(
      fc.array(fc.tuple(fc.nat(3 * MINUTE), line), { minLength: 1, maxLength: 6 }).map((lines) =>
        delivery(
          lines[0]![1][0],
          lines.filter(([, [group]]) => group === lines[0]![1][0]).map(([at, [, text]]) => [T0 + at, text]),
        ),
      ),
      { minLength: 1, maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(deliveries, fc.infiniteStream(fc.nat()), async (batches, choices) => {
        const once = await count(batches);
        const shuffled = [...batches, ...batches.filter(() => choices.next().value % 2 === 0)]
          .map((batch) => [choices.next().value, batch] as const)
          .toSorted((a, b) => a[0] - b[0]);
        const memory = createMemory();
        for (const [cut, batch] of shuffled)
          await countBatches(cut % 3 === 0 ? [batch, batch] : [batch], worldOf(memory));
        expect(await totals(memory)).toEqual(once.totals);
      }),
      { seed: 5, numRuns: 60 },
    );
  });
});
