/** What a channel's desk promises, whatever holds it: one tells at a time, nothing that waits is lost, no slot is given twice. */
import type { DigestEntry, GroupMembers, SmallEntry, Waiting } from '../../core/alert/desk/desk';
import type { Episode } from '../../core/alert/episode';
import { madeAlert } from './made-alert';
import type { FreshState } from './state-under-test';

const waiting = (name: string, seq: number, more: Partial<Waiting> = {}): Waiting => ({
  key: { kind: 'timeouts', subject: { kind: 'function', name } },
  seq,
  severity: 'warning',
  ...more,
});
const HOUR = '2026-11-22T10';

export function describeDesks(fresh: FreshState): void {
  it('lists what waits, what is critical first, page by page', async () => {
    const { desks } = await fresh();
    const all = [waiting('a', 1, { severity: 'critical' }), waiting('b', 1), waiting('c#', 1)];
    for (const each of all.toReversed()) await desks.wait('slack', each);
    await desks.wait('email', waiting('z', 1));
    expect(await desks.listWaiting('slack', 9)).toEqual(all);
    expect(await desks.listWaiting('slack', 2)).toEqual(all.slice(0, 2));
    expect(await desks.listWaiting('slack', 2, all[1])).toEqual(all.slice(2));
    expect(await desks.listWaiting('slack', 2, all[2])).toEqual([]);
  });

  it('keeps the newer of two, and that the channel refused it, until something newer comes', async () => {
    const { desks } = await fresh();
    await desks.wait('slack', waiting('a', 2));
    await desks.wait('slack', waiting('a', 1));
    expect(await desks.listWaiting('slack', 9)).toEqual([waiting('a', 2)]);
    await desks.wait('slack', waiting('a', 2, { isRefused: true }));
    await desks.wait('slack', waiting('a', 2));
    expect(await desks.listWaiting('slack', 9)).toEqual([waiting('a', 2, { isRefused: true })]);
    await desks.wait('slack', waiting('a', 3));
    expect(await desks.listWaiting('slack', 9)).toEqual([waiting('a', 3)]);
  });

  it('strikes off what was told, never what came since', async () => {
    const { desks } = await fresh();
    await desks.wait('slack', waiting('a', 3));
    await desks.done('slack', waiting('a', 2));
    await desks.done('slack', waiting('b', 2));
    expect(await desks.listWaiting('slack', 9)).toHaveLength(1);
    await desks.done('slack', waiting('a', 3));
    expect(await desks.listWaiting('slack', 9)).toEqual([]);
  });

  it("keeps a day's lists apart, page by page, the later of two with what the first had before", async () => {
    const { desks } = await fresh();
    const small = (name: string, seq: number, loud: number, before: number): SmallEntry => ({
      key: waiting(name, seq).key,
      why: 'info',
      severity: 'info',
      seq,
      loud,
      before,
      change: 'open',
      peakRatio: 1.5,
    });
    for (const each of [small('b', 2, 1, 0), small('a#', 5, 2, 1), small('c', 1, 1, 0)])
      await desks.putSmall('slack', 1, each);
    await desks.putSmall('slack', 1, small('b', 4, 2, 1));
    await desks.putSmall('slack', 1, small('b', 3, 1, 1));
    await desks.putSmall('slack', 2, small('b', 6, 3, 2));
    await desks.putSmall('email', 1, small('z', 6, 3, 2));
    const all = [small('a#', 5, 2, 1), small('b', 4, 2, 0), small('c', 1, 1, 0)];
    expect(await desks.listSmall('slack', 1, 9)).toEqual(all);
    expect(await desks.listSmall('slack', 1, 2)).toEqual(all.slice(0, 2));
    expect(await desks.listSmall('slack', 1, 2, all[1]?.key)).toEqual(all.slice(2));
    expect(await desks.listSmall('slack', 1, 2, all[2]?.key)).toEqual([]);
    expect(await desks.listSmall('slack', 2, 9)).toEqual([small('b', 6, 3, 2)]);
    expect(await desks.listSmall('slack', 3, 9)).toEqual([]);
    expect(await desks.readSmall('slack', 1, all[0]!.key)).toEqual(all[0]);
    expect(await desks.readSmall('slack', 1, all[1]!.key)).toEqual(all[1]);
    expect(await desks.readSmall('slack', 2, all[0]!.key)).toBeUndefined();
  });

  it('is held by one at a time, who hears of every ring', async () => {
    const { desks } = await fresh();
    expect(await desks.read('slack')).toBeUndefined();
    const taken = (await desks.take('slack', 'one', 1000, 2000))!;
    expect(taken).toEqual({ bells: 0 });
    expect(await desks.take('slack', 'two', 1500, 2500)).toBeUndefined();
    expect(await desks.leave('slack', 'one', { ...taken, digests: 1 })).toBe(false);
    const again = (await desks.take('slack', 'one', 1500, 2500))!;
    expect(again.bells).toBe(1);
    expect(await desks.leave('slack', 'two', again)).toBe(false);
    expect(await desks.leave('slack', 'one', { ...again, digests: 1 })).toBe(true);
    expect(await desks.take('slack', 'two', 1600, 2600)).toEqual({ bells: 1, digests: 1 });
  });

  it('passes to another when its time is over, and is not written by who had it', async () => {
    const { desks } = await fresh();
    const taken = (await desks.take('slack', 'one', 1000, 2000))!;
    expect(await desks.note('slack', 'one', { ...taken, failures: 1 })).toBe(true);
    expect(await desks.take('slack', 'two', 2000, 3000)).toEqual({ bells: 0, failures: 1 });
    expect(await desks.note('slack', 'one', taken)).toBe(false);
    expect(await desks.leave('slack', 'one', taken)).toBe(false);
    expect(await desks.read('slack')).toEqual({ bells: 0, failures: 1 });
  });

  it('gives no more slots of an hour than there are, however many ask at once', async () => {
    const { desks } = await fresh();
    const asked = await Promise.all(Array.from({ length: 32 }, () => desks.takeSlot('slack', HOUR, 'free', 11)));
    expect(asked.filter(Boolean)).toHaveLength(11);
    await desks.giveBack('slack', HOUR, 'free');
    await desks.giveBack('slack', HOUR, 'digest'); // none was taken
    expect(await desks.takeSlot('slack', HOUR, 'free', 11)).toBe(true);
    expect(await desks.takeSlot('slack', HOUR, 'free', 11)).toBe(false);
    expect(await desks.takeSlot('slack', HOUR, 'digest', 1)).toBe(true);
    expect(await desks.takeSlot('slack', HOUR, 'digest', 1)).toBe(false);
    expect(await desks.takeSlot('email', HOUR, 'free', 11)).toBe(true);
  });

  it('keeps the pages of a digest and the members of a group', async () => {
    const { desks } = await fresh();
    const entry: DigestEntry = { ...waiting('a', 4), loud: 2, opened: 1, change: 'resolve', peakRatio: 3 };
    const group: GroupMembers = {
      id: 'g1',
      kind: 'timeouts',
      openedAtMs: 5,
      seq: 1,
      toldAtMs: 5,
      thread: { incident: 'g1', place: 'C1', message: '1.2' },
      members: [{ key: entry.key, episode: 2 }],
      fresh: [entry],
    };
    await desks.putPage('slack', 'd1', 0, [entry]);
    await desks.putGroup('slack', group);
    expect(await desks.readPage('slack', 'd1', 0)).toEqual([entry]);
    expect(await desks.readPage('slack', 'd1', 1)).toEqual([]);
    expect(await desks.readGroup('slack', 'g1')).toEqual(group);
    expect(await desks.readGroup('email', 'g1')).toBeUndefined();
    await desks.dropPage('slack', 'd1', 0);
    expect(await desks.readPage('slack', 'd1', 0)).toEqual([]);
  });

  it('notes how a channel was told', async () => {
    const { alerts } = await fresh();
    await alerts.write(madeAlert({ seq: 2 }), 0);
    await alerts.markTold(madeAlert(), 'email', 1, undefined, { loud: 1, via: 'd1' });
    await alerts.markTold(madeAlert(), 'email', 1, undefined, { loud: 9, via: 'late' });
    expect((await alerts.read(madeAlert()))?.heard).toEqual({ email: { loud: 1, via: 'd1' } });
  });

  it('keeps a journal of episodes, each once, by when they opened', async () => {
    const { alerts } = await fresh();
    const day = Date.parse('2026-11-22T00:00:00Z');
    const episode = (number: number, openedAtMs: number): Episode => ({
      ...waiting('a', 1).key,
      id: `3fa9c1-${number}`,
      episode: number,
      severity: 'warning',
      openedAtMs,
    });
    for (const [number, at] of [
      [3, day + 5],
      [1, day - 5],
      [2, day],
    ] as const)
      await alerts.noteEpisode(episode(number, at));
    const over = { ...episode(2, day), resolvedAtMs: day + 9, hush: 'silenced' } as const;
    await alerts.noteEpisode(over);
    expect(await alerts.listEpisodes(day, day + 6)).toEqual([over, episode(3, day + 5)]);
    expect(await alerts.listEpisodes(day - 86_400_000, day + 86_400_000)).toHaveLength(3);
    expect(await alerts.listEpisodes(day + 6, day + 7)).toEqual([]);
    const paged = async (fromMs: number, toMs: number): Promise<Episode[]> => {
      const all: Episode[] = [];
      for await (const page of alerts.pagesOfEpisodes(fromMs, toMs)) all.push(...page);
      return all;
    };
    expect((await paged(day, day + 6)).map(({ id }) => id).toSorted()).toEqual(['3fa9c1-2', '3fa9c1-3']);
    expect(await paged(day - 86_400_000, day + 86_400_000)).toHaveLength(3);
    expect(await paged(day + 6, day + 7)).toEqual([]);
  });
}
