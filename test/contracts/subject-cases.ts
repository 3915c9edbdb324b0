/** What every subject store must do: note hot addresses, and never grow without bound. */
import type { Series } from '../../core/state/series';
import { SUBJECT_CAP, type SubjectTouch } from '../../core/state/subject';
import type { FreshState } from './state-under-test';

const source: Series = { kind: 'login-source', name: '/aws/lambda/log#in' };
const window = 29_923_420;
const event = (number: number) => number.toString(16).padStart(16, '0');
const account = (number: number) => number.toString(16).padStart(32, 'a');
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

const touchOf = (failures: readonly number[], accounts: readonly number[], last = 1): SubjectTouch => ({
  source,
  window,
  hash: account(last),
  address: `203.0.113.${last}`,
  failures: failures.map(event),
  accounts: accounts.map(account),
});

export function describeSubjects(fresh: FreshState): void {
  it('keeps what each address did, by window and source', async () => {
    const { subjects } = await fresh();
    await subjects.touch(touchOf([1, 2], [1]));
    await subjects.touch(touchOf([2, 3], [1, 2]));
    await subjects.touch(touchOf([4], [], 2));
    await subjects.touch({ ...touchOf([5], [], 3), window: window + 10 });
    expect(await subjects.list(source, window)).toEqual([
      { address: '203.0.113.1', failures: 3, accounts: [account(1), account(2)] },
      { address: '203.0.113.2', failures: 1, accounts: [] },
    ]);
    expect(await subjects.list({ ...source, name: '/other' }, window)).toEqual([]);
  });

  it('changes nothing when a touch is repeated', async () => {
    const { subjects } = await fresh();
    for (const _ of range(0, 3)) await subjects.touch(touchOf([1, 2, 2], [5]));
    expect(await subjects.list(source, window)).toEqual([
      { address: '203.0.113.1', failures: 2, accounts: [account(5)] },
    ]);
  });

  it('saturates each set on its own', async () => {
    const { subjects } = await fresh();
    await subjects.touch(touchOf(range(0, SUBJECT_CAP), [1]));
    await subjects.touch(touchOf([500], [2]));
    await subjects.touch(touchOf([501], []));
    expect(await subjects.list(source, window)).toEqual([
      { address: '203.0.113.1', failures: SUBJECT_CAP, accounts: [account(1), account(2)] },
    ]);
  });

  it('stays bounded whatever one delivery carries', async () => {
    const { subjects } = await fresh();
    await subjects.touch(touchOf([0], [0]));
    for (const start of [1, 2000, 4000])
      await subjects.touch(touchOf(range(start, start + 1500), range(start, start + 1500)));
    const [only] = await subjects.list(source, window);
    expect(only?.failures).toBe(SUBJECT_CAP + 1);
    expect(only?.accounts).toHaveLength(SUBJECT_CAP);
  });

  it('notes nothing where nothing was done', async () => {
    const { subjects } = await fresh();
    await subjects.touch(touchOf([], []));
    expect(await subjects.list(source, window)).toEqual([]);
  });
}
