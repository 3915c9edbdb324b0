/** Shows that every kind is counted under its own name, and that only what came is named. */
import * as fc from 'fast-check';
import { KindCounts } from '../../../core/log/kind-counts';
import type { Parsed } from '../../../core/log/parsed';

const KINDS: readonly Parsed['kind'][] = [
  'report',
  'init',
  'restore',
  'start',
  'end',
  'failure',
  'extension',
  'platform',
  'login',
  'app',
  'other',
  'refused',
];

it('counts as many of each kind as came', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...KINDS)), (came) => {
      const counts = new KindCounts();
      for (const kind of came) counts.add(kind);
      const expected = [...new Set(came)].map((kind) => [kind, came.filter((each) => each === kind).length] as const);
      expect(counts.all()).toEqual(new Map(expected));
    }),
    { seed: 3 },
  );
});
