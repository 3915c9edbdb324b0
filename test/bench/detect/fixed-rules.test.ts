/** The fixed rules speak exactly where their publishers say that they do. */
import { createFixedRules } from '../../../bench/detect/fixed-rules';
import type { LoginTry, Sees } from '../../../bench/detect/login-try';

const MINUTE = 60_000;

/** What each of these failed logins makes the rules say, in order. */
function said(tries: readonly [minute: number, account: string, address?: string][], sees: Sees = 'both'): string[] {
  const rules = createFixedRules(sees);
  return tries.flatMap(([minute, account, address = 'a']): readonly string[] =>
    rules({ atMs: minute * MINUTE, account, address, result: 'wrong-password' } satisfies LoginTry),
  );
}

const evenly = (count: number, minutes: number, account: (index: number) => string) =>
  Array.from({ length: count }, (_, index): [number, string] => [(index * minutes) / count, account(index)]);

describe('the fixed rules', () => {
  it.each([
    ['fail2ban is silent at the 4th failure', evenly(4, 9, () => 'u'), []],
    ['fail2ban speaks at the 5th in ten minutes', evenly(5, 9, () => 'u'), ['fail2ban']],
    ['fail2ban is silent where they are spread', evenly(5, 60, () => 'u'), []],
    ['panther speaks of address and account at the 20th in an hour', evenly(20, 58, () => 'u'), ['panther', 'panther']],
    ['panther speaks of the address alone where accounts differ', evenly(20, 58, String), ['panther']],
  ])('%s', (_, tries, expected) => {
    expect(said(tries).filter((rule) => !rule.startsWith('elastic'))).toEqual(expected);
  });

  it.each([
    ['spraying: 5 accounts × 3', evenly(15, 20, (index) => `u${index % 5}`), ['elastic spraying']],
    ['no spraying over in a moment', evenly(15, 2, (index) => `u${index % 5}`), []],
    ['no spraying at one account', evenly(30, 20, () => 'u'), []],
    ['stuffing: 25 accounts once', evenly(25, 10, (index) => `u${index}`), ['elastic stuffing']],
    ['no stuffing at 24', evenly(24, 10, (index) => `u${index}`), []],
  ])('%s', (_, tries, expected) => {
    expect(said(tries).filter((rule) => rule.startsWith('elastic'))).toEqual(expected);
  });

  it('speak again of the same address only after their pause', () => {
    expect(said(evenly(60, 25, () => 'u')).filter((rule) => rule === 'fail2ban')).toHaveLength(3);
  });

  it('see no address in lines that name none', () => {
    expect(
      said(
        evenly(20, 9, () => 'u'),
        'account',
      ),
    ).toEqual(['panther']);
  });
});
