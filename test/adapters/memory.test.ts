/** Shows that a replay of months stays in bounded memory; what memory has in common with the table is in test/contracts. */
import { createMemory } from '../../adapters/memory';
import type { Recent } from '../../core/baseline/recent';
import type { Series } from '../../core/state/series';

const login: Series = { kind: 'login-source', name: '/aws/lambda/login' };
const recent: Recent = {
  kind: 'login-source',
  rev: 1,
  foldedDue: 1,
  minutes: 1,
  decayedTo: 1,
  activeMinutes: 1,
  attempts: 1,
  failures: 1,
};
const part = { guard: '0000000000000001', counters: new Map([['n', 1]]), sketches: new Map<string, Set<number>>() };

describe('memory', () => {
  it('forgets buckets, subject windows and dirty entries before a minute, and nothing else', async () => {
    const memory = createMemory();
    await memory.usual.write(login, recent, 0);
    for (const minute of [120, 100, 110]) {
      await memory.buckets.add({ series: login, minute, shard: 0, parts: [part] });
      await memory.dirty.add(login, minute - 4, minute);
      await memory.subjects.touch({
        source: login,
        window: minute,
        kind: 'address',
        hash: 'ab',
        label: '203.0.113.1',
        failures: ['01'],
        unknown: [],
        probes: [],
        others: [],
        successes: [],
        isDeclared: true,
      });
    }
    memory.forgetBefore(110);
    const minutes = [100, 110, 120];
    expect((await memory.buckets.read(login, 0, 1000)).map(({ minute }) => minute)).toEqual([110, 120]);
    expect(await Promise.all(minutes.map(async (at) => (await memory.dirty.list(at)).length))).toEqual([0, 1, 1]);
    expect(await Promise.all(minutes.map(async (at) => (await memory.subjects.list(login, at)).length))).toEqual([
      0, 1, 1,
    ]);
    expect(await memory.usual.read(login)).toEqual(recent);
  });

  it('gives the same window however wide it is asked for', async () => {
    const { buckets } = createMemory();
    for (const minute of [7, 3, 5]) await buckets.add({ series: login, minute, shard: 0, parts: [part] });
    const narrow = await buckets.read(login, 3, 5);
    expect(narrow.map(({ minute }) => minute)).toEqual([3, 5]);
    expect(await buckets.read(login, -1_000_000, 5)).toEqual(narrow);
  });

  it('keeps what was put into quarantine', async () => {
    const memory = createMemory();
    const entry = { why: 'not gzip', atMs: 5, sizeBytes: 12, hash: 'ab' };
    await memory.quarantine.put(entry);
    expect(memory.quarantined).toEqual([entry]);
  });
});
