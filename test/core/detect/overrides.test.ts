/** What is set for one function holds for it alone; every slip of the pen is named where it was made. */
import { checkOverrides, rulesFor } from '../../../core/detect/overrides';
import { defaultRules } from '../../../core/detect/rules';

const watched = new Set(['checkout', 'login']);
const detectors = { 'slow-calls': { minSlowCalls: 9 } };

describe('overrides', () => {
  const { rules, faults } = checkOverrides(
    { checkout: { 'slow-calls': { minSlowShare: 0.5 }, 'gone-silent': 'off' } },
    detectors,
    watched,
  );

  it('stand above what is set for all, setting by setting', () => {
    expect(faults).toEqual([]);
    const own = rulesFor({ kind: 'function', name: 'checkout' }, defaultRules, rules);
    expect(own['slow-calls']).toEqual({ ...defaultRules['slow-calls'], minSlowCalls: 9, minSlowShare: 0.5 });
    expect(own['gone-silent'].enabled).toBe(false);
    expect(own.timeouts).toEqual(defaultRules.timeouts);
  });

  it.each([
    ['another function', { kind: 'function', name: 'login' }],
    ['one with a name that every object has', { kind: 'function', name: 'constructor' }],
    ['a login source of that name', { kind: 'login-source', name: 'checkout' }],
  ] as const)('leave %s alone', (_, series) => expect(rulesFor(series, defaultRules, rules)).toBe(defaultRules));

  it.each<[string, unknown, string]>([
    ['a list', [], "overrides must be an object by function's name"],
    [
      'a function that is not watched',
      { chekout: {} },
      'overrides.chekout is no function that is watched; there are checkout, login',
    ],
    ['a function with no object', { checkout: 3 }, 'overrides.checkout must be an object by detector'],
    [
      'a detector that is none',
      { checkout: { slow: 'off' } },
      'overrides.checkout has no detector "slow"; there are slow-calls',
    ],
    [
      'a setting that is none',
      { checkout: { timeouts: { minErrors: 2 } } },
      'overrides.checkout.timeouts.minErrors is no setting; timeouts has enabled, windowMinutes, minEvents',
    ],
    [
      'a word that is not off',
      { checkout: { timeouts: 'no' } },
      `overrides.checkout.timeouts must be an object of settings or 'off', got "no"`,
    ],
    ['a login attack', { checkout: { 'login-attack': 'off' } }, 'overrides.checkout.login-attack is of login sources'],
  ])('name %s', (_, given, fault) => {
    const { faults: found } = checkOverrides(given, detectors, watched);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(fault);
  });

  it('leave off what is off for all, unless they switch it on', () => {
    const of = (own: object) =>
      checkOverrides({ checkout: { timeouts: own } }, { timeouts: 'off' }, watched).rules['checkout']!.timeouts;
    expect(of({ minEvents: 3 })).toMatchObject({ enabled: false, minEvents: 3 });
    expect(of({ enabled: true })).toMatchObject({ enabled: true });
  });

  it('take any name where not every function is known', () => {
    expect(checkOverrides({ any: {} }, undefined, undefined).faults).toEqual([]);
  });
});
