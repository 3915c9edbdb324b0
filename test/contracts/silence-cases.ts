/** What every store of silences must do: keep them whole, end them once, and show those that are over for a while. */
import type { Silence } from '../../core/alert/silence';
import type { SilenceStore } from '../../core/alert/silences';

const T0 = Date.parse('2026-11-22T10:00:00Z');
const made = (changes: Partial<Silence> = {}): Silence => ({
  id: 's1',
  kind: 'slow-calls',
  function: 'pay-#%*',
  severity: 'warning',
  author: 'Ada',
  reason: 'a deployment',
  fromMs: T0,
  untilMs: T0 + 60_000,
  ...changes,
});

export function describeSilences(fresh: () => Promise<SilenceStore>): void {
  it('gives back what was put, whatever parts it has, by id', async () => {
    const silences = await fresh();
    expect(await silences.list()).toEqual([]);
    const short: Silence = { id: 's#2%', function: 'checkout', author: 'b', reason: 'c', fromMs: 1, untilMs: 2 };
    const all = [made(), short];
    for (const each of all) await silences.put(each);
    await silences.put(made()); // a repeat
    expect((await silences.list()).toSorted((one, other) => one.fromMs - other.fromMs)).toEqual([short, made()]);
  });

  it.each<[string, Partial<Silence>, string, number, boolean]>([
    ['one that lasts', {}, 's1', T0 + 5, true],
    ['one that has not begun', { fromMs: T0 + 10 }, 's1', T0 + 5, true],
    ['none that is over', {}, 's1', T0 + 60_000, false],
    ['none that never was', {}, 's9', T0 + 5, false],
  ])('ends %s', async (_, changes, id, nowMs, isEnded) => {
    const silences = await fresh();
    const silence = made(changes);
    await silences.put(silence);
    expect(await silences.end(id, 'Bob', nowMs)).toBe(isEnded);
    expect(await silences.list()).toEqual([isEnded ? { ...silence, untilMs: nowMs, endedBy: 'Bob' } : silence]);
  });

  it('lets one of many end it', async () => {
    const silences = await fresh();
    await silences.put(made());
    const ends = await Promise.all(Array.from({ length: 8 }, (_, at) => silences.end('s1', `b${at}`, T0 + at)));
    expect(ends.filter(Boolean).length).toBeGreaterThanOrEqual(1);
    const [kept] = await silences.list();
    expect(ends[kept!.untilMs - T0]).toBe(true);
    expect(kept!.endedBy).toBe(`b${kept!.untilMs - T0}`);
  });
}
