/** What every store of shard plans must do: compare and set, and list them all. */
import type { ShardStore } from '../../core/ports';
import type { Series } from '../../core/state/series';
import type { ShardPlan } from '../../core/state/shard';

const plan = (name: string, more: Partial<ShardPlan> = {}): ShardPlan => ({
  series: { kind: 'function', name },
  rev: 1,
  steps: [{ from: 29_923_440, shards: 2 }],
  settled: 0,
  ...more,
});

export function describeShardPlans(fresh: () => Promise<ShardStore>): void {
  it('lists what was written, whatever the name', async () => {
    const shards = await fresh();
    expect(await shards.list()).toEqual([]);
    const source: Series = { kind: 'login-source', name: '/a#b%23' };
    const plans = [plan('a'), plan('b', { steps: [], settled: 29_923_500 }), plan('c', { series: source })];
    for (const each of plans) expect(await shards.write(each, 0)).toBe(true);
    expect((await shards.list()).map((each) => JSON.stringify(each)).toSorted()).toEqual(
      plans.map(({ series, rev, steps, settled }) => JSON.stringify({ series, rev, steps, settled })).toSorted(),
    );
  });

  it.each([
    ['where there is one already', 0, false],
    ['upon the stored one', 1, true],
    ['upon one that never was', 7, false],
  ])('writes %s: rev %i, %p', async (_, expectedRev, isWritten) => {
    const shards = await fresh();
    await shards.write(plan('a'), 0);
    expect(await shards.write(plan('a', { rev: expectedRev + 1, settled: 9 }), expectedRev)).toBe(isWritten);
    expect((await shards.list())[0]?.settled).toBe(isWritten ? 9 : 0);
  });

  it('lets one of many writers win', async () => {
    const shards = await fresh();
    const wins = await Promise.all(
      Array.from({ length: 8 }, (_, index) => shards.write(plan('a', { settled: index }), 0)),
    );
    expect(wins.filter(Boolean)).toHaveLength(1);
  });
}
