/** What every bucket store must do, above all: count each delivery once. */
import * as fc from 'fast-check';
import type { Bucket, BucketPart } from '../../core/state/bucket';
import type { Series } from '../../core/state/series';
import type { FreshState } from './state-under-test';

const series: Series = { kind: 'function', name: 'checkout' };
const minute = 29_923_425;

/** No byte above 0x7f: see `describeGuardBytes` for those. */
const guardOf = (number: number) =>
  [number >> 14, (number >> 7) & 0x7f, number & 0x7f].map(hexByte).join('').padStart(16, '0');

const hexByte = (byte: number) => byte.toString(16).padStart(2, '0');

function part(guard: number, counters: Record<string, number>, pairs: Record<string, number[]> = {}): BucketPart {
  return {
    guard: guardOf(guard),
    counters: new Map(Object.entries(counters)),
    sketches: new Map(Object.entries(pairs).map(([name, values]) => [name, new Set(values)])),
  };
}

const write = (parts: readonly BucketPart[], at = minute) => ({ series, minute: at, shard: 0, parts });

const high = (guard: string): BucketPart => ({ ...part(1, { n: 1 }), guard });

const plain = (buckets: readonly Bucket[]) =>
  buckets.map(({ minute, counters, sketches }) => ({
    minute,
    counters: Object.fromEntries([...counters].toSorted(([one], [other]) => (one < other ? -1 : 1))),
    sketches: Object.fromEntries([...sketches].map(([name, pairs]) => [name, [...pairs].toSorted((a, b) => a - b)])),
  }));

export function describeBuckets(fresh: FreshState): void {
  it('counts a delivery once, however often it comes, and says so', async () => {
    const { buckets } = await fresh();
    const first = await buckets.add(write([part(1, { n: 2, du: 700 })]));
    expect([first.applied, first.created, first.counters.get('n')]).toEqual([1, true, 2]);
    const second = await buckets.add(write([part(2, { n: 1 })]));
    expect([second.applied, second.created, second.counters.get('n'), second.guards]).toEqual([1, false, 3, 2]);
    const again = await buckets.add(write([part(1, { n: 2, du: 700 })]));
    expect([again.applied, again.created, again.counters.get('n'), again.counters.get('du')]).toEqual([
      0,
      false,
      3,
      700,
    ]);
  });

  it('keeps apart what came late, by the minute at which it is folded, and counts it all the same', async () => {
    const { buckets } = await fresh();
    const late = (number: number, counters: Record<string, number>, lateDue: number) =>
      buckets.add({ ...write([part(number, counters)]), lateDue });
    await buckets.add(write([part(1, { n: 2, d82: 2 })]));
    expect((await late(2, { n: 1, d90: 1 }, minute + 9)).counters.get('n')).toBe(3);
    await late(3, { n: 4 }, minute + 9);
    await late(2, { n: 1, d90: 1 }, minute + 11); // counted before
    await buckets.add({ ...write([part(4, { n: 8 })]), shard: 0, lateDue: minute + 40_000 });
    const [bucket] = await buckets.read(series, minute, minute);
    expect(plain([bucket!])[0]!.counters).toEqual({ n: 15, d82: 2, d90: 1 });
    expect([...bucket!.late!].map(([due, counters]) => [due - minute, Object.fromEntries(counters)])).toEqual([
      [9, { n: 5, d90: 1 }],
      [40_000, { n: 8 }],
    ]);
  });

  it('counts what is new among what is known', async () => {
    const { buckets } = await fresh();
    await buckets.add(write([part(1, { n: 1 }), part(2, { n: 10 })]));
    const mixed = await buckets.add(
      write([part(2, { n: 10 }), part(3, { n: 100 }), part(1, { n: 1 }), part(3, { n: 100 })]),
    );
    expect([mixed.applied, mixed.created, mixed.counters.get('n')]).toEqual([1, false, 111]);
  });

  it('splits what is too much for one write', async () => {
    const { buckets } = await fresh();
    const many = Array.from({ length: 230 }, (_, index) => part(index + 1, { n: 1, [`d${index % 150}`]: 1 }));
    const after = await buckets.add(write(many));
    expect([after.applied, after.created, after.counters.get('n'), after.guards]).toEqual([230, true, 230, 230]);
    const again = await buckets.add(write([...many.toReversed(), part(999, { n: 1 })]));
    expect([again.applied, again.created, again.counters.get('n')]).toEqual([1, false, 231]);
  });

  it('keeps a delivery of many counters and wide sketches', async () => {
    const { buckets } = await fresh();
    const cells = Object.fromEntries(Array.from({ length: 250 }, (_, cell) => [`d${cell}`, cell + 1]));
    const pairs = Array.from({ length: 256 }, (_, register) => register * 256 + (register % 50));
    await buckets.add(write([part(1, cells, { ad: [0, 65_535, ...pairs] })]));
    const [bucket] = await buckets.read(series, minute, minute);
    expect(Object.fromEntries(bucket?.counters ?? [])).toEqual(cells);
    expect(bucket?.sketches.get('ad')).toEqual(new Set([0, 65_535, ...pairs]));
  });

  it('keeps numbers of six bytes beside those of two, and unites them', async () => {
    const { buckets } = await fresh();
    const [small, large, largest] = [65_535, 65_536, 2 ** 48 - 1];
    await buckets.add(write([part(1, { n: 1 }, { fr: [0, small, large] })]));
    await buckets.add(write([part(2, { n: 1 }, { fr: [large, largest] })]));
    const [bucket] = await buckets.read(series, minute, minute);
    expect([...(bucket?.sketches.get('fr') ?? [])].toSorted((a, b) => a - b)).toEqual([0, small, large, largest]);
  });

  it('keeps names that look like its own, and leaves out what is nothing', async () => {
    const { buckets } = await fresh();
    const names = { seen: 1, ttl: 2, pk: 3, repaired: 4, ad: 5, none: 0 };
    await buckets.add(write([part(1, names, { ad: [7], none: [] })]));
    await buckets.add(write([part(2, { seen: 1 })]));
    expect(plain(await buckets.read(series, minute, minute))).toEqual([
      { minute, counters: { ad: 5, pk: 3, repaired: 4, seen: 2, ttl: 2 }, sketches: { ad: [7] } },
    ]);
  });

  it('gives the same buckets for any order and any repetition of deliveries', async () => {
    const parts = [
      part(1, { n: 1, du: 5 }, { ad: [1, 2] }),
      part(2, { n: 4, er: 1 }, { ad: [2, 3], ac: [9] }),
      part(3, {}, { ac: [9, 65_000] }),
      part(4, { n: 7 }),
    ];
    const expected = [{ minute, counters: { du: 5, er: 1, n: 12 }, sketches: { ad: [1, 2, 3], ac: [9, 65_000] } }];
    const everyPart = fc.shuffledSubarray(parts, { minLength: parts.length });
    const deliveries = fc
      .tuple(everyPart, fc.array(fc.shuffledSubarray(parts), { maxLength: 4 }), fc.nat(3))
      .map(([all, repeats, cut]) => [all.slice(0, cut), ...repeats, all.slice(cut)]);
    await fc.assert(
      fc.asyncProperty(deliveries, async (writes) => {
        const { buckets } = await fresh();
        for (const each of writes) await buckets.add(write(each));
        expect(plain(await buckets.read(series, minute, minute))).toEqual(expected);
      }),
      { seed: 20261122, numRuns: 12 },
    );
  });

  it('counts exactly when many write at once', async () => {
    const { buckets } = await fresh();
    const writers = Array.from({ length: 16 }, (_, writer) => [part(writer + 1, { n: 1 }), part(100, { n: 1000 })]);
    const after = await Promise.all(writers.map((parts) => buckets.add(write(parts))));
    expect(after.reduce((sum, { applied }) => sum + applied, 0)).toBe(17);
    expect(after.filter(({ created }) => created)).toHaveLength(1);
    expect(plain(await buckets.read(series, minute, minute))).toEqual([
      { minute, counters: { n: 1016 }, sketches: {} },
    ]);
  });

  it('reads a window oldest first, both ends included, without the minutes that are not there', async () => {
    const { buckets } = await fresh();
    for (const at of [minute + 3, minute - 1, minute, minute + 1, minute + 4]) {
      await buckets.add(write([part(1, { n: at - minute + 2 })], at));
    }
    await buckets.add({ ...write([part(1, { n: 99 })]), series: { kind: 'login-source', name: 'checkout' } });
    const seen = await buckets.read(series, minute, minute + 3);
    expect(seen.map((bucket) => [bucket.minute - minute, bucket.counters.get('n')])).toEqual([
      [0, 2],
      [1, 3],
      [3, 5],
    ]);
    expect(await buckets.read(series, minute + 1, minute)).toEqual([]);
    expect(await buckets.read({ kind: 'function', name: 'other' }, 0, minute + 9)).toEqual([]);
  });

  it('knows which deliveries a bucket holds', async () => {
    const { buckets } = await fresh();
    expect(await buckets.missing(write([part(1, { n: 1 })]))).toEqual([guardOf(1)]);
    await buckets.add(write([part(1, { n: 1 }), part(2, { n: 1 })]));
    expect(await buckets.missing(write([part(2, { n: 1 }), part(3, { n: 1 }), part(1, { n: 1 })]))).toEqual([
      guardOf(3),
    ]);
  });

  it('makes no bucket of nothing', async () => {
    const { buckets } = await fresh();
    const after = await buckets.add(write([]));
    expect([after.applied, after.created, after.counters.size]).toEqual([0, false, 0]);
    expect(await buckets.read(series, minute, minute)).toEqual([]);
  });
}

export function describeGuardBytes(fresh: FreshState, cannot: string | undefined): void {
  const name = 'tells deliveries apart whose guards differ in high bytes only';
  if (cannot !== undefined) process.stdout.write(`SKIPPED ${name}: ${cannot}\n`);
  (cannot === undefined ? it : it.skip)(name, async () => {
    const { buckets } = await fresh();
    await buckets.add(write([high('fffefdfcfbfaf9f8')]));
    const after = await buckets.add(write([high('f8f9fafbfcfdfeff')]));
    expect([after.applied, after.counters.get('n')]).toEqual([1, 2]);
  });
}
