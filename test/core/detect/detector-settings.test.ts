import { checkDetectors } from '../../../core/detect/detector-settings';
import { defaultRules } from '../../../core/detect/rules';

describe('detector settings', () => {
  it('are the defaults where nothing is set', () => {
    expect(checkDetectors(undefined)).toEqual({ rules: defaultRules, faults: [] });
  });

  it('lie over the defaults, one by one', () => {
    const { rules, faults } = checkDetectors({
      'slow-calls': { minSlowCalls: 10 },
      timeouts: { enabled: false },
      'gone-silent': 'off',
    });
    expect(faults).toEqual([]);
    expect(rules['slow-calls']).toEqual({ ...defaultRules['slow-calls'], minSlowCalls: 10 });
    expect([rules.timeouts.enabled, rules['gone-silent'].enabled]).toEqual([false, false]);
    expect(rules['login-attack']).toEqual(defaultRules['login-attack']);
  });

  it.each([
    ['a list', [], 'detectors must be an object by detector, got []'],
    ['nothing at all', null, 'detectors must be an object by detector, got null'],
    [
      'an unknown detector',
      { slow: {} },
      'detectors has no detector "slow"; there are slow-calls, login-attack, out-of-memory, timeouts',
    ],
    ['a prototype', { constructor: {} }, 'detectors has no detector "constructor"'],
    ['a number for a detector', { timeouts: 3 }, "detectors.timeouts must be an object of settings or 'off', got 3"],
    [
      'a setting of an earlier version',
      { 'login-attack': { windowMinutes: 60 } },
      'detectors.login-attack.windowMinutes is no setting any more: an hour is always read, for its addresses are looked at together; leave it out',
    ],
    [
      'an unknown setting',
      { timeouts: { minCalls: 3 } },
      'detectors.timeouts.minCalls is no setting; timeouts has enabled, windowMinutes, minEvents',
    ],
    [
      'text for a number',
      { timeouts: { minEvents: '3' } },
      'detectors.timeouts.minEvents must be a number above 0, got "3"',
    ],
    [
      'a negative number',
      { timeouts: { minEvents: -1 } },
      'detectors.timeouts.minEvents must be a number above 0, got -1',
    ],
    ['infinity', { timeouts: { minEvents: Infinity } }, 'detectors.timeouts.minEvents must be a number above 0'],
    [
      'a share above one',
      { 'slow-calls': { minSlowShare: 25 } },
      'detectors.slow-calls.minSlowShare must be a share from 0 to 1, got 25',
    ],
    [
      'half a minute',
      { timeouts: { windowMinutes: 1.5 } },
      'detectors.timeouts.windowMinutes must be a whole number of minutes up to 60, got 1.5',
    ],
    [
      'a window over an hour',
      { timeouts: { windowMinutes: 61 } },
      'detectors.timeouts.windowMinutes must be a whole number of minutes up to 60, got 61',
    ],
    ['yes', { timeouts: { enabled: 'yes' } }, 'detectors.timeouts.enabled must be true or false, got "yes"'],
  ])('refuse %s, and say the cure', (_, settings, fault) => {
    const checked = checkDetectors(settings);
    expect(checked.faults).toHaveLength(1);
    expect(checked.faults[0]).toContain(fault);
    expect(checked.rules).toEqual(defaultRules);
  });

  it('name all faults at once', () => {
    expect(checkDetectors({ slow: {}, timeouts: { minEvents: 0, windowMinutes: 0 } }).faults).toHaveLength(3);
  });
});
