/** The command line of the bench: what it takes, and in which words it refuses. */
import { readOptions } from '../../../bench/detect/options';

describe('the options', () => {
  it('have defaults: one world, the tuned family, everything', () => {
    expect(readOptions([])).toEqual({ seeds: 1, family: 'tuned', only: undefined, isJson: false, isQuick: false });
  });

  it('are taken', () => {
    expect(readOptions(['--seeds', '3', '--held-out', '--json', '--only', 'spraying', '--quick'])).toEqual({
      seeds: 3,
      family: 'held-out',
      only: 'spraying',
      isJson: true,
      isQuick: true,
    });
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
