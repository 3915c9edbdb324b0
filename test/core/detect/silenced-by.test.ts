import * as fc from 'fast-check';
import { allOf, anyOf, measured, NOTHING, orBeyond } from '../../../core/detect/silenced-by';

const rule = { minErrors: 8, minShare: 0.25, chance: 0.001 };

describe('what would have silenced it', () => {
  it.each([
    ['is the setting that is reached by least', allOf(rule, { minErrors: 40, minShare: 0.5 }), ['minShare', 0.5]],
    ['is never a share above all there is', allOf(rule, { minErrors: 42, minShare: 1 }), ['minErrors', 42]],
    ['is a chance below what was seen', allOf(rule, { minErrors: 90, chance: 0.00001 }), ['chance', 0.00001]],
    ['is no chance below 0', allOf(rule, { minErrors: 90, chance: 0 }), ['minErrors', 90]],
    [
      'is what both ways ask for, where two speak',
      anyOf(allOf(rule, { minErrors: 24, minShare: 0.3 }), allOf(rule, { minErrors: 16 }, 3)),
      ['minErrors', 24],
    ],
    [
      'is of the way that speaks, where one does',
      anyOf(allOf(rule, { minErrors: 24, minShare: 0.3 }), allOf(rule, { minErrors: 16 }, 0.9)),
      ['minShare', 0.3],
    ],
    [
      'is nothing where each way asks for another',
      anyOf(allOf(rule, { minErrors: 9 }), allOf(rule, { minShare: 0.3 })),
      [],
    ],
    ['is nothing where no setting asks for it', allOf({}, {}, 2), []],
    ['is nothing of what stayed silent', allOf(rule, { minErrors: 7 }), []],
    ['is nothing where there was nothing', NOTHING, []],
    [
      'is what decides what is counted, where that is nearer',
      orBeyond(allOf(rule, { minErrors: 90 }), rule, { minShare: 0.5 }),
      ['minShare', 0.5],
    ],
  ])('%s', (_, reach, [setting, value]) => {
    const { quieter } = measured(reach);
    expect([quieter?.setting, quieter?.above ?? quieter?.below]).toEqual([setting, value]);
  });

  it('is no less than what was seen, and hardly more', () => {
    fc.assert(
      fc.property(fc.double({ min: 8, max: 1e9, noNaN: true }), (minErrors) => {
        const above = measured(allOf(rule, { minErrors })).quieter?.above ?? 0;
        expect(above / minErrors).toBeGreaterThan(1 - 1e-11);
        expect(above / minErrors).toBeLessThan(1.0011);
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});
