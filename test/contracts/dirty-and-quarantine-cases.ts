/** What every dirty list and quarantine must do. */
import type { Series } from '../../core/state/series';
import type { FreshState } from './state-under-test';

const due = 29_923_430;

const text = (entry: unknown) => JSON.stringify(entry);

export function describeQueuesOfWork(fresh: FreshState): void {
  it('lists what is due in a minute, each once, whatever its name', async () => {
    const { dirty } = await fresh();
    const series: Series[] = ['a', 'b#1', 'c%23', 'd', 'e', 'f#29923425#', 'g'].flatMap((name) => [
      { kind: 'function', name },
      { kind: 'login-source', name },
    ]);
    for (const each of [...series, ...series]) await dirty.add(each, due - 5, due);
    await dirty.add({ kind: 'function', name: 'a' }, due - 4, due);
    await dirty.add({ kind: 'function', name: 'later' }, due - 3, due + 1);
    expect((await dirty.list(due)).map(text).toSorted()).toEqual(
      [
        ...series.map((each) => ({ series: each, minute: due - 5 })),
        { series: { kind: 'function', name: 'a' }, minute: due - 4 },
      ]
        .map(text)
        .toSorted(),
    );
    expect(await dirty.list(due + 2)).toEqual([]);
  });

  it('lists all that are noted at the same time, some of them twice', async () => {
    const { dirty } = await fresh();
    const names = Array.from({ length: 90 }, (_, index) => `function ${index % 60}`);
    await Promise.all(names.map((name) => dirty.add({ kind: 'function', name }, due - 5, due)));
    const listed = (await dirty.list(due)).map(({ series }) => series.name);
    expect(listed.toSorted()).toEqual([...new Set(names)].toSorted());
  });

  it('takes quarantined deliveries, the same one twice as well', async () => {
    const { quarantine } = await fresh();
    const entry = { why: 'not gzip', atMs: 1_795_405_530_500, sizeBytes: 12, hash: 'ab12' };
    await expect(Promise.all([quarantine.put(entry), quarantine.put(entry)])).resolves.toEqual([undefined, undefined]);
  });
}
