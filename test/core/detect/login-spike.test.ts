import { findSpike } from '../../../core/detect/login-spike';
import { loginAttackRules } from '../../../core/detect/login-attack-rule';
import { createLoginDay } from '../../../core/detect/login-day';
import { loginView } from '../../../core/detect/login-view';
import type { Bucket } from '../../../core/state/bucket';
import { login, logins, many } from '../minutes';

const NOW = 29_000_000;
const rule = loginAttackRules.default;
const quiet = { minutes: 1000, failuresPerMinute: 0.2, failureShare: 0.06 };
const busy = { minutes: 1000, failuresPerMinute: 30, failureShare: 0.3 };
const failuresOnly = { minutes: 1000, failuresPerMinute: 2, failureShare: 1 };
const nobody = { windows: [], day: createLoginDay(), known: new Map() };

const find = (usual: typeof quiet | undefined, buckets: Bucket[]): string => {
  const crowd = findSpike(loginView(login, usual, buckets, NOW, nobody, rule), rule);
  return crowd === undefined ? 'silent' : crowd.ratio >= 1 ? crowd.sign : 'below';
};
const ten = (attempts: number, failures: number) => many(10, (i) => logins(NOW - i, attempts, failures));

describe('spike', () => {
  it.each([
    ['says nothing where nobody logs in', quiet, [], 'silent'],
    ['says nothing of the usual typing errors', quiet, ten(10, 1), 'silent'],
    ['does not open below twenty failures', quiet, [logins(NOW, 19, 19)], 'below'],
    ['reports twenty failures where two are usual', quiet, ten(3, 2), 'spike'],
    ['stays quiet when everybody comes at once, and fails as usual', quiet, ten(500, 30), 'silent'],
    ['stays quiet on a busy login that fails as usual', busy, ten(100, 31), 'silent'],
    ['stays quiet where three times as many fail, of three times as many', busy, ten(300, 92), 'silent'],
    ['reports a busy login under attack', busy, ten(400, 300), 'spike'],
    ['reports a spike where only failures are logged', failuresOnly, ten(20, 20), 'spike'],
    ['says nothing of the usual where only failures are logged', failuresOnly, ten(3, 3), 'silent'],
    ['asks for more while the source is unknown', undefined, ten(4, 4), 'below'],
    ['reports an attack on the first day', undefined, ten(6, 6), 'spike'],
    ['takes a source with little history as unknown', { ...quiet, minutes: 59 }, ten(4, 4), 'below'],
    ['stays quiet of one event a day', quiet, [logins(NOW, 1, 1)], 'silent'],
  ])('%s', (_, usual, buckets, expected) => expect(find(usual, buckets)).toBe(expected));
});
