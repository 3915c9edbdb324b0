/** What every store of recounts must do: list minutes, and put one right under any mixture of writers. */
import type { RecountWish } from '../../core/recount/ports';
import type { BucketPart } from '../../core/state/bucket';
import type { Series } from '../../core/state/series';
import type { FreshState } from './state-under-test';

const series: Series = { kind: 'function', name: 'check#out' };
const place = { series, minute: 29_923_425 };

/** Two that share neither first nor last event, unless told otherwise. */
const guardOf = (first: number, last = first): string =>
  `${String(first).padStart(6, '0')}${String(last).padStart(6, '0')}0000`;
const part = (guard: string, more: Partial<BucketPart> = {}): BucketPart => ({
  guard,
  counters: new Map([['n', 1]]),
  sketches: new Map(),
  ...more,
});
const write = (...parts: BucketPart[]) => ({ ...place, shard: 0, parts });
const wish = (more: Partial<RecountWish> = {}): RecountWish => ({
  ...place,
  guards: [guardOf(1)],
  from: [],
  noticedAtMs: 1_795_405_500_000,
  ...more,
});
const counts = (n: number) => ({ counters: new Map([['n', n]]), sketches: new Map([['ad', new Set([7])]]) });

export function describeRecounts(fresh: FreshState): void {
  it('notices a delivery that shares its first or last event with another, each time it comes', async () => {
    const { buckets } = await fresh();
    expect((await buckets.add(write(part(guardOf(1, 4))))).overlapping).toEqual([]);
    expect((await buckets.add(write(part(guardOf(5, 6))))).overlapping).toEqual([]);
    expect((await buckets.add(write(part(guardOf(1, 2))))).overlapping).toEqual([guardOf(1, 2)]);
    expect((await buckets.add(write(part(guardOf(1, 2))))).overlapping).toEqual([guardOf(1, 2)]);
    expect((await buckets.add(write(part(guardOf(5, 6))))).overlapping).toEqual([]);
    expect((await buckets.add(write(part(guardOf(7, 8)), part(guardOf(7, 9))))).overlapping).toHaveLength(2);
  });

  it('notices a delivery that begins where another ends', async () => {
    const { buckets } = await fresh();
    await buckets.add(write(part(guardOf(1, 4))));
    const after = await buckets.add(write(part(guardOf(3, 9), { crossed: '000008000004' })));
    expect(after.overlapping).toEqual([guardOf(3, 9)]);
  });

  it('takes a minute of which no delivery is known', async () => {
    const { recounts } = await fresh();
    await recounts.note(wish({ guards: [] }));
    const [mark] = await recounts.list(9);
    expect(mark).toMatchObject({ ...place, guards: [] });
    expect(await recounts.strike(mark!)).toBe(true);
  });

  it('lists a minute with all that was noted of it, until it is struck off as it was read', async () => {
    const { recounts } = await fresh();
    await recounts.note(wish());
    await recounts.note(wish({ guards: [guardOf(1), guardOf(2)], from: ['a/group'], noticedAtMs: 1_795_405_999_000 }));
    await recounts.note(wish({ minute: place.minute + 1 }));
    const [first, second] = await recounts.list(9);
    expect(first).toMatchObject({ ...place, from: ['a/group'], noticedAtMs: 1_795_405_500_000 });
    expect(first?.guards.toSorted()).toEqual([guardOf(1), guardOf(2)]);
    expect(second).toMatchObject({ minute: place.minute + 1, from: [] });
    expect(await recounts.list(1)).toHaveLength(1);
    await recounts.note(wish());
    expect(await recounts.strike(first!)).toBe(false);
    expect(await recounts.strike((await recounts.list(1))[0]!)).toBe(true);
    expect((await recounts.list(9)).map(({ minute }) => minute)).toEqual([place.minute + 1]);
    expect(await recounts.strike(first!)).toBe(true); // gone is gone
  });

  it('sets a minute, adds nothing to it afterwards, and says of each delivery whether it is known to be in it', async () => {
    const { buckets, recounts } = await fresh();
    await buckets.add(write(part(guardOf(1), { from: 'a/group', sketches: new Map([['ac', new Set([9])]]) })));
    const [shard] = await recounts.read(series, place.minute);
    expect(shard).toEqual({ shard: 0, guards: [guardOf(1)], held: 1, from: ['a/group'], version: 0 });
    expect(await recounts.replace(place, { ...shard!, guards: [guardOf(1), guardOf(2)] }, counts(5))).toBe(true);
    for (const [guard, late] of [
      [guardOf(1), []],
      [guardOf(2), []],
      [guardOf(3), [guardOf(3)]],
    ] as const) {
      const after = await buckets.add(write(part(guard)));
      expect([after.applied, after.created, after.late, after.counters.get('n')]).toEqual([0, false, late, 5]);
    }
    expect(await buckets.missing(write(part(guardOf(3))))).toEqual([]);
    const [bucket] = await buckets.read(series, place.minute, place.minute);
    expect([[...bucket!.counters], [...bucket!.sketches.keys()]]).toEqual([[['n', 5]], ['ad']]);
    expect(await recounts.read(series, place.minute)).toMatchObject([{ held: 2, from: ['a/group'], version: 1 }]);
  });

  it('refuses to set what another has counted, or set, since it was read', async () => {
    const { buckets, recounts } = await fresh();
    await buckets.add(write(part(guardOf(1))));
    const [before] = await recounts.read(series, place.minute);
    await buckets.add(write(part(guardOf(2))));
    expect(await recounts.replace(place, before!, counts(1))).toBe(false);
    const [now] = await recounts.read(series, place.minute);
    expect(await recounts.replace(place, now!, counts(2))).toBe(true);
    expect(await recounts.replace(place, now!, counts(3))).toBe(false);
    const [bucket] = await buckets.read(series, place.minute, place.minute);
    expect(bucket?.counters.get('n')).toBe(2);
  });

  it('sets a minute of which nothing was counted', async () => {
    const { buckets, recounts } = await fresh();
    const [nothing] = await recounts.read(series, place.minute);
    expect(nothing).toMatchObject({ held: 0, guards: [], version: 0 });
    expect(await recounts.replace(place, nothing!, counts(4))).toBe(true);
    const [again] = await recounts.read(series, place.minute);
    expect(await recounts.replace(place, again!, counts(6))).toBe(true);
    expect((await buckets.read(series, place.minute, place.minute))[0]?.counters.get('n')).toBe(6);
  });

  it('keeps what a closed shard counts until the whole minute is set', async () => {
    const { buckets, recounts } = await fresh();
    await buckets.add({ ...place, shard: 0, parts: [part(guardOf(1))] });
    const other = { shard: 0, guards: [guardOf(1)], held: 1, from: [], version: 0 };
    expect(await recounts.freeze(place, { ...other, held: 2 })).toBe(false);
    expect(await recounts.freeze(place, { ...other, guards: [guardOf(1), guardOf(2)] })).toBe(true);
    expect(await recounts.freeze(place, { ...other, held: 1 })).toBe(false);
    const after = await buckets.add(write(part(guardOf(2)), part(guardOf(3))));
    expect([after.applied, after.late]).toEqual([0, [guardOf(3)]]);
    expect((await buckets.read(series, place.minute, place.minute))[0]?.counters.get('n')).toBe(1);
  });
}
