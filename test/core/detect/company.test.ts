/** Who goes along with a list of names: told apart from people behind one address by whom its tries come to. */
import { companyOf } from '../../../core/detect/company';
import { loginView } from '../../../core/detect/login-view';
import { loginAttackRules } from '../../../core/detect/login-attack-rule';
import { createLoginDay } from '../../../core/detect/login-day';
import type { SubjectWindow } from '../../../core/state/subject';
import { many } from '../minutes';

const WINDOW = 29_000_000;

const names = (from: number, to: number): string[] =>
  many(to - from, (i) => `account ${from + i} of thirty-two digits`);

function viewOf(others: readonly string[], successes: readonly string[]) {
  const address: SubjectWindow = {
    kind: 'address',
    hash: 'a1',
    label: '203.0.113.4',
    failures: others.length,
    unknown: 0,
    probes: 0,
    others,
    successes,
    isDeclared: true,
  };
  const seen = { windows: [{ window: WINDOW, subjects: [address] }], day: createLoginDay(), known: new Map() };
  const source = { kind: 'login-source', name: '/shop' } as const;
  return loginView(source, undefined, [], WINDOW + 5, seen, loginAttackRules.default);
}

it.each<[string, string[], string[], number]>([
  ['tries ten accounts and gets into two others', names(0, 10), names(20, 22), 1],
  ['tries four accounts and gets into none', names(0, 4), [], 1],
  ['tries three accounts', names(0, 3), [], 0],
  ['many share: six mistype and get in', names(0, 6), names(0, 6), 0],
  ['many share: six give up and fourteen get in', names(0, 6), names(10, 24), 0],
])('an address that %s', (_, others, successes, found) => {
  expect(companyOf('stuffing', viewOf(others, successes))).toHaveLength(found);
});

it('goes along with a list alone: who guesses at one account has no part in what others mistype', () => {
  const view = viewOf(names(0, 10), []);
  expect(companyOf('guessing', view)).toEqual([]);
  expect(companyOf('enumeration', view)).toHaveLength(1);
});
