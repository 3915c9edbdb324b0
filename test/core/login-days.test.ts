/** The last day of a source is read once, and then only what joined it. */
import { createLoginDays } from '../../core/login-days';
import type { RollUp } from '../../core/state/subject';
import { login } from './minutes';

const DAY = 24 * 60;
const FIRST = 29_000_000;

function stage() {
  const asked: [from: number, to: number][] = [];
  const days = createLoginDays({
    async listRollUps(_, from, to) {
      asked.push([from, to]);
      const windows: RollUp[] = [];
      for (let window = Math.ceil(from / 10) * 10; window <= to; window += 10) {
        const line = { kind: 'address' as const, hash: 'a', label: 'a', tries: 1, others: 1, successes: 0 };
        windows.push({ window, lines: [{ ...line, isDeclared: true }] });
      }
      return windows;
    },
  });
  return { asked, days };
}

describe('the days of login sources', () => {
  it('read a day at first, then the windows that joined, then nothing', async () => {
    const { asked, days } = stage();
    await days.before(login, FIRST);
    await days.before(login, FIRST);
    const day = await days.before(login, FIRST + 10);
    expect(asked).toEqual([
      [FIRST - DAY, FIRST - 1],
      [FIRST, FIRST + 9],
    ]);
    expect(day.find('address', 'a')?.spells).toHaveLength(DAY / 10);
  });

  it('read anew where they had been carried too far by a clock ahead of ours', async () => {
    const { days } = stage();
    await days.before(login, FIRST + 120);
    const day = await days.before(login, FIRST);
    expect(day.find('address', 'a')?.spells.at(-1)?.window).toBe(FIRST - 10);
  });

  it('are to be kept every five minutes, each source by itself', () => {
    const { days } = stage();
    const kept = [0, 1, 4, 5, 6, 10].filter((minute) => days.isToBeKept(login, FIRST + minute));
    expect(kept).toEqual([0, 5, 10]);
    expect(days.isToBeKept({ ...login, name: '/other' }, FIRST + 10)).toBe(true);
  });
});
