import * as fc from 'fast-check';
import { errorTypeCounters, MOST_ERROR_TYPES, readErrorTypes } from '../../../core/state/error-types';

const types = (entries: Record<string, number>) => readErrorTypes(errorTypeCounters(new Map(Object.entries(entries))));

describe("the types of a minute's errors", () => {
  it.each([
    ['none', {}, []],
    [
      'most frequent first',
      { TypeError: 1, 'Runtime.ExitError': 3 },
      [
        ['Runtime.ExitError', 3],
        ['TypeError', 1],
      ],
    ],
    [
      'the rest as other',
      { A: 9, B: 8, C: 7, D: 6, E: 5, F: 4 },
      [
        ['A', 9],
        ['other', 9],
        ['B', 8],
        ['C', 7],
        ['D', 6],
      ],
    ],
    ['without letters that no type has', { 'Bad <!here>\n*Error*': 2 }, [['Bad<here>Error', 2]]],
    ['other where nothing is left', { '\u202e !!': 2 }, [['other', 2]]],
  ])('are told: %s', (_, entries, expected) => {
    expect(types(entries as Record<string, number>)).toEqual(expected);
  });

  it('keep their sum and stay few and short, whatever the names are', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 1000 })), (entries) => {
        const told = types(entries);
        expect(told.length).toBeLessThanOrEqual(MOST_ERROR_TYPES + 1);
        expect(told.every(([type]) => type.length > 0 && type.length <= 60)).toBe(true);
        const sum = Object.values(entries).reduce((total, count) => total + count, 0);
        expect(told.reduce((total, [, count]) => total + count, 0)).toBe(sum);
      }),
      { seed: 7 },
    );
  });
});
