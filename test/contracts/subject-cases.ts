/** What every subject store must do: note who did what, never grow without bound, and keep the first minute of a success. */
import type { Series } from '../../core/state/series';
import { SUBJECT_CAP, type SubjectTouch, type SubjectWindow } from '../../core/state/subject';
import type { FreshState } from './state-under-test';

const source: Series = { kind: 'login-source', name: '/aws/lambda/log#in' };
const window = 29_923_420;
const event = (number: number) => number.toString(16).padStart(16, '0');
const account = (number: number) => number.toString(16).padStart(32, 'a');
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

const touchOf = (failures: readonly number[], others: readonly number[], last = 1): SubjectTouch => ({
  source,
  window,
  kind: 'address',
  hash: account(last),
  label: `203.0.113.${last}`,
  failures: failures.map(event),
  unknown: [],
  probes: [],
  others: others.map(account),
  successes: [],
  isDeclared: true,
});

const windowOf = (last: number, more: Partial<SubjectWindow>): SubjectWindow => ({
  kind: 'address',
  hash: account(last),
  label: `203.0.113.${last}`,
  failures: 0,
  unknown: 0,
  probes: 0,
  others: [],
  successes: [],
  isDeclared: true,
  ...more,
});

export function describeSubjects(fresh: FreshState): void {
  it('keeps what each subject did, by window and source, addresses apart from accounts', async () => {
    const { subjects } = await fresh();
    await subjects.touch({ ...touchOf([1, 2], [1]), unknown: [event(2)], successes: [account(7), event(8)] });
    await subjects.touch({ ...touchOf([2, 3], [1, 2]), probes: [event(9)] });
    await subjects.touch(touchOf([4], [], 2));
    await subjects.touch({ ...touchOf([5], [], 3), window: window + 10 });
    await subjects.touch({ ...touchOf([6], []), kind: 'account', label: 'b***', isDeclared: false });
    await subjects.touch({ ...touchOf([7], []), kind: 'account', label: 'b***' });
    expect(await subjects.list(source, window)).toEqual([
      windowOf(1, {
        failures: 3,
        unknown: 1,
        probes: 1,
        others: [account(1), account(2)],
        successes: [event(8), account(7)],
      }),
      windowOf(2, { failures: 1 }),
      windowOf(1, { kind: 'account', label: 'b***', failures: 2, isDeclared: false }),
    ]);
    expect(await subjects.list({ ...source, name: '/other' }, window)).toEqual([]);
  });

  it('changes nothing when a touch is repeated', async () => {
    const { subjects } = await fresh();
    for (const _ of range(0, 3)) await subjects.touch({ ...touchOf([1, 2, 2], [5]), successes: [account(5)] });
    expect(await subjects.list(source, window)).toEqual([
      windowOf(1, { failures: 2, others: [account(5)], successes: [account(5)] }),
    ]);
  });

  it('saturates each set on its own', async () => {
    const { subjects } = await fresh();
    await subjects.touch(touchOf(range(0, SUBJECT_CAP), [1]));
    expect(await subjects.touch({ ...touchOf([500], [2]), successes: [account(3)] })).toBe('full');
    await subjects.touch(touchOf([501], []));
    expect(await subjects.list(source, window)).toEqual([
      windowOf(1, { failures: SUBJECT_CAP, others: [account(1), account(2)], successes: [account(3)] }),
    ]);
  });

  it('stays bounded whatever one delivery carries', async () => {
    const { subjects } = await fresh();
    await subjects.touch(touchOf([0], [0]));
    for (const start of [1, 2000, 4000])
      await subjects.touch(touchOf(range(start, start + 1500), range(start, start + 1500)));
    const [only] = await subjects.list(source, window);
    expect(only?.failures).toBe(SUBJECT_CAP + 1);
    expect(only?.others).toHaveLength(SUBJECT_CAP);
  });

  it('notes nothing where nothing was done', async () => {
    const { subjects } = await fresh();
    await subjects.touch(touchOf([], []));
    expect(await subjects.list(source, window)).toEqual([]);
  });

  it('keeps the last roll-up of each window, in order of time', async () => {
    const { subjects } = await fresh();
    const line = {
      kind: 'account',
      hash: 'ab',
      label: 'b***',
      tries: 2,
      others: 1,
      successes: 0,
      isDeclared: true,
    } as const;
    for (const at of [20, 0, 10]) await subjects.rollUp(source, { window: window + at, lines: [] });
    await subjects.rollUp(source, { window, lines: [line] });
    await subjects.rollUp({ ...source, name: '/other' }, { window, lines: [] });
    expect(await subjects.listRollUps(source, window, window + 10)).toEqual([
      { window, lines: [line] },
      { window: window + 10, lines: [] },
    ]);
  });

  it('remembers from where an account logged in first, and no more addresses than it may', async () => {
    const { subjects } = await fresh();
    const success = (address: number, minute: number) =>
      subjects.remember({ source, account: account(1), label: 'b***', address: account(address), minute });
    expect(await subjects.recall(source, account(1))).toBeUndefined();
    expect(await success(2, 100)).toEqual({ label: 'b***', firstSeen: new Map([[account(2), 100]]) });
    await success(2, 90);
    for (const other of range(3, SUBJECT_CAP + 10)) await success(other, 200);
    const known = await subjects.recall(source, account(1));
    expect(known?.firstSeen.get(account(2))).toBe(100);
    expect(known?.firstSeen.size).toBe(SUBJECT_CAP);
  });
}
