/** A day remembers of each subject the windows that lie in it, whatever joins and leaves. */
import fc from 'fast-check';
import { createLoginDay, isFruitless } from '../../../core/detect/login-day';
import type { RollUp, SubjectLine } from '../../../core/state/subject';

const line = (hash: string, tries: number, successes: number): SubjectLine => ({
  kind: 'address',
  hash,
  label: hash,
  tries,
  others: 1,
  successes,
  isDeclared: true,
});

const someLines = fc.uniqueArray(
  fc.record({ hash: fc.constantFrom('a', 'b', 'c', 'd'), tries: fc.nat(3), successes: fc.nat(2) }),
  { selector: ({ hash }) => hash },
);

describe('a day', () => {
  it('holds exactly the windows that were added and not dropped', () =>
    fc.assert(
      fc.property(fc.array(someLines, { maxLength: 12 }), fc.nat(12), (windows, dropped) => {
        const rollUps: RollUp[] = windows.map((lines, index) => ({
          window: index * 10,
          lines: lines.map(({ hash, tries, successes }) => line(hash, tries, successes)),
        }));
        const day = createLoginDay();
        for (const rollUp of rollUps) day.add(rollUp);
        day.dropBefore(dropped * 10);
        for (const hash of ['a', 'b', 'c', 'd']) {
          const spells = rollUps
            .filter(({ window }) => window >= dropped * 10)
            .flatMap(({ window, lines }) =>
              lines.filter((each) => each.hash === hash).map(({ tries, successes }) => ({ window, tries, successes })),
            );
          const held = day.find('address', hash);
          expect(held?.spells.map(({ window, tries, successes }) => ({ window, tries, successes })) ?? []).toEqual(
            spells,
          );
          expect(held?.fruitless ?? 0).toBe((held?.spells ?? []).filter(isFruitless).length);
        }
      }),
      { seed: 5, numRuns: 200 },
    ));

  it('tells addresses and accounts of the same hash apart, and who was active since when', () => {
    const day = createLoginDay();
    day.add({ window: 0, lines: [line('a', 1, 0)] });
    day.add({ window: 10, lines: [{ ...line('a', 2, 0), kind: 'account' }] });
    expect(day.find('account', 'a')?.spells).toHaveLength(1);
    expect([...day.activeSince(10)].map(({ kind }) => kind)).toEqual(['account']);
    expect([...day.activeSince(0)]).toHaveLength(2);
  });
});
