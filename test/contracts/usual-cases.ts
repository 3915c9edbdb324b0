/** What every store of the usual must do: compare and set, and a cursor that never goes back. */
import { emptyProfile } from '../../core/baseline/profile';
import type { Recent } from '../../core/baseline/recent';
import type { Series } from '../../core/state/series';
import type { FreshState } from './state-under-test';

const series: Series = { kind: 'login-source', name: '/aws/lambda/login' };

const recent = (rev: number, attempts = 1): Recent => ({
  kind: 'login-source',
  rev,
  foldedDue: 29_923_425,
  minutes: 3,
  decayedTo: 29_923_420,
  activeMinutes: 1.5,
  attempts,
  failures: 0.25,
});

export function describeUsual(fresh: FreshState): void {
  it('gives back what was written, each series its own', async () => {
    const { usual } = await fresh();
    expect(await usual.read(series)).toBeUndefined();
    expect(await usual.write(series, recent(1), 0)).toBe(true);
    expect(await usual.read(series)).toEqual(recent(1));
    expect(await usual.read({ ...series, kind: 'function' })).toBeUndefined();
  });

  it('gives each its own where many are read at the same time, some of them twice, some not there', async () => {
    const { usual } = await fresh();
    const nth = (index: number): Series => ({ kind: 'login-source', name: `#login ${index}` });
    const written = Array.from({ length: 130 }, (_, index) => index * 2);
    for (const index of written) await usual.write(nth(index), recent(1, index), 0);
    const asked = [...Array.from({ length: 262 }, (_, index) => index), 0, 4, 261];
    const read = await Promise.all(asked.map((index) => usual.read(nth(index))));
    expect(read.map((each) => each && 'attempts' in each && each.attempts)).toEqual(
      asked.map((index) => (index % 2 === 0 && index < 260 ? index : undefined)),
    );
  });

  it.each([
    ['where there was nothing', 0, false],
    ['upon an older one', 1, false],
    ['upon the stored one', 2, true],
    ['upon one that never was', 3, false],
  ])('writes %s: rev %i, %p', async (_, expectedRev, isWritten) => {
    const { usual } = await fresh();
    await usual.write(series, recent(1), 0);
    await usual.write(series, recent(2), 1);
    expect(await usual.write(series, recent(3, 99), expectedRev)).toBe(isWritten);
    expect(await usual.read(series)).toEqual(isWritten ? recent(3, 99) : recent(2));
  });

  it('lets one of many writers win', async () => {
    const { usual } = await fresh();
    await usual.write(series, recent(1), 0);
    const writers = Array.from({ length: 32 }, (_, index) => usual.write(series, recent(2, index), 1));
    const won = (await Promise.all(writers)).flatMap((isWritten, index) => (isWritten ? [index] : []));
    expect(won).toHaveLength(1);
    expect(await usual.read(series)).toEqual(recent(2, won[0]));
  });

  it('keeps a profile beside it, compared and set on a revision of its own', async () => {
    const { usual } = await fresh();
    const profile = { ...emptyProfile('login-source', 498_723), rev: 1, overall: '00az' };
    await usual.write(series, recent(1), 0);
    expect(await usual.readProfile(series)).toBeUndefined();
    expect(await usual.writeProfile(series, profile, 0)).toBe(true);
    expect(await usual.writeProfile(series, { ...profile, overall: '0000' }, 0)).toBe(false);
    expect(await usual.readProfile(series)).toEqual(profile);
    expect(await usual.read(series)).toEqual(recent(1));
    expect(await usual.writeProfile(series, { ...profile, rev: 2 }, 1)).toBe(true);
  });

  it('keeps a cursor that never goes back', async () => {
    const { usual } = await fresh();
    expect(await usual.readCursor()).toBeUndefined();
    for (const due of [100, 105, 103, 105]) await usual.writeCursor(due);
    expect(await usual.readCursor()).toBe(105);
  });
}
