/** The command line of the bench: what it takes, and in which words it refuses. */
import { FUNCTION_TROUBLES, LOGIN_TROUBLES } from '../../../bench/detect/incident';
import { readOptions } from '../../../bench/detect/options';

describe('the options', () => {
  it('have defaults: one world, the tuned family, everything', () => {
    const troubles = [...LOGIN_TROUBLES, ...FUNCTION_TROUBLES];
    expect(readOptions([])).toEqual({
      seeds: 1,
      family: 'tuned',
      troubles,
      isJson: false,
      isQuick: false,
      isGate: false,
    });
  });

  it('are taken', () => {
    expect(readOptions(['--seeds', '3', '--held-out', '--json', '--only', 'spraying', '--quick', '--gate'])).toEqual({
      seeds: 3,
      family: 'held-out',
      troubles: ['spraying'],
      isJson: true,
      isQuick: true,
      isGate: true,
    });
  });

  it.each([
    ['logins', LOGIN_TROUBLES],
    ['functions', FUNCTION_TROUBLES],
  ])('take %s together', (only, troubles) => {
    expect(readOptions(['--only', only])).toMatchObject({ troubles });
  });

  it.each([
    [['--seeds', 'many'], /whole number from 1 to 20, got "many"/],
    [['--seeds', '0'], /got "0"/],
    [['--only', 'rain'], /no trouble "rain"/],
    [['--fast'], /--fast/],
  ])('%j are refused with the reason', (args, words) => {
    expect(readOptions(args)).toMatch(words);
  });
});
